public import Interface
public import Policies

/// One option of a plugin, as its manifest declares it:
/// `floor = { type = "integer", default = 0, min = 0, unit = "µrUv", help = "least payment to a winner" }`.
public struct OptionDeclaration: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case boolean(default: Bool)
    case integer(default: Int64, ClosedRange<Int64>)
    case number(default: Double, ClosedRange<Double>)
    case string(default: String)
    case choice(default: String, [String])
  }

  public var name: String
  public var content: Content
  public var unit: String?
  public var help: String

  public init(name: String, _ content: Content, unit: String? = nil, help: String) {
    self.name = name
    self.content = content
    self.unit = unit
    self.help = help
  }

  public var typeName: String {
    switch content {
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .choice: "choice"
    }
  }

  public var defaultValue: Value {
    switch content {
    case .boolean(let value): .boolean(value)
    case .integer(let value, _): .integer(value)
    case .number(let value, _): .number(value)
    case .string(let value), .choice(let value, _): .string(value)
    }
  }

  /// The value as this option takes it, or what is wrong with it: type, range, unit.
  public func accept(_ value: Value) -> Result<Value, OptionProblem> {
    let suffix = unit.map { " \($0)" } ?? ""
    switch (content, value) {
    case (.boolean, .boolean), (.string, .string):
      return .success(value)
    case (.integer(_, let range), .integer(let integer)):
      return range.contains(integer) ? .success(value) : .failure(.init("\(integer)\(suffix) is \(outside(range))"))
    case (.integer(_, let range), .number(let number)):
      guard let integer = Int64(exactly: number) else { return .failure(.init("\(number)\(suffix) is not an integer")) }
      return range.contains(integer) ? .success(.integer(integer)) : .failure(.init("\(integer)\(suffix) is \(outside(range))"))
    case (.number(_, let range), .integer(let integer)):
      return number(Double(integer), in: range)
    case (.number(_, let range), .number(let number)):
      return self.number(number, in: range)
    case (.choice(_, let words), .string(let word)):
      if words.contains(word) { return .success(value) }
      let hint = suggestion(for: word, among: words).map { ": did you mean '\($0)'?" } ?? ""
      return .failure(.init("'\(word)' is none of \(words.map { "'\($0)'" }.joined(separator: ", "))\(hint)"))
    default:
      return .failure(.init("\(typeName == "choice" ? "string" : typeName) expected, got \(value.typeName)"))
    }
  }

  private func number(_ number: Double, in range: ClosedRange<Double>) -> Result<Value, OptionProblem> {
    let suffix = unit.map { " \($0)" } ?? ""
    guard number.isFinite else { return .failure(.init("\(number) is not a finite number")) }
    return range.contains(number) ? .success(.number(number)) : .failure(.init("\(number)\(suffix) is \(outside(range))"))
  }

  private func outside(_ range: ClosedRange<Int64>) -> String {
    if range.upperBound == .max { return "below \(range.lowerBound)" }
    if range.lowerBound == .min { return "above \(range.upperBound)" }
    return "outside \(range.lowerBound)…\(range.upperBound)"
  }
  private func outside(_ range: ClosedRange<Double>) -> String {
    if range.upperBound == .greatestFiniteMagnitude { return "below \(range.lowerBound)" }
    if range.lowerBound == -.greatestFiniteMagnitude { return "above \(range.upperBound)" }
    return "outside \(range.lowerBound)…\(range.upperBound)"
  }
}

/// What is wrong with one option's value.
public struct OptionProblem: Error, Sendable, Equatable {
  public var message: String
  public init(_ message: String) { self.message = message }
}

extension [OptionDeclaration] {
  /// The options a policy sees: what the user gave, checked, and the defaults for the rest.
  ///
  /// - Throws: every problem at once, as `SwapError`.
  public func accept(_ given: Table, for plugin: String) throws(SwapError) -> Table {
    var problems = [String]()
    if !given.list.isEmpty { problems.append("\(plugin): options are given by name, as in { \(first?.name ?? "name") = … }") }
    for (key, _) in given.fields {
      guard case .string(let name) = key else {
        problems.append("\(plugin): an option's name is a string, not a \(key.typeName)")
        continue
      }
      guard !contains(where: { $0.name == name }) else { continue }
      let hint = suggestion(for: name, among: map(\.name)).map { ": did you mean '\($0)'?" }
      problems.append("\(plugin): no option '\(name)'" + (hint ?? (isEmpty ? ": it has none" : ": it has \(map(\.name).joined(separator: ", "))")))
    }
    var accepted = Table()
    for option in self {
      let value = given[option.name]
      if case .none = value {
        accepted[option.name] = option.defaultValue
        continue
      }
      switch option.accept(value) {
      case .success(let value): accepted[option.name] = value
      case .failure(let problem): problems.append("\(plugin): option '\(option.name)': \(problem.message)")
      }
    }
    if !problems.isEmpty { throw SwapError(problems: problems) }
    return accepted
  }
}
