/// How deep the next line of a block stands.
public enum Indentation {
  public static let step = 2

  /// The columns a new line starts with after `text`, nil inside a string or comment, where white space counts.
  ///
  /// It is the last line's own, one step deeper for what the line leaves open.
  public static func next(after text: [UInt8]) -> Int? {
    let all = tokens(of: text)
    if let last = all.last, !last.isClosed, last.kind != .comment { return nil }
    let lineStart = (text.lastIndex(of: newline) ?? -1) + 1
    var indent = 0
    while lineStart + indent < text.count, text[lineStart + indent] == 0x20 { indent += 1 }
    var depth = 0
    for token in all where token.range.lowerBound >= lineStart {
      // Closers that start the line have already been set back.
      depth = max(depth + change(token, in: text), 0)
    }
    return indent + (depth > 0 ? step : 0)
  }

  /// Whether the word just typed closes its block, so that its line moves back a step.
  public static func isCloser(_ word: String) -> Bool {
    ["end", "else", "elseif", "until", "}", ")"].contains(word)
  }

  private static func change(_ token: Token, in text: [UInt8]) -> Int {
    guard token.kind == .keyword || token.kind == .symbol else { return 0 }
    return switch String(decoding: text[token.range], as: UTF8.self) {
    case "do", "then", "function", "repeat", "else", "{", "(", "[": 1
    case "end", "until", "elseif", "}", ")", "]": -1
    default: 0
    }
  }
}
