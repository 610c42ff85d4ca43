public import Interface
import Simulation

/// What a run of the market is made of. Everything a result depends on is in here, in the policies, or in the data.
public struct Configuration: @unchecked Sendable {  // option tables hold plain data only
  public var nodes: Int64 = 128
  public var seed: Int64 = 1
  public var load = 0.6
  public var tasks: Int64 = 0
  public var arrivals = ""
  public var rtt = ""
  public var learning = "gossip"

  public var neighbours: Int64 = 8
  public var invited: Int64 = 4
  public var rounds: Int64 = 6
  public var domainConcentration = 0.3
  public var outOfScope = 0.05

  public var lossRatio = 0.002
  public var crashesPerHour = 0.05
  public var churn = "none"
  public var partition = 0.0
  public var flaky = 0.08
  public var disputeRatio = 0.25

  /// Policies to start with, by kind; the others start with the plugin named like the built-in rule.
  public var use: [(kind: String, choice: PolicyChoice)] = []

  public init() {}
}

/// One option of `colony.new{…}`: its declaration, and where its value goes.
struct ConfigurationOption: Sendable {
  var parameter: Parameter
  var read: @Sendable (Configuration) -> Value
  var apply: @Sendable (inout Configuration, Value) throws(ScriptError) -> Void
}

extension Configuration {
  /// The options by name, in the order help lists them.
  static let options: [ConfigurationOption] = [
    .integer("nodes", \.nodes, 2...100_000, nil, "edge nodes; over 490 they share the measured hosts"),
    .integer("seed", \.seed, 0...Int64.max, nil, "of every random stream of the run"),
    .number("load", \.load, 0.01...2, nil, "mean utilisation the node speeds are scaled to"),
    .integer("tasks", \.tasks, 0...10_000_000, nil, "only the first so many arrivals; 0: all"),
    .text("arrivals", \.arrivals, "file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); default: an hour of conversations"),
    .text("rtt", \.rtt, "file of round-trip times (.npy, float32, N×N, ms); default: PlanetLab"),
    .choice("learning", \.learning, ["gossip", "local", "none"], "adapters learn from feedback and peers, from feedback only, or not at all"),
    .integer("neighbours", \.neighbours, 2...64, nil, "links of a node in the overlay, short ones first"),
    .integer("invited", \.invited, 1...8, nil, "nodes asked for a bid"),
    .integer("rounds", \.rounds, 1...50, nil, "most consensus rounds for a shortlist"),
    .number("domain_concentration", \.domainConcentration, 0.01...1_000, nil, "Dirichlet α of the domains a node submits"),
    .number("out_of_scope", \.outOfScope, 0...0.5, nil, "share of utterances outside every intent"),
    .number("loss", \.lossRatio, 0...0.9, nil, "share of messages lost"),
    .number("crashes", \.crashesPerHour, 0...1_000, "1/h", "crashes of a node"),
    .choice("churn", \.churn, ["none", "weibull"], "whether nodes come and go in heavy-tailed sessions"),
    .number("partition", \.partition, 0...1, nil, "share of the run the network is cut in two"),
    .number("flaky", \.flaky, 0...1, nil, "share of nodes that drop three jobs of four"),
    .number("disputes", \.disputeRatio, 0...1, nil, "share of wrong answers the requester disputes"),
  ]

  /// Reads a script's table.
  ///
  /// - Throws: `ScriptError` naming the option, the value, and what is allowed or was meant.
  public init(_ table: Table) throws(ScriptError) {
    self.init()
    for (key, value) in table.fields {
      guard case .string(let name) = key else {
        throw ScriptError("colony.new: options are named, got a \(key.typeName) key")
      }
      if name == "use" {
        use = try PolicyChoice.read(value, "colony.new: option 'use'")
        continue
      }
      guard let option = Self.options.first(where: { $0.parameter.name == name }) else {
        let meant = suggestion(for: name, among: Self.options.map(\.parameter.name) + ["use"])
        throw ScriptError("colony.new: unknown option '\(name)'" + (meant.map { " (did you mean '\($0)'?)" } ?? ""))
      }
      try option.apply(&self, value)
    }
  }
}

extension ConfigurationOption {
  typealias Field<T> = WritableKeyPath<Configuration, T> & Sendable

  static func integer(_ name: String, _ field: Field<Int64>, _ range: ClosedRange<Int64>, _ unit: String?, _ summary: String) -> Self {
    let initial = "\(Configuration()[keyPath: field])"
    let parameter = Parameter(name, .integer, unit: unit, bounds: .integers(range), isOptional: true, defaultText: initial, summary)
    return Self(parameter: parameter, read: { .integer($0[keyPath: field]) }) { (configuration, value) throws(ScriptError) in
      guard case .integer(let integer) = value, range.contains(integer) else {
        throw outside(parameter, "an integer \(range.lowerBound)…\(range.upperBound)", value)
      }
      configuration[keyPath: field] = integer
    }
  }

  static func number(_ name: String, _ field: Field<Double>, _ range: ClosedRange<Double>, _ unit: String?, _ summary: String) -> Self {
    let initial = "\(Configuration()[keyPath: field])"
    let parameter = Parameter(name, .number, unit: unit, bounds: .numbers(range), isOptional: true, defaultText: initial, summary)
    return Self(parameter: parameter, read: { .number($0[keyPath: field]) }) { (configuration, value) throws(ScriptError) in
      let number: Double? = switch value {
      case .integer(let integer): Double(integer)
      case .number(let number): number
      default: nil
      }
      guard let number, range.contains(number) else {
        throw outside(parameter, "a number \(range.lowerBound)…\(range.upperBound)", value)
      }
      configuration[keyPath: field] = number
    }
  }

  static func text(_ name: String, _ field: Field<String>, _ summary: String) -> Self {
    let parameter = Parameter(name, .string, isOptional: true, summary)
    return Self(parameter: parameter, read: { .string($0[keyPath: field]) }) { (configuration, value) throws(ScriptError) in
      guard case .string(let text) = value else { throw outside(parameter, "a string", value) }
      configuration[keyPath: field] = text
    }
  }

  static func choice(_ name: String, _ field: Field<String>, _ words: [String], _ summary: String) -> Self {
    let parameter = Parameter(name, .choice(words), isOptional: true, defaultText: Configuration()[keyPath: field], summary)
    return Self(parameter: parameter, read: { .string($0[keyPath: field]) }) { (configuration, value) throws(ScriptError) in
      guard case .string(let word) = value, words.contains(word) else {
        throw outside(parameter, "one of " + words.joined(separator: ", "), value)
      }
      configuration[keyPath: field] = word
    }
  }
}

private func outside(_ parameter: Parameter, _ allowed: String, _ value: Value) -> ScriptError {
  let given = switch value {
  case .integer(let integer): "\(integer)"
  case .number(let number): "\(number)"
  case .string(let text): "'\(text)'"
  default: "a \(value.typeName)"
  }
  let unit = parameter.unit.map { " (\($0))" } ?? ""
  return ScriptError("colony.new: option '\(parameter.name)': \(allowed)\(unit) expected, got \(given)")
}
