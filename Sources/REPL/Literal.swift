import Glibc
public import LuaRuntime

/// Numbers and strings as Lua would read them back.
public enum Literal {
  public static func number(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    var buffer = [CChar](repeating: 0, count: 40)
    _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.14g", $0) }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") } ? text + ".0" : text
  }

  /// Six significant digits, for columns: "0.333333", "1.2345e-05".
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return number(value) }
    var buffer = [CChar](repeating: 0, count: 40)
    _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.6g", $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// In double quotes, with control characters and bytes that aren't UTF-8 escaped.
  public static func string(_ text: Snapshot.Text) -> String {
    var body = ""
    var rest = text.bytes[...]
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "\""): body += "\\\""
      case UInt8(ascii: "\\"): body += "\\\\"
      case newline: body += "\\n"
      case UInt8(ascii: "\r"): body += "\\r"
      case UInt8(ascii: "\t"): body += "\\t"
      case 0x20...0x7E: body.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if byte >= 0x80, let (scalar, length) = decodeScalar(rest), scalar.properties.generalCategory != .control {
          body.unicodeScalars.append(scalar)
          rest = rest.dropFirst(length)
          continue
        }
        // Three digits, so that a digit after it isn't taken for a part of it.
        body += "\\" + String(repeating: "0", count: 3 - String(byte).utf8.count) + String(byte)
      }
      rest = rest.dropFirst()
    }
    return "\"\(body)\""
  }

  /// 9970 as `9 970`.
  public static func grouped(_ count: Int) -> String {
    var result = ""
    let digits = String(count)
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i).isMultiple(of: 3) { result += " " }
      result.append(digit)
    }
    return result
  }

  /// The first scalar, if the bytes start with well-formed UTF-8.
  private static func decodeScalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, String(scalar).utf8.count)
  }
}
