import CKernels
import Glibc
import Interface

/// This program once more, in a process of its own: whatever it does, it cannot take its parent along.
///
/// It leads a process group, which is killed as a whole at the end, so that nothing it started stays behind. It belongs to
/// one thread.
struct ChildProcess: ~Copyable {
  /// How it ended, and what it wrote.
  struct Outcome {
    /// The exit status; 128 and the signal that ended it, as a shell says it.
    var status: Int32
    /// Whether it was ended at its time limit.
    var isStopped: Bool
    var output: String
    var complaints: String
    var seconds: Double
  }

  /// Of each stream, in bytes; what is written beyond is read and dropped.
  static let keptLimit = 16 << 20

  private let process: pid_t
  private let streams: [Int32]
  private let start = monotonicSeconds()

  /// - Parameters:
  ///   - input: all it reads from its standard input.
  ///   - environment: in place of, or besides, what this process has.
  /// - Throws: `ScriptError` where the system has no room for it.
  init(_ arguments: [String], input: String, environment: [String: String]) throws(ScriptError) {
    guard let given = tmpfile() else { throw Self.failure("no file for its input") }
    defer { fclose(given) }
    _ = Array(input.utf8).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, given) }
    rewind(given)
    guard let output = Pipe() else { throw Self.failure("no pipe for its output") }
    guard let complaints = Pipe() else {
      output.close()
      throw Self.failure("no pipe for its complaints")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (source, target) in [(fileno(given), 0), (output.end, 1), (complaints.end, 2)] as [(Int32, Int32)] {
      posix_spawn_file_actions_adddup2(&actions, source, target)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)

    var words: [UnsafeMutablePointer<CChar>?] = (["formic"] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = Self.variables(environment).map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process = pid_t()
    let problem = posix_spawn(&process, "/proc/self/exe", &actions, &attributes, &words, &variables)
    Glibc.close(output.end)
    Glibc.close(complaints.end)
    if problem != 0 {
      Glibc.close(output.start)
      Glibc.close(complaints.start)
      throw Self.failure(String(cString: strerror(problem)))
    }
    self.process = process
    streams = [output.start, complaints.start]
  }

  deinit { for stream in streams { close(stream) } }

  /// Reads what it writes until it ends, or ends it with SIGKILL after so many seconds.
  ///
  /// - Throws: `ScriptError` after Ctrl-C; it has ended then, too.
  consuming func outcome(within limit: Double) throws(ScriptError) -> Outcome {
    var kept: [[UInt8]] = [[], []]
    var isOpen = [true, true]
    var status: Int32 = 0, isStopped = false, hasEnded = false
    while !hasEnded {
      var events = (0..<2).map { pollfd(fd: isOpen[$0] ? streams[$0] : -1, events: Int16(POLLIN), revents: 0) }
      poll(&events, 2, isOpen.contains(true) ? 10 : 1)
      for i in 0..<2 where events[i].revents != 0 { isOpen[i] = read(i, into: &kept[i]) }
      hasEnded = waitpid(process, &status, WNOHANG) == process
      if !hasEnded, ck_is_interrupted() || monotonicSeconds() - start > limit {
        isStopped = true
        kill(-process, SIGKILL)
        hasEnded = waitpid(process, &status, 0) == process
      }
    }
    kill(-process, SIGKILL)  // what it started
    for i in 0..<2 {
      var event = pollfd(fd: streams[i], events: Int16(POLLIN), revents: 0)
      while isOpen[i], poll(&event, 1, 0) > 0 { isOpen[i] = read(i, into: &kept[i]) }
    }
    if ck_is_interrupted() { throw ScriptError("interrupted") }
    let signal = status & 0x7F
    return Outcome(
      status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, isStopped: isStopped, output: String(decoding: kept[0], as: UTF8.self),
      complaints: String(decoding: kept[1], as: UTF8.self), seconds: monotonicSeconds() - start)
  }

  /// - Returns: whether there may be more.
  private borrowing func read(_ stream: Int, into kept: inout [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { chunk in
      let count = Glibc.read(streams[stream], chunk.baseAddress!, chunk.count)
      if count > 0 { kept += chunk.prefix(min(count, Self.keptLimit - kept.count)) }
      return count > 0 || count < 0 && errno == EINTR
    }
  }

  private static func variables(_ changes: [String: String]) -> [String] {
    var lines: [String] = []
    var place = environ
    while let line = place.pointee {
      let text = String(cString: line)
      if changes[String(text.prefix { $0 != "=" })] == nil { lines.append(text) }
      place += 1
    }
    return lines + changes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  private static func failure(_ reason: String) -> ScriptError { ScriptError("script.run: the process cannot be started: \(reason)") }
}

/// A pipe no other child inherits.
private struct Pipe {
  let start: Int32
  let end: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (start, end) = (ends[0], ends[1])
  }

  func close() {
    Glibc.close(start)
    Glibc.close(end)
  }
}
