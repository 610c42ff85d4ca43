/// What a user enters, and the Lua it stands for.
///
/// `=x` and a bare expression mean `return x`; a `;` at the end keeps the results off the screen; `?x` asks for help
/// on `x`, `??x` for its source.
public struct Submission: Equatable, Sendable {
  /// Chunks to try in order; the first that compiles is meant.
  public let chunks: [String]
  public let isSilent: Bool
  /// A topic, if help is asked for.
  public let help: Topic?

  public struct Topic: Equatable, Sendable {
    public var name: String
    public var wantsSource: Bool

    public init(name: String, wantsSource: Bool) {
      self.name = name
      self.wantsSource = wantsSource
    }
  }

  public init(_ text: String) {
    let body = text.trimmingSpace
    if body.first == "?" {
      let wantsSource = body.hasPrefix("??")
      chunks = []
      isSilent = false
      help = Topic(name: String(body.dropFirst(wantsSource ? 2 : 1)).trimmingSpace, wantsSource: wantsSource)
      return
    }
    help = nil
    let bytes = Array(text.utf8)
    let last = tokens(of: bytes).last { $0.kind != .comment && $0.kind != .longComment }
    isSilent = last.map { $0.kind == .symbol && bytes[$0.range].elementsEqual([UInt8(ascii: ";")]) } ?? false
    if body.first == "=", !body.hasPrefix("==") {
      chunks = ["return " + String(text[text.firstIndex(of: "=")!...].dropFirst())]
    } else {
      chunks = ["return " + text, text]
    }
  }

  /// Whether there is nothing to run: white space and comments only.
  public static func isBlank(_ text: String) -> Bool {
    tokens(of: Array(text.utf8)).allSatisfy { ($0.kind == .comment || $0.kind == .longComment) && $0.isClosed || $0.kind == .comment }
  }

  /// Whether the text ends in a short string that no further line may close: an error, whatever the compiler says.
  public static func endsInBrokenString(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let last = tokens(of: bytes).last, last.kind == .string, !last.isClosed else { return false }
    return bytes[last.range.upperBound - 1] != UInt8(ascii: "\\")
  }

  /// Whether a compiler's message says that the text ended too soon. Only its tail is looked at, as in lua.c.
  public static func isIncomplete(message: String) -> Bool { message.hasSuffix("<eof>") }
}

extension String {
  /// Without white space at either end.
  var trimmingSpace: String {
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
