import Glibc

/// The texts of chunks by the names errors show, to quote lines from: a session's own inputs, and files.
public struct SourceTexts {
  private var inputs: [(name: String, text: String)] = []
  private static let limit = 200

  public init() {}

  public mutating func add(_ text: String, name: String) {
    inputs.append((name, text))
    if inputs.count > Self.limit { inputs.removeFirst(Self.limit / 2) }
  }

  func input(_ name: String) -> String? { inputs.last { $0.name == name }?.text }

  public func text(of chunk: String) -> String? {
    if let input = input(chunk) { return input }
    return chunk.hasPrefix("[") ? nil : Self.file(chunk)
  }

  /// The line counts from 1.
  public func line(_ line: Int, of chunk: String) -> String? {
    guard let lines = text(of: chunk)?.utf8.split(separator: newline, omittingEmptySubsequences: false),
      line >= 1, line <= lines.count
    else { return nil }
    return String(lines[line - 1])
  }

  /// A regular file of at most a megabyte.
  static func file(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= 1 << 20 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = read(descriptor, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }
}
