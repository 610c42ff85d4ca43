public import Interface

/// Reads JSON (RFC 8259) as plain data: integers that fit stay integers, other numbers become doubles, `null` becomes
/// the `json_null` object, and of equal keys the last one counts.
public struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// - Throws: `ScriptError` with line and column.
  /// - Complexity: O(*n*)
  public static func value(_ text: String) throws -> Value {
    var reader = JSONReader(bytes: Array(text.utf8))
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == reader.bytes.count else { throw reader.problem("the value ended before this") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func value() throws -> Value {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try nested { try $0.object() }
    case UInt8(ascii: "["): return try nested { try $0.list() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .object(JSONNull.shared))
    case let byte? where byte == UInt8(ascii: "-") || Self.digits.contains(byte): return try number()
    case nil: throw problem("the text ends where a value should be")
    default: throw problem("a value can't start with this")
    }
  }

  private mutating func nested(_ read: (inout JSONReader) throws -> Table) throws -> Value {
    depth += 1
    guard depth <= 128 else { throw problem("nested deeper than 128 levels") }
    position += 1
    defer { depth -= 1 }
    return .table(try read(&self))
  }

  private mutating func object() throws -> Table {
    var fields: [(key: Value, value: Value)] = []
    var indices: [String: Int] = [:]
    skipSpace()
    if take("}") { return Table() }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem("a key in quotes expected") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw problem("':' expected") }
      let value = try value()
      if let index = indices[key] {
        fields[index].value = value
      } else {
        indices[key] = fields.count
        fields.append((.string(key), value))
      }
      skipSpace()
    } while take(",")
    guard take("}") else { throw problem("',' or '}' expected") }
    return Table(fields: fields)
  }

  private mutating func list() throws -> Table {
    var list: [Value] = []
    skipSpace()
    if take("]") { return Table() }
    repeat {
      list.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw problem("',' or ']' expected") }
    return Table(list: list)
  }

  private mutating func number() throws -> Value {
    let start = position
    var isInteger = true
    _ = take("-")
    if !take("0") { guard digits() else { throw problem("a digit expected") } }
    if take(".") {
      isInteger = false
      guard digits() else { throw problem("a digit expected") }
    }
    if take("e") || take("E") {
      isInteger = false
      _ = take("+") || take("-")
      guard digits() else { throw problem("a digit expected") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw problem("\(text) is out of range") }
    return .number(number)
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private mutating func digits() -> Bool {
    let start = position
    while let byte = next, Self.digits.contains(byte) { position += 1 }
    return position > start
  }

  private mutating func string() throws -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        text += try escape()
      case 0..<0x20: throw problem("a control character must be escaped")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw problem("the text ends inside a string")
  }

  private mutating func escape() throws -> [UInt8] {
    let named: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "/"): UInt8(ascii: "/"),
      UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]
    guard let byte = next else { throw problem("the text ends inside a string") }
    if let plain = named[byte] {
      position += 1
      return [plain]
    }
    guard take("u") else { throw problem("unknown escape") }
    var scalar = try hexadecimal()
    if scalar >= 0xD800, scalar < 0xDC00, take("\\"), take("u") {
      let low = try hexadecimal()
      guard low >= 0xDC00, low < 0xE000 else { throw problem("half of a surrogate pair") }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let character = Unicode.Scalar(scalar) else { throw problem("half of a surrogate pair") }
    return Array(String(character).utf8)
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard position + 4 <= bytes.count, let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
      bytes[position] != UInt8(ascii: "+")
    else { throw problem("four hexadecimal digits expected") }
    position += 4
    return value
  }

  private mutating func word(_ word: String, _ value: Value) throws -> Value {
    guard bytes[position...].starts(with: word.utf8) else { throw problem("unknown word") }
    position += word.utf8.count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func problem(_ text: String) -> ScriptError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return ScriptError("line \(line), column \(column): \(text)")
  }
}
