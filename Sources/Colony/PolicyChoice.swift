public import Interface

/// A plugin by name, and its options.
public struct PolicyChoice {
  public var name: String
  public var options: Table

  public init(_ name: String, options: Table = Table()) {
    self.name = name
    self.options = options
  }

  /// The declaration of a table of policies by kind.
  static func parameter(_ summary: String, isOptional: Bool = true) -> Parameter {
    .table(
      "use", others: Parameter("policy", .any, "a plugin's name, or { name, option = value }"), isOptional: isOptional, summary)
  }

  /// Reads `{ auction = "first_price", pheromone = { "max_min", rho = 0.1 } }`, in order of kind.
  ///
  /// - Parameter place: begins the error message.
  static func read(_ value: Value, _ place: String) throws(ScriptError) -> [(kind: String, choice: PolicyChoice)] {
    if case .none = value { return [] }
    guard case .table(let table) = value else { throw ScriptError("\(place): table of KIND = NAME expected, got \(value.typeName)") }
    var choices: [(kind: String, choice: PolicyChoice)] = []
    for (key, value) in table.fields {
      guard case .string(let kind) = key else { throw ScriptError("\(place): kinds are names, got a \(key.typeName) key") }
      switch value {
      case .string(let name):
        choices.append((kind, PolicyChoice(name)))
      case .table(let options):
        guard case .string(let name)? = options.list.first, options.list.count == 1 else {
          throw ScriptError("\(place): \(kind): a plugin's name expected first, as in { \"scoring\", weight = 2 }")
        }
        choices.append((kind, PolicyChoice(name, options: Table(fields: options.fields))))
      default:
        throw ScriptError("\(place): \(kind): a plugin's name expected, got \(value.typeName)")
      }
    }
    guard table.list.isEmpty else { throw ScriptError("\(place): KIND = NAME expected, got a list") }
    return choices.sorted { $0.kind < $1.kind }
  }
}
