import Glibc

/// Files of text, read and written whole.
public enum TextFile {
  /// Why a file can't be read or written, with its path.
  public struct Problem: Error, CustomStringConvertible, Equatable {
    public var description: String
  }

  /// The text of a regular file.
  ///
  /// - Throws: `Problem`: why it can't be read, that it is larger than `limit` bytes, or not UTF-8.
  public static func read(_ path: String, limit: Int = 64_000_000) throws(Problem) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)  // a pipe that nobody writes to must not hold the program up
    guard file >= 0 else { throw problem(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw Problem(description: "\(path): not a regular file") }
    var bytes: [UInt8] = [], block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw problem(path) }
      if count == 0 { break }
      bytes += block[..<count]
      guard bytes.count <= limit else { throw Problem(description: "\(path): larger than \(limit) bytes") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Problem(description: "\(path): not UTF-8 text") }
    return text
  }

  /// Writes a file, over one that is there.
  public static func write(_ text: String, to path: String) throws(Problem) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard file >= 0 else { throw problem(path) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + done, bytes.count - done) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw problem(path) }
      done += count
    }
  }

  private static func problem(_ path: String) -> Problem { Problem(description: "\(path): \(String(cString: strerror(errno)))") }
}
