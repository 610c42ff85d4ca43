import CSodium
import Glibc

/// The text of a plugin as it was read: what a policy is made from, hashed, and embedded in a run record.
public struct PluginText: Sendable, Equatable {
  /// As problems show it: relative to the Formic home where it lies there.
  public var file: String
  /// What the file calls it: its name without `.lua`.
  public var name: String
  /// The folder it lies in, which is its kind in a plugin folder.
  public var folder: String
  public var text: String
  /// Where it was read; nil for a text that is no file.
  public var path: String?
  /// BLAKE2b-256 of the text, in hexadecimal.
  public let hash: String

  public init(file: String, text: String, path: String? = nil) {
    let parts = file.split(separator: "/", omittingEmptySubsequences: true)
    let last = parts.last.map(String.init) ?? file
    self.file = file
    self.text = text
    self.path = path
    name = last.hasSuffix(".lua") ? String(last.dropLast(4)) : last
    folder = parts.count > 1 ? String(parts[parts.count - 2]) : ""
    hash = contentHash(text)
  }

  /// The most a plugin may hold: a page someone copies is a few kilobytes.
  public static let bytesMax = 1 << 20

  /// Reads a file.
  ///
  /// - Parameter shownAs: how problems name it.
  /// - Throws: `PluginProblem` where it can't be read, is too long or isn't UTF-8.
  public static func read(_ path: String, shownAs: String? = nil) throws(PluginProblem) -> PluginText {
    let shown = shownAs ?? path
    guard let bytes = readFile(path, limit: bytesMax + 1) else {
      throw PluginProblem(file: shown, line: 1, "can't be read: \(String(cString: strerror(errno)))")
    }
    guard bytes.count <= bytesMax else { throw PluginProblem(file: shown, line: 1, "is over \(bytesMax >> 20) MiB: not a plugin") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw PluginProblem(file: shown, line: 1, "is not UTF-8 text") }
    return PluginText(file: shown, text: text, path: path)
  }
}

/// BLAKE2b-256 in hexadecimal (Aumasson, Neves, Wilcox-O'Hearn & Winnerlein 2013; RFC 7693).
public func contentHash(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var digest = [UInt8](repeating: 0, count: 32)
  crypto_generichash(&digest, digest.count, bytes, UInt64(bytes.count), nil, 0)
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The first `limit` bytes of a regular file; nil with `errno` set when it can't be read.
func readFile(_ path: String, limit: Int) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return nil }
  guard status.st_mode & S_IFMT == S_IFREG else {
    errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
    return nil
  }
  var bytes = [UInt8]()
  while bytes.count < limit {
    let chunk = [UInt8](unsafeUninitializedCapacity: min(65_536, limit - bytes.count)) { buffer, count in
      count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
    }
    if chunk.isEmpty { break }
    bytes += chunk
  }
  return bytes
}
