/// A word of Lua source with its line, enough to find where things are; comments and spaces are left out.
struct LuaToken: Equatable {
  enum Kind: Equatable { case name, string, number, symbol }
  var kind: Kind
  /// A string's content without quotes or escapes, any other token's characters.
  var text: String
  /// Counted from 1.
  var line: Int

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
  func isName(_ name: String) -> Bool { kind == .name && text == name }
}

/// Splits Lua source into tokens. It never fails: whatever isn't Lua comes out as symbols, and the compiler says what is wrong.
///
/// - Complexity: O(bytes)
struct LuaScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  static func tokens(_ text: String) -> [LuaToken] {
    var scanner = LuaScanner(bytes: Array(text.utf8))
    var tokens = [LuaToken]()
    while let token = scanner.next() { tokens.append(token) }
    return tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func peek(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func advance() -> UInt8 {
    let byte = bytes[position]
    position += 1
    if byte == UInt8(ascii: "\n") { line += 1 }
    return byte
  }

  private mutating func next() -> LuaToken? {
    skipSpacesAndComments()
    guard let byte = peek() else { return nil }
    let start = line
    if byte.isLetter { return LuaToken(kind: .name, text: take { $0.isLetter || $0.isDigit }, line: start) }
    if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1)?.isDigit == true) {
      return LuaToken(kind: .number, text: takeNumber(), line: start)
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return LuaToken(kind: .string, text: takeQuoted(), line: start) }
    if byte == UInt8(ascii: "["), let level = longBracketLevel() {
      return LuaToken(kind: .string, text: takeLongBracket(level), line: start)
    }
    return LuaToken(kind: .symbol, text: takeSymbol(), line: start)
  }

  private mutating func skipSpacesAndComments() {
    while let byte = peek() {
      if byte.isSpace {
        _ = advance()
      } else if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
        position += 2
        if let level = longBracketLevel() { _ = takeLongBracket(level) } else { _ = take { $0 != UInt8(ascii: "\n") } }
      } else {
        return
      }
    }
  }

  private mutating func take(while matches: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = peek(), matches(byte) { _ = advance() }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func takeNumber() -> String {
    let start = position
    while let byte = peek() {
      let isExponent = position > start && "eEpP".utf8.contains(bytes[position - 1]) && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))
      guard byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || isExponent else { break }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func takeQuoted() -> String {
    let quote = advance()
    var content = [UInt8]()
    while let byte = peek(), byte != quote, byte != UInt8(ascii: "\n") {
      content.append(advance())
      if byte == UInt8(ascii: "\\"), peek() != nil { content.append(advance()) }
    }
    if peek() == quote { position += 1 }
    return String(decoding: content, as: UTF8.self)
  }

  /// The number of `=` between the brackets if a long bracket opens here.
  private func longBracketLevel() -> Int? {
    guard peek() == UInt8(ascii: "[") else { return nil }
    var level = 0
    while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
    return peek(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  private mutating func takeLongBracket(_ level: Int) -> String {
    position += level + 2
    let closing = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
    let start = position
    while position < bytes.count {
      if bytes[position...].starts(with: closing) {
        defer { position += closing.count }
        return String(decoding: bytes[start..<position], as: UTF8.self)
      }
      _ = advance()
    }
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  private mutating func takeSymbol() -> String {
    let pairs: Set<String> = ["==", "~=", "<=", ">=", "//", "::", "<<", ">>", ".."]
    let first = String(decoding: [advance()], as: UTF8.self)
    if let second = peek(), pairs.contains(first + String(decoding: [second], as: UTF8.self)) {
      return first + String(decoding: [advance()], as: UTF8.self)
    }
    return first
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 32 || (9...13).contains(self) }
  fileprivate var isDigit: Bool { (48...57).contains(self) }
  fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) || self == 95 || self >= 128 }
}
