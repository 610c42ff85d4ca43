import Interface

/// The named fields of a table a script passed to describe something, read one by one with their types checked.
struct Fields {
  let table: Table
  /// What the table is, in messages: `spec`, `series 2`.
  let subject: String

  /// - Throws: `ScriptError` for a field that isn't in `known`, with the one that was meant.
  init(_ table: Table, _ subject: String, known: [String]) throws {
    self.table = table
    self.subject = subject
    for (key, _) in table.fields {
      guard case .string(let name) = key else { throw ScriptError("\(subject): fields are named, and counted from 1 without gaps") }
      if !known.contains(name) {
        let hint = suggestion(for: name, among: known).map { " (did you mean '\($0)'?)" } ?? " (known: \(known.joined(separator: ", ")))"
        throw ScriptError("\(subject): unknown field '\(name)'\(hint)")
      }
    }
  }

  func has(_ name: String) -> Bool { if case .none = table[name] { false } else { true } }

  func string(_ name: String) throws -> String? {
    switch table[name] {
    case .none: nil
    case .string(let text): text
    case .integer(let integer): "\(integer)"
    case let other: throw wrong(name, "string", other)
    }
  }

  func boolean(_ name: String) throws -> Bool? {
    switch table[name] {
    case .none: nil
    case .boolean(let flag): flag
    case let other: throw wrong(name, "boolean", other)
    }
  }

  func number(_ name: String) throws -> Double? {
    switch table[name] {
    case .none: nil
    case .integer(let integer): Double(integer)
    case .number(let number): number
    case let other: throw wrong(name, "number", other)
    }
  }

  func integer(_ name: String, in range: ClosedRange<Int64>) throws -> Int? {
    switch table[name] {
    case .none: return nil
    case .integer(let integer):
      guard range.contains(integer) else {
        throw ScriptError("\(subject): '\(name)' is \(integer), outside \(range.lowerBound)…\(range.upperBound)")
      }
      return Int(integer)
    case .number(let number):
      guard let integer = Int64(exactly: number) else { throw ScriptError("\(subject): '\(name)' is \(number), not an integer") }
      return try Fields(Table(fields: [(.string(name), .integer(integer))]), subject, known: [name]).integer(name, in: range)
    case let other: throw wrong(name, "integer", other)
    }
  }

  func list(_ name: String) throws -> [Value]? {
    switch table[name] {
    case .none: nil
    case .table(let table) where table.fields.isEmpty: table.list
    case let other: throw wrong(name, "list", other)
    }
  }

  /// A vector, or a plain list of numbers.
  func numbers(_ name: String) throws -> [Double]? {
    let value = table[name]
    if case .none = value { return nil }
    return try Scripting.numbers(value, "\(subject): '\(name)'")
  }

  private func wrong(_ name: String, _ expected: String, _ found: Value) -> ScriptError {
    ScriptError("\(subject): '\(name)' is a \(found.typeName), \(expected) expected")
  }
}
