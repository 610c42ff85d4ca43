import Interface

/// A table of settings a script gave, checked: a misspelt one is an error that names the one meant.
struct Settings {
  private let table: Table

  init(_ table: Table, known: [String]) throws {
    self.table = table
    guard table.list.isEmpty else { throw ScriptError("settings have names (\(known.joined(separator: ", "))), not positions") }
    for field in table.fields {
      guard case .string(let name) = field.key else { throw ScriptError("settings have names (\(known.joined(separator: ", ")))") }
      guard !known.contains(name) else { continue }
      let meant = suggestion(for: name, among: known).map { " (did you mean '\($0)'?)" } ?? ""
      throw ScriptError("no setting is called '\(name)'\(meant): there are \(known.joined(separator: ", "))")
    }
  }

  /// Of a call `f(…)` or `{ settings }, f(…)`: the settings, and which argument (from 0) is the function.
  static func beforeFunction(_ frame: any CallFrame, known: [String]) throws -> (Settings, Int) {
    var settings = Table(), first = 0
    if case .table(let table) = try frame.value(0) { (settings, first) = (table, 1) }
    let function = try frame.value(first)
    guard case .callback = function else {
      throw ScriptError("bad argument #\(first + 1) '\(first == 0 ? "f" : "arguments")' (function expected, got \(first < frame.count ? function.typeName : "no value"))")
    }
    return (try Settings(settings, known: known), first)
  }

  func number(_ name: String, _ range: ClosedRange<Double>, unit: String, default standard: Double) throws -> Double {
    let value: Double
    switch table[name] {
    case .none: return standard
    case .integer(let integer): value = Double(integer)
    case .number(let number): value = number
    case let other: throw ScriptError("setting '\(name)' is a \(other.typeName), number expected")
    }
    guard range.contains(value) else { throw ScriptError("setting '\(name)' is out of range \(boundsText(.numbers(range), unit: unit))") }
    return value
  }

  func integer(_ name: String, _ range: ClosedRange<Int64>, default standard: Int64) throws -> Int {
    let value: Int64
    switch table[name] {
    case .none: return Int(standard)
    case .integer(let integer): value = integer
    case .number(let number) where number == number.rounded() && abs(number) < 1e15: value = Int64(number)
    case let other: throw ScriptError("setting '\(name)' is a \(other.typeName), integer expected")
    }
    guard range.contains(value) else { throw ScriptError("setting '\(name)' is out of range \(boundsText(.integers(range)))") }
    return Int(value)
  }
}
