/// What a policy's text may not contain although Lua allows it.
public enum PolicySyntax {
  public struct Problem: Sendable, Equatable {
    public var line: Int
    public var message: String

    public init(line: Int, message: String) {
      self.line = line
      self.message = message
    }
  }

  /// Powers whose bits depend on the machine: Lua's `^` is the C library's `pow`, which differs between processors.
  ///
  /// `x^0`, `x^1` and `x^2` are exact everywhere (Lua squares by multiplying), and so are powers of integer literals that
  /// a double holds exactly; `math.pow` serves the rest.
  ///
  /// - Complexity: O(bytes)
  public static func problems(in text: String) -> [Problem] {
    var lexer = Lexer(text)
    var tokens: [Lexer.Token] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens.indices.compactMap { i in
      guard tokens[i].kind == .power, !isExactPower(tokens, at: i) else { return nil }
      return Problem(
        line: tokens[i].line,
        message: "'^' gives other bits on other machines here: use math.pow (x^2 and exact powers of literals are allowed)")
    }
  }

  private static func isExactPower(_ tokens: [Lexer.Token], at i: Int) -> Bool {
    guard i + 1 < tokens.count, case .number(let exponent?) = tokens[i + 1].kind else { return false }
    let isChained = i + 2 < tokens.count && tokens[i + 2].kind == .power || i >= 2 && tokens[i - 2].kind == .power
    if isChained { return false }
    if [0, 1, 2].contains(exponent) { return true }
    guard i > 0, case .number(let base?) = tokens[i - 1].kind, exponent > 0, exponent == exponent.rounded(), base == base.rounded()
    else { return false }
    var power = 1.0
    for _ in 0..<Int(min(exponent, 1100)) { power *= base }
    return base == 2 ? exponent < 1024 : power <= 0x1p53
  }
}

/// The tokens of Lua text, as far as powers need them: numbers, `^`, and everything else.
private struct Lexer {
  enum Kind: Equatable {
    case power
    /// Its value; nil where it is not a plain decimal number.
    case number(Double?)
    case other
  }
  struct Token {
    var kind: Kind
    var line: Int
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  private func byte(_ offset: Int = 0) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

  mutating func next() -> Token? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    let start = line
    switch byte() {
    case UInt8(ascii: "^"):
      position += 1
      return Token(kind: .power, line: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString()
    case UInt8(ascii: "[") where longBracketLevel() != nil: skipLongBracket()
    case let c where isDigit(c) || (c == UInt8(ascii: ".") && isDigit(byte(1))): return Token(kind: .number(number()), line: start)
    case let c where isNamePart(c): while isNamePart(byte()) { position += 1 }
    default: position += 1
    }
    return Token(kind: .other, line: start)
  }

  /// Skips white space and comments.
  private mutating func skipBlanks() {
    while position < bytes.count {
      if byte() == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
        position += 2
        if longBracketLevel() != nil { skipLongBracket() } else { while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 } }
      } else if byte() <= UInt8(ascii: " ") {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func advance() {
    if byte() == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func skipString() {
    let quote = byte()
    position += 1
    while position < bytes.count, byte() != quote {
      if byte() == UInt8(ascii: "\\") { advance() }
      if position < bytes.count { advance() }
    }
    position += 1
  }

  /// The number of `=` of a long bracket that opens here; nil if none does.
  private func longBracketLevel() -> Int? {
    guard byte() == UInt8(ascii: "[") else { return nil }
    var level = 0
    while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
    return byte(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  private mutating func skipLongBracket() {
    let level = longBracketLevel()!
    position += level + 2
    while position < bytes.count {
      if byte() == UInt8(ascii: "]") {
        var count = 0
        while byte(1 + count) == UInt8(ascii: "=") { count += 1 }
        if count == level, byte(1 + count) == UInt8(ascii: "]") {
          position += level + 2
          return
        }
      }
      advance()
    }
  }

  private mutating func number() -> Double? {
    let start = position
    let isHexadecimal = byte() == UInt8(ascii: "0") && (byte(1) | 0x20) == UInt8(ascii: "x")
    let exponent = UInt8(ascii: isHexadecimal ? "p" : "e")
    if isHexadecimal { position += 2 }
    while isNamePart(byte()) || byte() == UInt8(ascii: ".") {
      let isExponent = (byte() | 0x20) == exponent
      position += 1
      if isExponent, byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { position += 1 }
    }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private func isDigit(_ c: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(c) }
  private func isNamePart(_ c: UInt8) -> Bool {
    isDigit(c) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(c | 0x20) || c == UInt8(ascii: "_") || c >= 0x80
  }
}

extension LuaState {
  /// A chunk's name as errors show it: "@a.lua" is "a.lua".
  static func displayName(ofChunk name: String) -> String {
    name.first == "@" || name.first == "=" ? String(name.dropFirst()) : "[string \"\(name)\"]"
  }
}
