import CSodium
import Glibc

/// Files for their owner's eyes only.
enum PrivateFile {
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Writes a file that is not there yet: 0600 from the first instant, complete and durable, or not there.
  static func create(_ path: String, _ bytes: [UInt8]) throws(KeyFileError) {
    try place(bytes, path)
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw failure(path) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw failure(path) }
  }

  /// Writes under another name first, and gives the file its own when it is whole.
  private static func place(_ bytes: [UInt8], _ path: String) throws(KeyFileError) {
    let draft = path + ".\(Hexadecimal.text(littleEndian(UInt64.random(in: 0...UInt64.max)))).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure(path) }
    defer { unlink(draft) }
    try fill(file, bytes, path)
    // Unlike rename, never over another file.
    guard link(draft, path) == 0 else { throw errno == EEXIST ? KeyFileError(path: path, problem: .exists) : failure(path) }
  }

  /// Reads a file that only its owner, who is us, can have read or changed.
  ///
  /// - Parameter size: what it must have; nil for up to 4 KiB.
  static func read(_ path: String, size: Int? = nil) throws(KeyFileError) -> [UInt8] {
    // Not blocking: a pipe in the place of a file must not hang the host.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw errno == ELOOP ? KeyFileError(path: path, problem: .isLink) : failure(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(path) }
    func refuse(_ problem: KeyFileError.Problem) -> KeyFileError { KeyFileError(path: path, problem: problem) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw refuse(.notRegular) }
    guard status.st_uid == geteuid() else { throw refuse(.foreignOwner(status.st_uid)) }
    guard status.st_mode & 0o077 == 0 else { throw refuse(.loose(UInt32(status.st_mode & 0o7777))) }
    guard status.st_nlink == 1 else { throw refuse(.hardLinks(Int(status.st_nlink))) }
    guard size.map({ $0 == status.st_size }) ?? (status.st_size <= 4_096) else { throw refuse(.wrongSize(Int(status.st_size))) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size)), filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + filled, $0.count - filled) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure(path) }
      guard got > 0 else { throw refuse(.wrongSize(filled)) }
      filled += got
    }
    return bytes
  }

  private static func fill(_ file: Int32, _ bytes: [UInt8], _ path: String) throws(KeyFileError) {
    defer { close(file) }
    guard fchmod(file, 0o600) == 0 else { throw failure(path) }  // an umask may have taken bits away
    var written = 0
    while written < bytes.count {
      let put = bytes.withUnsafeBytes { write(file, $0.baseAddress! + written, $0.count - written) }
      if put < 0, errno == EINTR { continue }
      guard put > 0 else { throw failure(path) }
      written += put
    }
    guard fsync(file) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> KeyFileError { KeyFileError(path: path, problem: .system(String(cString: strerror(errno)))) }
}
