@preconcurrency import Glibc

/// Whole text files.
enum Files {
  /// nil where it can't be read.
  static func text(of path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    return text(of: file)
  }

  /// What is left of it; nil where it can't be read.
  static func standardInput() -> String? { text(of: stdin) }

  private static func text(of file: UnsafeMutablePointer<FILE>) -> String? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return ferror(file) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// Puts `text` in place of the file, at once and completely, or not at all.
  static func replace(_ path: String, with text: String) throws {
    let unfinished = path + ".unfinished"
    guard let file = fopen(unfinished, "we") else { throw failure(path) }
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten, rename(unfinished, path) == 0 else {
      let failure = failure(path)
      unlink(unfinished)
      throw failure
    }
  }

  /// In byte order; empty where the folder can't be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }

  private static func failure(_ path: String) -> CommandFailure { CommandFailure("\(path): \(String(cString: strerror(errno)))") }
}
