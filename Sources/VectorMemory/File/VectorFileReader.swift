import Glibc

/// A file being read, record by record, each held to its checksum before it is looked into.
final class VectorFileReader {
  let path: String
  let configuration: VectorIndex.Configuration
  /// Operations that the file must have.
  let snapshotCount: Int
  private let descriptor: Int32
  private let fileSize: Int
  private(set) var chain: VectorRecord.Chain
  /// What has been read and is whole.
  private(set) var end: Int

  /// - Throws: `VectorError.file`, naming the path and what is wrong.
  init(path: String) throws(VectorError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)  // a pipe without a writer would wait for one
    guard descriptor >= 0 else { throw .file("\(path): \(String(cString: strerror(errno)))") }
    self.descriptor = descriptor
    var status = stat()
    var head = [UInt8](repeating: 0, count: VectorFileHeader.size)
    let result = Result { () throws(VectorError) in
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .file("not a regular file") }
      guard status.st_size >= VectorFileHeader.size else { throw .file("not a vector memory: \(status.st_size) bytes") }
      try Self.fill(&head, from: descriptor, at: 0)
      let header = head.withUnsafeBytes { head in Result { () throws(VectorError) in try VectorFileHeader(head) } }
      return try header.get()
    }
    do {
      let header = try result.get()
      (configuration, snapshotCount) = (header.configuration, header.snapshotCount)
    } catch {
      close(descriptor)
      throw .file("\(path): \(error)")
    }
    fileSize = Int(status.st_size)
    chain = head.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: VectorFileHeader.size - VectorRecord.checksumSize, as: VectorRecord.Chain.self) }
    end = VectorFileHeader.size
  }

  deinit { close(descriptor) }

  /// The next record's payload; nil at the end, or where the last commit was cut short.
  ///
  /// Cut short is what the file ends in the middle of, or what from its place on is nothing but zeros, as a file system may
  /// leave it after a loss of power. Anything else that isn't what was written is damage.
  ///
  /// - Throws: `VectorError.file`, naming the byte.
  func next() throws(VectorError) -> [UInt8]? {
    let left = fileSize - end
    guard left >= VectorRecord.headSize else { return nil }
    var head = [UInt8](repeating: 0, count: VectorRecord.headSize)
    try read(&head, at: end)
    let (length, check) = head.withUnsafeBytes { ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) }
    guard check == VectorRecord.check(UInt64(littleEndian: length), after: chain) else {
      if head.allSatisfy({ $0 == 0 }), try isZero(from: end) { return nil }
      throw damaged
    }
    let around = VectorRecord.headSize + VectorRecord.checksumSize
    guard left >= around, UInt64(littleEndian: length) <= UInt64(left - around) else { return nil }
    var payload = [UInt8](repeating: 0, count: Int(length) + VectorRecord.checksumSize)
    try read(&payload, at: end + VectorRecord.headSize)
    let sums = payload.withUnsafeBytes { payload in
      let content = UnsafeRawBufferPointer(rebasing: payload[..<Int(length)])
      return (payload.loadUnaligned(fromByteOffset: content.count, as: VectorRecord.Chain.self), VectorRecord.checksum(content, after: chain))
    }
    guard sums.0 == sums.1 else { throw damaged }
    chain = sums.0
    end += around + Int(length)
    payload.removeLast(VectorRecord.checksumSize)
    return payload
  }

  private var damaged: VectorError { .file("\(path): damaged at byte \(end): what is there is not what was written") }

  private func isZero(from start: Int) throws(VectorError) -> Bool {
    var place = start
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while place < fileSize {
      if fileSize - place < block.count { block.removeLast(block.count - (fileSize - place)) }
      try read(&block, at: place)
      guard block.allSatisfy({ $0 == 0 }) else { return false }
      place += block.count
    }
    return true
  }

  private func read(_ bytes: inout [UInt8], at place: Int) throws(VectorError) {
    do { try Self.fill(&bytes, from: descriptor, at: place) } catch { throw .file("\(path): byte \(place): \(error)") }
  }

  private static func fill(_ bytes: inout [UInt8], from descriptor: Int32, at place: Int) throws(VectorError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(place + done)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file(count < 0 ? String(cString: strerror(errno)) : "the file shrank while it was read") }
      done += count
    }
  }
}
