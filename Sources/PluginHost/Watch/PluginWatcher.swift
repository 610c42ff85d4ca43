import Glibc
public import Policies
import Synchronization

/// Watches plugin folders and tells which texts changed, so that a save takes effect between two events.
///
/// A thread of its own waits for the kernel's notices, lets a burst of saves settle, and compares content hashes: a
/// touched or rewritten file with the same text is no change. The owner of the colony takes the changes when it may.
public final class PluginWatcher: Sendable {
  /// A text that is new or differs from what it was.
  public struct Change: Sendable, Equatable {
    public var path: String
    /// BLAKE2b-256 of the new text.
    public var hash: String

    public init(path: String, hash: String) {
      self.path = path
      self.hash = hash
    }
  }

  private struct State: Sendable {
    var changes: [Change] = []
    var hashes: [String: String] = [:]
    var isStopped = false
  }

  /// Waiting this long after the last notice about a file: editors write in several steps.
  public let settle: Duration
  private let folders: [String]
  private let state = Mutex(State())
  /// One byte is written to the second end when the watcher is to stop, and read from the first.
  private let stopEnds: (read: Int32, write: Int32)
  private let readyEnds: (read: Int32, write: Int32)

  /// Starts to watch the folders of every kind under `folders`.
  ///
  /// - Throws: `SwapError` where the kernel can't watch.
  public init(folders: [String], settle: Duration = .milliseconds(40)) throws(SwapError) {
    self.folders = folders
    self.settle = settle
    guard let watch = FileWatch(), let stop = makePipe(), let ready = makePipe() else {
      throw SwapError(problems: ["can't watch \(folders.joined(separator: ", ")): \(String(cString: strerror(errno)))"])
    }
    stopEnds = stop
    readyEnds = ready
    for path in watchFolders(watch) { remember(path) }
    let work = WatchWork(watch: watch, watcher: self)
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { context in
      Unmanaged<WatchWork>.fromOpaque(context!).takeRetainedValue().run()
      return nil
    }, Unmanaged.passRetained(work).toOpaque())
    precondition(failure == 0, "no thread for the plugin watcher: \(String(cString: strerror(failure)))")
    pthread_detach(thread)
  }

  deinit {
    for end in [stopEnds.read, stopEnds.write, readyEnds.read, readyEnds.write] { close(end) }
  }

  /// Stops watching; the thread ends by itself.
  public func stop() {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      return !state.isStopped
    }
    if isFirst { signal(stopEnds.write) }
  }

  /// Readable while changes wait: for an event loop to `poll`.
  public var descriptor: Int32 { readyEnds.read }

  /// The changes since the last call, one per file, oldest first. Any thread may ask.
  public func takeChanges() -> [Change] {
    var byte: UInt8 = 0
    while read(readyEnds.read, &byte, 1) == 1 {}
    return state.withLock { state in
      defer { state.changes = [] }
      return state.changes
    }
  }

  // MARK: On the watcher's thread

  /// Watches every folder and every kind's folder in it; the plugin files there are.
  fileprivate func watchFolders(_ watch: FileWatch) -> [String] {
    var files = [String]()
    for folder in folders where watch.add(folder) {
      for name in namesInFolder(folder) where isFolder("\(folder)/\(name)") { files += watchKind(watch, "\(folder)/\(name)") }
    }
    return files
  }

  fileprivate func watchKind(_ watch: FileWatch, _ folder: String) -> [String] {
    guard watch.add(folder) else { return [] }
    return namesInFolder(folder).filter { $0.hasSuffix(".lua") }.map { "\(folder)/\($0)" }
  }

  private func remember(_ path: String) {
    guard let text = try? PluginText.read(path) else { return }
    state.withLock { $0.hashes[path] = text.hash }
  }

  /// Queues a change where the text differs from what was last seen.
  fileprivate func look(_ path: String) {
    guard path.hasSuffix(".lua"), let text = try? PluginText.read(path) else { return }
    let isNews = state.withLock { state in
      guard state.hashes[path] != text.hash else { return false }
      state.hashes[path] = text.hash
      state.changes.removeAll { $0.path == path }
      state.changes.append(Change(path: path, hash: text.hash))
      return true
    }
    if isNews { signal(readyEnds.write) }
  }

  fileprivate var stopDescriptor: Int32 { stopEnds.read }
}

/// What the thread does: it owns the watch, and keeps the watcher alive until it is stopped.
private final class WatchWork {
  private let watch: FileWatch
  private let watcher: PluginWatcher
  /// When each file's notices will have settled.
  private var pending: [(path: String, due: ContinuousClock.Instant)] = []

  init(watch: FileWatch, watcher: PluginWatcher) {
    self.watch = watch
    self.watcher = watcher
  }

  func run() {
    while true {
      var descriptors = [
        pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watcher.stopDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&descriptors, 2, timeout()) >= 0 || errno == EINTR else { return }
      if descriptors[1].revents != 0 { return }
      if descriptors[0].revents != 0 { take(watch.take()) }
      let now = ContinuousClock.now
      let settled = pending.filter { $0.due <= now }
      pending.removeAll { $0.due <= now }
      for file in settled { watcher.look(file.path) }
    }
  }

  private func take(_ notices: FileWatch.Notices) {
    var files = notices.files
    for folder in notices.folders { files += watcher.watchKind(watch, folder).map { ($0, true) } }
    if notices.overflowed { files += watcher.watchFolders(watch).map { ($0, true) } }
    let due = ContinuousClock.now + watcher.settle
    for (path, isComplete) in files {
      pending.removeAll { $0.path == path }
      if isComplete { pending.append((path, due)) }
    }
  }

  /// Milliseconds until the first file has settled; for ever when none waits.
  private func timeout() -> Int32 {
    guard let due = pending.map(\.due).min() else { return -1 }
    let wait = max(.zero, due - ContinuousClock.now)
    return Int32(wait / .milliseconds(1)) + 1
  }
}

private func makePipe() -> (read: Int32, write: Int32)? {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { return nil }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
  }
  return (ends[0], ends[1])
}

private func signal(_ descriptor: Int32) {
  var byte: UInt8 = 1
  _ = write(descriptor, &byte, 1)
}
