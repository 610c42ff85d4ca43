import Glibc
import Interface
import JSON

/// The entries of a vote, one a line, which several programs may append to.
///
/// A line is JSON, a tab and a checksum that goes on from the line before. Who appends holds the kernel's lock on the file,
/// has read what others wrote, and returns once the disk has it. A last line without its end is what a writer that was
/// killed left: readers pass over it, the next writer cuts it off. Anything else that doesn't fit its checksum is damage.
final class VoteFile {
  let path: String
  private let descriptor: Int32
  /// How far it was read, always the end of a line.
  private var end = 0
  private var lines = 0
  private var checksum = VoteFile.seed

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let sizeMax = 64_000_000

  /// Opens the file, or begins an empty one.
  ///
  /// - Throws: `SwarmError` naming the path.
  init(_ path: String) throws(SwarmError) {
    self.path = path
    if path.utf8.contains(0) { throw SwarmError("store: a path has no zero byte") }
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)  // a pipe must not hold the program up
    guard descriptor >= 0 else { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SwarmError("\(path): not a regular file")
    }
  }

  deinit { close(descriptor) }

  /// Hands over the entries that were not read yet, in order.
  ///
  /// - Throws: `SwarmError` with `path:line` for what can't be read, and what `body` throws, placed alike.
  func read(_ body: (Table) throws(SwarmError) -> Void) throws(SwarmError) {
    try locked(LOCK_SH) { () throws(SwarmError) in _ = try readOn(body) }
  }

  /// Reads on as `read` does, and then appends an entry, which `make` may refuse to make by throwing.
  func append(_ body: (Table) throws(SwarmError) -> Void, _ make: () throws(SwarmError) -> Value) throws(SwarmError) {
    try locked(LOCK_EX) { () throws(SwarmError) in
      let size = try readOn(body)
      if size > end, ftruncate(descriptor, off_t(end)) != 0 { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
      let text = Ballot.text(try make())
      let next = Self.checksum(text, after: checksum)
      let line = Array((text + "\t" + Self.hexadecimal(next) + "\n").utf8)
      guard end + line.count <= Self.sizeMax else { throw SwarmError("\(path): a vote's file may have \(Self.sizeMax) bytes, and this would be more") }
      var done = 0
      while done < line.count {
        let count = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress! + done, line.count - done, off_t(end + done)) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
        done += count
      }
      guard fsync(descriptor) == 0 else { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
      (end, lines, checksum) = (end + line.count, lines + 1, next)
    }
  }

  private func locked(_ mode: Int32, _ body: () throws(SwarmError) -> Void) throws(SwarmError) {
    while flock(descriptor, mode) != 0 {
      guard errno == EINTR else { throw SwarmError("\(path): cannot be locked: \(String(cString: strerror(errno)))") }
    }
    defer { flock(descriptor, LOCK_UN) }
    try body()
  }

  /// - Returns: the file's size.
  private func readOn(_ body: (Table) throws(SwarmError) -> Void) throws(SwarmError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
    let size = Int(status.st_size)
    guard size <= Self.sizeMax else { throw SwarmError("\(path): \(size) bytes; a vote's file has at most \(Self.sizeMax)") }
    guard size >= end else { throw SwarmError("\(path): somebody has cut it short since it was opened") }
    var bytes = [UInt8](repeating: 0, count: size - end)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(end + done)) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
      done += count
    }
    var start = 0
    while let stop = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let place = "\(path):\(lines + 1)"
      let (entry, next) = try entry(bytes[start..<stop], place)
      do throws(SwarmError) { try body(entry) } catch { throw SwarmError("\(place): \(error)") }
      end += stop + 1 - start
      (lines, checksum, start) = (lines + 1, next, stop + 1)
    }
    return size
  }

  private func entry(_ line: ArraySlice<UInt8>, _ place: String) throws(SwarmError) -> (Table, UInt64) {
    guard let text = String(validating: line, as: UTF8.self) else { throw SwarmError("\(place): not UTF-8 text") }
    guard let tab = text.lastIndex(of: "\t") else { throw SwarmError("\(place): not a vote's entry: a tab and a checksum expected") }
    let content = String(text[..<tab])
    let next = Self.checksum(content, after: checksum)
    guard text[text.index(after: tab)...] == Self.hexadecimal(next) else {
      throw SwarmError("\(place): doesn't fit its checksum: it was changed, or a line before it is missing")
    }
    guard case .table(let entry)? = try? JSONReader.value(content) else { throw SwarmError("\(place): not a vote's entry") }
    return (entry, next)
  }

  /// FNV-1a: finds accidents; who changes a line on purpose is found by signatures.
  private static func checksum(_ text: String, after previous: UInt64) -> UInt64 {
    text.utf8.reduce(previous) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
