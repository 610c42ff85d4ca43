import Glibc

/// A file in the making, under a name of its own beside the one it will take in a single step when it is complete and on the
/// disk: whatever happens, there is the old file or the new one.
struct VectorSnapshot: ~Copyable {
  static let recordSize = 4 << 20

  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var chain = VectorRecord.Chain()
  private var size = 0
  private var record = VectorRecord()

  /// - Precondition: the caller holds the lock of that path.
  /// - Throws: `VectorError.file`
  init(path: String) throws(VectorError) {
    self.path = path
    temporary = path + "-new"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .file("\(path): \(String(cString: strerror(errno)))") }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  mutating func begin(_ header: VectorFileHeader) throws(VectorError) {
    let (bytes, chain) = header.sealed()
    try VectorFile.write(bytes, to: descriptor, path)
    (self.chain, size) = (chain, bytes.count)
  }

  mutating func append(_ operation: VectorOperation) throws(VectorError) {
    operation.write(to: &record)
    if record.bytes.count >= Self.recordSize { try flush() }
  }

  private mutating func flush() throws(VectorError) {
    if record.isEmpty { return }
    chain = record.seal(after: chain)
    try VectorFile.write(record.bytes, to: descriptor, path)
    size += record.bytes.count
    record = VectorRecord()
  }

  /// Takes the file's name.
  ///
  /// - Returns: the open file, its chain and its size.
  /// - Throws: `VectorError.file`: the file that had the name is as it was.
  mutating func publish() throws(VectorError) -> (descriptor: Int32, chain: VectorRecord.Chain, size: Int) {
    try flush()
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw .file("\(path): \(String(cString: strerror(errno)))") }
    let published = descriptor
    descriptor = -1
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let handle = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { return (published, chain, size) }
    fsync(handle)
    close(handle)
    return (published, chain, size)
  }
}
