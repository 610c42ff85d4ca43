import Glibc

/// The text of a small file.
///
/// - Throws: `SwarmError` naming the path: why it can't be read, that it is larger than `limit` bytes, or not UTF-8.
func textFile(_ path: String, limit: Int = 16_000_000) throws(SwarmError) -> String {
  guard let file = fopen(path, "rb") else { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&block, 1, block.count, file), count > 0 {
    bytes += block[..<count]
    guard bytes.count <= limit else { throw SwarmError("\(path): larger than \(limit) bytes") }
  }
  guard ferror(file) == 0 else { throw SwarmError("\(path): \(String(cString: strerror(errno)))") }
  guard let text = String(validating: bytes, as: UTF8.self) else { throw SwarmError("\(path): not UTF-8 text") }
  return text
}
