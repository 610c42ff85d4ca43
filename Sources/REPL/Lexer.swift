/// A word, literal or sign of Lua source, by its place in the bytes.
///
/// The compiler decides what is Lua; this only finds words and strings in text that may be half typed.
public struct Token: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case name, keyword, number, string, longString, comment, longComment, symbol
  }
  public var kind: Kind
  public var range: Range<Int>
  /// False for a string or long bracket whose end is not in the text.
  public var isClosed: Bool
}

/// Splits text into tokens; every byte that isn't white space belongs to exactly one.
///
/// - Complexity: O(*n*)
public func tokens(of text: [UInt8]) -> [Token] {
  var lexer = Lexer(text: text)
  var result: [Token] = []
  while let token = lexer.next() { result.append(token) }
  return result
}

let keywords: Set<String> = [
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not",
  "or", "repeat", "return", "then", "true", "until", "while",
]

private struct Lexer {
  let text: [UInt8]
  var position = 0

  func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < text.count ? text[position + offset] : 0
  }

  mutating func next() -> Token? {
    while position < text.count, isSpace(text[position]) { position += 1 }
    guard position < text.count else { return nil }
    let start = position
    func token(_ kind: Token.Kind, isClosed: Bool = true) -> Token {
      Token(kind: kind, range: start..<position, isClosed: isClosed)
    }
    switch byte() {
    case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"):
      position += 2
      if let level = openingLevel() { return token(.longComment, isClosed: skipLongBracket(level)) }
      while position < text.count, text[position] != newline { position += 1 }
      return token(.comment, isClosed: position < text.count)
    case UInt8(ascii: "["):
      if let level = openingLevel() { return token(.longString, isClosed: skipLongBracket(level)) }
      position += 1
      return token(.symbol)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return token(.string, isClosed: skipString())
    case let c where isDigit(c) || c == UInt8(ascii: ".") && isDigit(byte(1)):
      skipNumber()
      return token(.number)
    case let c where isNameStart(c):
      while position < text.count, isNameStart(text[position]) || isDigit(text[position]) { position += 1 }
      // None is longer than `function`, all are in lower case: most names need no look at the list.
      let isKeyword = position - start <= 8 && text[start] >= UInt8(ascii: "a") && keywords.contains(String(decoding: text[start..<position], as: UTF8.self))
      return token(isKeyword ? .keyword : .name)
    default:
      position += symbolLength()
      return token(.symbol)
    }
  }

  /// The level of the long bracket that opens here: 0 for `[[`, 2 for `[==[`.
  func openingLevel() -> Int? {
    guard byte() == UInt8(ascii: "[") else { return nil }
    var level = 0
    while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
    return byte(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  mutating func skipLongBracket(_ level: Int) -> Bool {
    position += level + 2
    while position < text.count {
      if text[position] == UInt8(ascii: "]") {
        var equals = 0
        while byte(1 + equals) == UInt8(ascii: "=") { equals += 1 }
        if equals == level, byte(1 + equals) == UInt8(ascii: "]") {
          position += level + 2
          return true
        }
        position += 1 + equals
      } else {
        position += 1
      }
    }
    position = text.count
    return false
  }

  mutating func skipString() -> Bool {
    let quote = byte()
    position += 1
    while position < text.count {
      switch text[position] {
      case quote:
        position += 1
        return true
      case UInt8(ascii: "\\"):
        if byte(1) == UInt8(ascii: "z") {  // swallows the white space after it, line ends included
          position += 2
          while position < text.count, isSpace(text[position]) { position += 1 }
        } else {
          position += 2  // the escaped byte may be a quote or a line end
        }
      case newline:
        return false
      default:
        position += 1
      }
    }
    position = text.count
    return false
  }

  mutating func skipNumber() {
    let isHex = byte() == UInt8(ascii: "0") && byte(1) | 0x20 == UInt8(ascii: "x")
    let exponent = UInt8(ascii: isHex ? "p" : "e")
    while position < text.count {
      let c = text[position]
      if c | 0x20 == exponent, byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") {
        position += 2
      } else if isDigit(c) || isNameStart(c) || c == UInt8(ascii: ".") && byte(1) != UInt8(ascii: ".") {
        position += 1
      } else {
        return
      }
    }
  }

  func symbolLength() -> Int {
    let first = byte(), second = byte(1)
    switch first {
    case UInt8(ascii: "."):
      guard second == first else { return 1 }
      return byte(2) == first ? 3 : 2
    case UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: ":"): return second == first ? 2 : 1
    case UInt8(ascii: "~"): return second == UInt8(ascii: "=") ? 2 : 1
    case UInt8(ascii: "<"), UInt8(ascii: ">"): return second == UInt8(ascii: "=") || second == first ? 2 : 1
    default: return 1
    }
  }
}

let newline = UInt8(ascii: "\n")

func isSpace(_ c: UInt8) -> Bool { c == 0x20 || (9...13).contains(c) }

func isDigit(_ c: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(c) }

func isNameStart(_ c: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(c | 0x20) || c == UInt8(ascii: "_")
}

/// Whether a word may stand as a field after a dot.
func isName(_ word: some Collection<UInt8>) -> Bool {
  guard let first = word.first, isNameStart(first), word.allSatisfy({ isNameStart($0) || isDigit($0) }) else { return false }
  return word.count > 8 || !keywords.contains(String(decoding: word, as: UTF8.self))  // none is longer than `function`
}
