/// What the text before the cursor asks to have completed.
public struct CompletionRequest: Equatable, Sendable {
  public enum Subject: Equatable, Sendable {
    /// A global, a local of the pending block, or a keyword.
    case name
    /// A field after `.`, or a method after `:`, of what the path leads to.
    case member(of: [Step], isMethod: Bool)
    /// A string key in `path["`.
    case key(of: [Step])
    /// A string that is, or is in, a call's argument: `colony:use("auction", "`, `colony.new{ rule = "`.
    case argument(Call)
    /// The start of an entry of a table in a call: `colony.new{ `.
    case entry(Call)
    /// A string nobody is called with.
    case string
    /// A line that asks for help, `?name` or `??name`; a name of a variable's member is asked for too.
    indirect case topic(member: CompletionRequest?)
  }

  /// One step from a value to the next, from the globals on.
  public enum Step: Equatable, Sendable {
    case field(String)
    case index(Int64)
    /// What a call returns.
    case call
    /// The path starts at a string literal: `("x"):`.
    case string
  }

  /// A call with the cursor in its arguments.
  public struct Call: Equatable, Sendable {
    /// From the globals to the function.
    public var callee: [Step]
    public var isMethod: Bool
    /// Which argument it is, from 0; a method's object is not counted.
    public var index: Int
    /// The string literals before it, nil where another expression stands.
    public var earlier: [String?]
    /// The tables the cursor is in, from the argument inwards.
    public var tables: [Container]
    /// The field whose value is being typed, inside a table: `{ rule = "`.
    public var field: String?
    /// The fields the innermost table has already.
    public var given: [String]

    /// How a table lies in the one around it.
    public enum Container: Equatable, Sendable {
      case argument
      case field(String)
      case element
    }

    /// The callee as written, where names alone lead to it: `["plugin", "load"]`; else its last names.
    public var path: [String] {
      callee.reversed().prefix { if case .field = $0 { true } else { false } }.reversed().map { if case .field(let name) = $0 { name } else { "" } }
    }
  }

  public var subject: Subject
  /// What has been typed of the word, and where it starts in the text.
  public var prefix: String
  public var start: Int

  /// - Returns: nil where nothing can be completed: in comments, numbers, after `local`.
  /// - Complexity: O(*n*)
  public init?(before cursor: [UInt8]) {
    if let first = cursor.firstIndex(where: { !isSpace($0) }), cursor[first] == UInt8(ascii: "?") {
      self.init(help: cursor, at: first)
      return
    }
    let all = tokens(of: cursor)
    if let last = all.last, !last.isClosed {
      guard last.kind == .string else { return nil }
      self.init(string: last, preceding: Array(all.dropLast()), in: cursor)
    } else {
      self.init(word: all, in: cursor)
    }
  }

  private init?(help text: [UInt8], at mark: Int) {
    var content = mark + 1
    if content < text.count, text[content] == UInt8(ascii: "?") { content += 1 }
    while content < text.count, isSpace(text[content]) { content += 1 }
    if content < text.count, text[content] == UInt8(ascii: "\"") || text[content] == UInt8(ascii: "'") { content += 1 }
    guard text.count - content <= 1000, !text[content...].contains(newline) else { return nil }
    prefix = String(decoding: text[content...], as: UTF8.self)
    start = content
    var member = CompletionRequest(word: tokens(of: Array(text[content...])), in: Array(text[content...]))
    if case .member? = member?.subject { member!.start += content } else { member = nil }
    subject = .topic(member: member)
  }

  private init?(string token: Token, preceding: [Token], in text: [UInt8]) {
    let content = token.range.lowerBound + 1
    prefix = String(decoding: text[content..<token.range.upperBound], as: UTF8.self)
    start = content
    let reader = PathReader(text: text, tokens: preceding)
    let last = preceding.count - 1
    if reader.symbol(at: last) == "[", let path = reader.path(endingAt: last - 1)?.steps {
      subject = .key(of: path)
    } else if let call = reader.directCall(endingAt: last) ?? reader.call() {
      subject = .argument(call)
    } else {
      subject = .string
    }
  }

  private init?(word all: [Token], in text: [UInt8]) {
    var before = all
    prefix = ""
    start = text.count
    if let last = all.last, last.range.upperBound == text.count {
      switch last.kind {
      case .name, .keyword:
        prefix = String(decoding: text[last.range], as: UTF8.self)
        start = last.range.lowerBound
        before.removeLast()
      case .number, .comment, .longComment: return nil
      default: break
      }
    }
    let reader = PathReader(text: text, tokens: before)
    let sign = reader.symbol(at: before.count - 1)
    if sign == "." || sign == ":" {
      guard let path = reader.path(endingAt: before.count - 2)?.steps else { return nil }
      subject = .member(of: path, isMethod: sign == ":")
      return
    }
    if let last = before.last, last.kind == .keyword, ["local", "goto", "for"].contains(reader.text(last)) { return nil }
    if prefix.isEmpty, let last = before.last, last.kind == .name || last.kind == .number { return nil }
    if sign == "{" || sign == "," || sign == ";", let call = reader.call(), !call.tables.isEmpty {
      subject = .entry(call)
    } else {
      subject = .name
    }
  }
}
