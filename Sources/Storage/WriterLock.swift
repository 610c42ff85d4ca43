import Glibc

/// Keeps all others from writing a file, until it is released or the process ends, however it ends.
///
/// The lock is the kernel's, on a file of its own beside the one it stands for: SQLite's own locks on that one would be lost
/// with any descriptor of it that is closed.
public final class WriterLock {
  private let path: String
  private var descriptor: Int32

  /// - Throws: `StorageError.inUse`, `.openAlready`; `.readOnly` where no file can be made.
  public init(for file: String) throws(StorageError) {
    path = file + "-lock"
    while true {
      descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      if descriptor < 0 { throw .readOnly(path: file, reason: String(cString: strerror(errno))) }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let holder = Self.holder(descriptor)
        close(descriptor)
        descriptor = -1  // `deinit` runs after a throw, and the file is the holder's
        throw holder.process == getpid() ? .openAlready(path: file) : .inUse(path: file, holder: holder.text)
      }
      // The one who released it may have removed the file between our opening and locking it.
      var held = stat(), named = stat()
      if fstat(descriptor, &held) == 0, stat(path, &named) == 0, held.st_ino == named.st_ino, held.st_dev == named.st_dev { break }
      close(descriptor)
    }
    let line = "\(getpid()) \(Self.programName)\n"
    ftruncate(descriptor, 0)
    _ = line.withCString { pwrite(descriptor, $0, strlen($0), 0) }  // a courtesy to whoever is refused: the lock holds without
  }

  deinit { release() }

  /// Idempotent.
  public func release() {
    guard descriptor >= 0 else { return }
    unlink(path)
    close(descriptor)
    descriptor = -1
  }

  private static func holder(_ descriptor: Int32) -> (process: pid_t?, text: String) {
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let process = words.first.flatMap({ pid_t($0) }) else { return (nil, "another process") }
    return (process, "process \(process)" + (words.count > 1 ? " (\(words[1]))" : ""))
  }

  private static var programName: String {
    let path = CommandLine.arguments.first ?? ""
    return path.split(separator: "/").last.map(String.init) ?? "unnamed"
  }
}
