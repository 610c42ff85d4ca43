import Interface

/// The entries of a table of options, each read once; what is left over was mistyped.
struct OptionReader {
  private let function: String
  private var rest: [(key: Value, value: Value)]
  private var known: [String] = []

  init(_ function: String, _ table: Table) {
    self.function = function
    rest = table.fields + table.list.enumerated().map { (.integer(Int64($0.offset + 1)), $0.element) }
  }

  /// - Throws: `ScriptError` when the value isn't an integer in the range.
  mutating func integer(_ name: String, _ range: ClosedRange<Int64>, default value: Int64) throws -> Int64 {
    switch take(name) {
    case .none: return value
    case .integer(let number) where range.contains(number): return number
    case .number(let number) where number == number.rounded() && range.contains(Int64(exactly: number) ?? range.lowerBound - 1):
      return Int64(number)
    case let other: throw problem(name, "an integer in \(range.lowerBound)…\(range.upperBound)", other)
    }
  }

  mutating func number(_ name: String, _ range: ClosedRange<Double>, default value: Double) throws -> Double {
    switch take(name) {
    case .none: return value
    case .integer(let number) where range.contains(Double(number)): return Double(number)
    case .number(let number) where range.contains(number): return number
    case let other: throw problem(name, "a number in \(range.lowerBound)…\(range.upperBound)", other)
    }
  }

  mutating func boolean(_ name: String, default value: Bool) throws -> Bool {
    switch take(name) {
    case .none: return value
    case .boolean(let boolean): return boolean
    case let other: throw problem(name, "a boolean", other)
    }
  }

  mutating func string(_ name: String) throws -> String? {
    switch take(name) {
    case .none: return nil
    case .string(let string): return string
    case let other: throw problem(name, "a string", other)
    }
  }

  mutating func choice(_ name: String, _ words: [String], default value: String) throws -> String {
    guard let word = try string(name) else { return value }
    guard words.contains(word) else {
      let meant = suggestion(for: word, among: words).map { " (did you mean '\($0)'?)" } ?? ""
      throw ScriptError("\(function): \(name): one of \(words.joined(separator: ", ")) expected, got '\(word)'\(meant)")
    }
    return word
  }

  /// - Throws: `ScriptError` naming an entry nobody asked for.
  func finish() throws {
    guard let (key, _) = rest.first else { return }
    guard case .string(let name) = key else { throw ScriptError("\(function): options have names, got an entry without one") }
    let meant = suggestion(for: name, among: known).map { " (did you mean '\($0)'?)" } ?? ""
    throw ScriptError("\(function): there is no option '\(name)'\(meant)")
  }

  private mutating func take(_ name: String) -> Value {
    known.append(name)
    let index = rest.firstIndex { if case .string(name) = $0.key { true } else { false } }
    return index.map { rest.remove(at: $0).value } ?? .none
  }

  private func problem(_ name: String, _ expected: String, _ value: Value) -> ScriptError {
    let found =
      switch value {
      case .integer(let number): "\(number)"
      case .number(let number): "\(number)"
      default: value.typeName
      }
    return ScriptError("\(function): \(name): \(expected) expected, got \(found)")
  }
}
