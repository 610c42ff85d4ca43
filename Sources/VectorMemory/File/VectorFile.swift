import Glibc
import Storage

/// A file that operations are appended to, one commit after the other, each on the disk before `append` returns.
///
/// Killed at any moment it has every commit that was acknowledged, whole, and nothing of the one that wasn't. One writer at a
/// time. Chosen over rows in SQLite: a commit is one write of what is stored anyway, a snapshot one pass over memory, and a
/// flipped bit anywhere is noticed.
final class VectorFile {
  let path: String
  private var descriptor: Int32 = -1
  private var lock: WriterLock?
  private var chain: VectorRecord.Chain
  private(set) var size: Int
  /// After the disk failed.
  private var failure: VectorError?

  /// Goes on after the commits that were read.
  ///
  /// - Parameter end: what was read up to; what is there beyond is of a commit that was cut short.
  /// - Throws: `VectorError.file`
  init(path: String, lock: WriterLock, chain: VectorRecord.Chain, end: Int) throws(VectorError) {
    (self.path, self.lock, self.chain, size) = (path, lock, chain, end)
    descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0, ftruncate(descriptor, off_t(end)) == 0, lseek(descriptor, 0, SEEK_END) == off_t(end) else {
      throw .file("\(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close() }

  func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
    lock?.release()
    lock = nil
  }

  /// Returns when the operations are on the disk.
  ///
  /// - Throws: `VectorError.file`: nothing of them is there. After the disk failed the file takes nothing more.
  func append(_ record: consuming VectorRecord) throws(VectorError) {
    if let failure { throw failure }
    guard descriptor >= 0 else { throw .file("\(path) is closed") }
    let next = record.seal(after: chain)
    do { try VectorFile.write(record.bytes, to: descriptor, path) } catch {
      // What is half there must not stand before the next commit.
      if ftruncate(descriptor, off_t(size)) != 0 || lseek(descriptor, off_t(size), SEEK_SET) < 0 { failure = error }
      throw error
    }
    guard fdatasync(descriptor) == 0 else {
      failure = .file("\(path) could not be written and is closed; open it again to go on from what is stored: \(String(cString: strerror(errno)))")
      throw failure!
    }
    chain = next
    size += record.bytes.count
  }

  /// Puts a whole new file in the place of this one, and goes on after it.
  ///
  /// - Throws: `VectorError.file`: the file is as it was.
  func replace(_ contents: (inout VectorSnapshot) throws(VectorError) -> Void) throws(VectorError) {
    guard descriptor >= 0 else { throw .file("\(path) is closed") }
    var snapshot = try VectorSnapshot(path: path)
    try contents(&snapshot)
    let (descriptor, chain, size) = try snapshot.publish()
    Glibc.close(self.descriptor)
    (self.descriptor, self.chain, self.size) = (descriptor, chain, size)
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(VectorError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file("\(path): \(String(cString: strerror(errno)))") }
      done += count
    }
  }
}
