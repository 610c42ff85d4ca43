public import Interface
import Kernels

/// JSON's `null`, which Lua's nil can't stand for inside a table.
public final class JSONNull: PassableObject {
  public static var className: String { "json_null" }
  nonisolated(unsafe) public static let shared = JSONNull()  // immutable and empty
  private init() {}
}

/// Plain data as JSON text: the same data always gives the same bytes.
///
/// Keys are sorted by their bytes. Integers stay exact, doubles have the fewest digits that read back as the same
/// number, and an integral double keeps its point (`1.0`), so that types survive a round trip.
public struct JSONWriter {
  private let isPretty: Bool
  private var bytes: [UInt8] = []
  private var path: [String] = []

  /// - Parameter isPretty: two spaces a level, one entry a line; lists of plain values stay on one line.
  /// - Throws: `ScriptError` naming the place of a value JSON has no word for: NaN, infinity, a function, a table
  ///   with both a sequence and named fields.
  public static func text(_ value: Value, isPretty: Bool = false) throws -> String {
    var writer = JSONWriter(isPretty: isPretty)
    try writer.write(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private init(isPretty: Bool) { self.isPretty = isPretty }

  private mutating func write(_ value: Value) throws {
    guard path.count <= 128 else { throw problem("nested deeper than 128 levels") }
    switch value {
    case .none: put("null")
    case .boolean(let flag): put(flag ? "true" : "false")
    case .integer(let integer): put("\(integer)")
    case .number(let number): try write(number, "\(number)")
    case .string(let text): writeString(text)
    case .table(let table): try write(table)
    case .object(is JSONNull): put("null")
    case .object(let vector as Vector): try write(vector)
    case .object(let matrix as Matrix): try writeList((0..<matrix.rows).map { .object(try matrix.row($0)) })
    case .object(let object): throw problem("a \(type(of: object).className) has no JSON form")
    case .callback: throw problem("a function has no JSON form")
    }
  }

  private mutating func write(_ number: Double, _ text: @autoclosure () -> String) throws {
    guard number.isFinite else { throw problem("\(number) has no JSON form") }
    put(text())
  }

  private mutating func write(_ vector: Vector) throws {
    switch vector.type {
    case .f32: try writeElements(vector.asArray(of: Float.self)) { writer, x in try writer.write(Double(x), "\(x)") }
    case .f64: try writeElements(vector.asArray(of: Double.self)) { writer, x in try writer.write(x, "\(x)") }
    case .i64: try writeElements(vector.asArray(of: Int64.self)) { writer, x in writer.put("\(x)") }
    case .mask: try writeElements(vector.asArray(of: UInt8.self)) { writer, x in writer.put(x == 0 ? "false" : "true") }
    }
  }

  private mutating func write(_ table: Table) throws {
    if table.fields.isEmpty { return try writeList(table.list) }
    guard table.list.isEmpty else { throw problem("a table with both a sequence and named fields has no JSON form") }
    var entries: [(key: String, value: Value)] = []
    for (key, value) in table.fields {
      guard case .string(let name) = key else { throw problem("a table with keys that are neither 1…n nor strings has no JSON form") }
      entries.append((name, value))
    }
    entries.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    put("{")
    for (i, entry) in entries.enumerated() {
      if i > 0 { put(",") }
      path.append(".\(entry.key)")
      breakLine()
      writeString(entry.key)
      put(isPretty ? ": " : ":")
      try write(entry.value)
      path.removeLast()
    }
    breakLine()
    put("}")
  }

  private mutating func writeList(_ list: [Value]) throws {
    let isFlat = !list.contains { if case .table = $0 { true } else if case .object = $0 { true } else { false } }
    try writeElements(list, isFlat: isFlat) { writer, element in try writer.write(element) }
  }

  private mutating func writeElements<T>(_ elements: [T], isFlat: Bool = true, _ write: (inout JSONWriter, T) throws -> Void) throws {
    put("[")
    for (i, element) in elements.enumerated() {
      if i > 0 { put(isFlat && isPretty ? ", " : ",") }
      path.append("[\(i + 1)]")
      if !isFlat { breakLine() }
      try write(&self, element)
      path.removeLast()
    }
    if !isFlat { breakLine() }
    put("]")
  }

  private mutating func writeString(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case UInt8(ascii: "\n"): put("\\n")
      case UInt8(ascii: "\r"): put("\\r")
      case UInt8(ascii: "\t"): put("\\t")
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        put("\\u00")
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func put(_ text: String) { bytes += text.utf8 }

  private mutating func breakLine() {
    if isPretty { put("\n" + String(repeating: "  ", count: path.count)) }
  }

  private func problem(_ text: String) -> ScriptError { ScriptError("at value\(path.joined()): \(text)") }
}
