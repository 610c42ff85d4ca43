/// What is wrong with a data file, and where: `path:line: …` for text, `path: byte n: …` for arrays.
public struct DatasetError: Error, CustomStringConvertible, Equatable, Sendable {
  public let description: String

  init(_ description: String) { self.description = description }

  static func line(_ path: String, _ line: Int, _ problem: String) -> DatasetError {
    DatasetError("\(path):\(line): \(problem)")
  }

  static func byte(_ path: String, _ offset: Int, _ problem: String) -> DatasetError {
    DatasetError("\(path): byte \(offset): \(problem)")
  }
}
