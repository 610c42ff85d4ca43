/// What is wrong with a data file, and where: `path:line: …` for text, `path: row …` for arrays.
public struct DatasetError: Error, CustomStringConvertible, Equatable, Sendable {
  public let description: String

  init(_ description: String) { self.description = description }

  static func line(_ path: String, _ line: Int, _ problem: String) -> DatasetError {
    DatasetError("\(path):\(line): \(problem)")
  }
}
