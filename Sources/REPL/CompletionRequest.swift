/// What the text before the cursor asks to have completed.
public struct CompletionRequest: Equatable, Sendable {
  public enum Subject: Equatable, Sendable {
    /// A global, a local of the pending block, or a keyword.
    case name
    /// A field after `.`, or a method after `:`, of what the path leads to.
    case member(of: [Step], isMethod: Bool)
    /// A string key in `path["`.
    case key(of: [Step])
    /// A string argument: `colony:use("auction", "`.
    case argument(Call)
  }

  /// One step from a value to the next, from the globals on.
  public enum Step: Equatable, Sendable {
    case field(String)
    case index(Int64)
    /// The path starts at a string literal: `("x"):`.
    case string
  }

  /// A call whose string argument is being typed.
  public struct Call: Equatable, Sendable {
    /// The callee as written: `["plugin", "load"]`, `["colony", "use"]`.
    public var path: [String]
    public var isMethod: Bool
    /// Which argument it is, from 0; a method's object is not counted.
    public var index: Int
    /// The string literals before it, nil where another expression stands.
    public var earlier: [String?]
    /// The field whose value is being typed, inside a table constructor: `{ rule = "`.
    public var field: String?
  }

  public var subject: Subject
  /// What has been typed of the word, and where it starts in the text.
  public var prefix: String
  public var start: Int

  /// - Returns: nil where nothing can be completed: in comments, numbers, after `local`.
  public init?(before cursor: [UInt8]) {
    let all = tokens(of: cursor)
    if let last = all.last, !last.isClosed {
      guard last.kind == .string else { return nil }
      self.init(string: last, preceding: all.dropLast(), in: cursor)
    } else {
      self.init(word: all[...], in: cursor)
    }
  }

  private init?(string token: Token, preceding: ArraySlice<Token>, in text: [UInt8]) {
    let content = token.range.lowerBound + 1
    prefix = String(decoding: text[content..<token.range.upperBound], as: UTF8.self)
    start = content
    let reader = PathReader(text: text, tokens: preceding)
    if reader.symbol(at: preceding.count - 1) == "[", let path = reader.path(endingAt: preceding.count - 2) {
      subject = .key(of: path)
    } else if let call = reader.call() {
      subject = .argument(call)
    } else {
      return nil
    }
  }

  private init?(word all: ArraySlice<Token>, in text: [UInt8]) {
    var before = all
    prefix = ""
    start = text.count
    if let last = all.last, last.range.upperBound == text.count {
      switch last.kind {
      case .name, .keyword:
        prefix = String(decoding: text[last.range], as: UTF8.self)
        start = last.range.lowerBound
        before = all.dropLast()
      case .number, .comment, .longComment: return nil
      default: break
      }
    }
    let reader = PathReader(text: text, tokens: before)
    let sign = reader.symbol(at: before.count - 1)
    if sign == "." || sign == ":" {
      guard let path = reader.path(endingAt: before.count - 2) else { return nil }
      subject = .member(of: path, isMethod: sign == ":")
    } else {
      if let last = before.last, last.kind == .keyword, ["local", "goto", "for"].contains(reader.text(last)) { return nil }
      if prefix.isEmpty, let last = before.last, last.kind == .name || last.kind == .number { return nil }
      subject = .name
    }
  }
}

/// Reads paths and calls backwards from the cursor.
private struct PathReader {
  let text: [UInt8]
  let tokens: [Token]

  init(text: [UInt8], tokens: ArraySlice<Token>) {
    self.text = text
    self.tokens = Array(tokens)
  }

  func text(_ token: Token) -> String { String(decoding: text[token.range], as: UTF8.self) }

  func symbol(at index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .symbol else { return nil }
    return text(tokens[index])
  }

  /// The content of a closed string literal without escapes.
  func literal(_ token: Token) -> String? {
    guard token.kind == .string, token.isClosed, token.range.count >= 2 else { return nil }
    let content = text[(token.range.lowerBound + 1)..<(token.range.upperBound - 1)]
    return content.contains(UInt8(ascii: "\\")) ? nil : String(decoding: content, as: UTF8.self)
  }

  /// The path whose last token is at `index`; nil if it starts with something unknown, such as a call.
  func path(endingAt index: Int) -> [CompletionRequest.Step]? {
    var steps: [CompletionRequest.Step] = []
    var i = index
    while true {
      guard tokens.indices.contains(i) else { return nil }
      let token = tokens[i]
      if token.kind == .name {
        steps.append(.field(text(token)))
        guard let sign = symbol(at: i - 1), sign == "." || sign == ":" else { return steps.reversed() }
        i -= 2
      } else if symbol(at: i) == "]", symbol(at: i - 2) == "[" {
        if let key = literal(tokens[i - 1]) {
          steps.append(.field(key))
        } else if tokens[i - 1].kind == .number, let number = Int64(text(tokens[i - 1])) {
          steps.append(.index(number))
        } else {
          return nil
        }
        i -= 3
      } else if symbol(at: i) == ")", symbol(at: i - 2) == "(", literal(tokens[i - 1]) != nil, !isCallee(i - 3) {
        return [.string] + steps.reversed()
      } else {
        return nil
      }
    }
  }

  /// Whether a parenthesis after this token would be a call's.
  private func isCallee(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    return tokens[index].kind == .name || [")", "]", "}"].contains(symbol(at: index)) || tokens[index].kind == .string
  }

  /// The call whose argument comes next, also when that is an entry of a table constructor.
  func call() -> CompletionRequest.Call? {
    let last = tokens.count - 1
    if let direct = callee(endingAt: last) { return direct }  // plugin.load "
    guard var open = openBracket(before: tokens.count) else { return nil }
    var field: String?
    var end = tokens.count
    if symbol(at: open) == "{" {
      if symbol(at: last) == "=", last > 0, tokens[last - 1].kind == .name { field = text(tokens[last - 1]) }
      if var direct = callee(endingAt: open - 1) {  // colony { preset = "
        direct.field = field
        return direct
      }
      end = open
      guard let outer = openBracket(before: open) else { return nil }
      open = outer
    }
    guard symbol(at: open) == "(", var call = callee(endingAt: open - 1) else { return nil }
    call.earlier = finishedArguments(in: (open + 1)..<end)
    call.index = call.earlier.count
    call.field = field
    return call
  }

  /// The nearest bracket before `index` that nothing closes.
  private func openBracket(before index: Int) -> Int? {
    var depth = 0
    for i in stride(from: index - 1, through: 0, by: -1) {
      switch symbol(at: i) {
      case ")", "}", "]": depth += 1
      case "(", "{", "[":
        if depth == 0 { return i }
        depth -= 1
      default: break
      }
    }
    return nil
  }

  /// The arguments that a comma ends, as literals where they are.
  private func finishedArguments(in range: Range<Int>) -> [String?] {
    var result: [String?] = []
    var depth = 0
    var start = range.lowerBound
    for i in range {
      switch symbol(at: i) {
      case "(", "{", "[": depth += 1
      case ")", "}", "]": depth -= 1
      case "," where depth == 0:
        result.append(i == start + 1 ? literal(tokens[start]) : nil)
        start = i + 1
      default: break
      }
    }
    return result
  }

  private func callee(endingAt index: Int) -> CompletionRequest.Call? {
    guard tokens.indices.contains(index), tokens[index].kind == .name, let path = path(endingAt: index) else { return nil }
    var names: [String] = []
    for step in path {
      guard case .field(let name) = step else { return nil }
      names.append(name)
    }
    return .init(path: names, isMethod: symbol(at: index - 1) == ":", index: 0, earlier: [], field: nil)
  }
}
