/// One thing wrong with a plugin's text, where, and what would be right.
public struct PluginProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// As shown: relative to the Formic home where it lies there.
  public var file: String
  /// Counted from 1.
  public var line: Int
  public var message: String

  public init(file: String, line: Int, _ message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// "plugins/auction/mine.lua:12: options.floor.min: …"
  public var description: String { "\(file):\(line): \(message)" }
}

/// Every problem of a text that could not be loaded, in the order of their lines.
public struct PluginProblems: Error, Sendable, Equatable, CustomStringConvertible {
  public var problems: [PluginProblem]

  public init(_ problems: [PluginProblem]) {
    self.problems = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
