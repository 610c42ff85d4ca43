import Glibc

/// A file's bytes, read once and shared by every thread that needs them.
///
/// Read rather than mapped: a file that shrinks under a mapping kills the process.
final class FileBytes: @unchecked Sendable {  // immutable after init
  let path: String
  let bytes: UnsafeRawBufferPointer

  /// - Throws: `DatasetError` if `path` is not a readable regular file.
  init(_ path: String) throws(DatasetError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw DatasetError("\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw DatasetError("\(path): not a regular file")
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(status.st_size), alignment: 64)
    var filled = 0
    while filled < buffer.count {
      let got = read(file, buffer.baseAddress! + filled, buffer.count - filled)
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else {
        buffer.deallocate()
        throw DatasetError("\(path): byte \(filled): " + (got < 0 ? String(cString: strerror(errno)) : "the file shrank while it was read"))
      }
      filled += got
    }
    self.path = path
    bytes = UnsafeRawBufferPointer(buffer)
  }

  deinit { bytes.deallocate() }
}

/// The lines of a text file without their ends (`\n` or `\r\n`); the last may lack one.
///
/// - Complexity: one pass, no allocation.
struct Lines: Sequence, IteratorProtocol {
  /// Kept alive as long as its lines are read.
  private let file: FileBytes
  private var rest: UnsafeRawBufferPointer.SubSequence
  /// The number of the line `next` returned last, from 1.
  private(set) var number = 0

  init(_ file: FileBytes) {
    self.file = file
    rest = file.bytes[...]
  }

  mutating func next() -> UnsafeRawBufferPointer.SubSequence? {
    guard let start = rest.indices.first else { return nil }
    number += 1
    let base = rest.base.baseAddress!
    let found = memchr(base + start, 0x0A, rest.count)
    let end = found.map { UnsafeRawPointer($0) - base } ?? rest.endIndex
    defer { rest = rest[Swift.min(end + 1, rest.endIndex)...] }
    let hasReturn = end > start && rest[end - 1] == 0x0D
    return rest[start..<(hasReturn ? end - 1 : end)]
  }
}
