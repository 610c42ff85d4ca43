/// A session in a plugin's header comment, which the tests run: `---     > expression`, then the lines it prints.
public struct HeaderExample: Sendable, Equatable {
  public var expression: String
  public var expected: [String]
  /// Of the expression, counted from 1.
  public var line: Int

  public init(expression: String, expected: [String], line: Int) {
    self.expression = expression
    self.expected = expected
    self.line = line
  }

  /// The examples in the comment a text begins with.
  public static func all(in text: String) -> [HeaderExample] {
    var examples = [HeaderExample]()
    var isOpen = false
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.hasPrefix("---") else { break }
      let comment = line.dropFirst(3).trimmed
      if comment.hasPrefix(">>") {
        if isOpen { examples[examples.count - 1].expression += "\n" + comment.dropFirst(2).trimmed }
      } else if comment.hasPrefix(">") {
        examples.append(HeaderExample(expression: String(comment.dropFirst().trimmed), expected: [], line: i + 1))
        isOpen = true
      } else if comment.isEmpty {
        isOpen = false
      } else if isOpen {
        examples[examples.count - 1].expected.append(String(comment))
      }
    }
    return examples
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return self[first...last]
  }
}
