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
  public var memory = "none"
  public var store = ""
  public var decisions = ""

  public var neighbours: Int64 = 8
  public var invited: Int64 = 4
  public var rounds: Int64 = 6
  public var domainConcentration = 0.3
  public var outOfScope = 0.05
  public var unseen: Int64 = 0
  public var specialization = 0.0

  public var lossRatio = 0.002
  public var crashesPerHour = 0.05
  public var churn = "none"
  public var partition = 0.0
  public var flaky = 0.08
  public var disputeRatio = 0.25
  public var forgeries = 0.0
  public var ring = 0.0
  public var equivocators = 0.0

  /// Whether every bid, opening, award, settlement and report of an offence is signed and verified.
  public var signing = false
  /// Whether nodes propose changes to the market's terms and vote on them.
  public var governance = false

  /// Policies to start with, by kind; the others start with the plugin named like the built-in rule.
  public var use: [(kind: String, choice: PolicyChoice)] = []

  public init() {}
}

/// One option of `colony.new{…}`: its declaration, and where its value goes.
struct ConfigurationOption: Sendable {
  var parameter: Parameter
  var read: @Sendable (Configuration) -> Value
  var apply: @Sendable (inout Configuration, Table) -> Void
}

extension Configuration {
  /// The options by name, in the order help lists them.
  static let options: [ConfigurationOption] = [
    .init(.integer("nodes", 2...100_000, "edge nodes; over 490 they share the measured hosts"), \.nodes, Value.integer),
    .init(.integer("seed", 0...Int64.max, "of every random stream of the run"), \.seed, Value.integer),
    .init(.number("load", 0.01...2, "mean utilisation the node speeds are scaled to"), \.load, Value.number),
    .init(.integer("tasks", 0...10_000_000, "only the first so many arrivals; 0: all"), \.tasks, Value.integer),
    .init(.string("arrivals", "file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out"), \.arrivals, Value.string),
    .init(.string("rtt", "file of round-trip times (.npy, float32, N×N, ms); PlanetLab when left out"), \.rtt, Value.string),
    .init(.choice("learning", ["gossip", "local", "none"], "adapters learn from feedback and peers, from feedback only, or not at all"), \.learning, Value.string),
    .init(.choice("memory", Memories.Mode.allCases.map(\.rawValue), "nodes remember who did well at similar tasks: from their own and their neighbours' tasks, from their own only, or not at all"), \.memory, Value.string),
    .init(.string("store", "a file to keep the run in: begun if there is none, taken up where it ends if there is; in memory when left out"), \.store, Value.string),
    .init(.string("decisions", "a file to log every decision of the policies that move money in, for plugin.decisions; nowhere when left out"), \.decisions, Value.string),
    .init(.integer("neighbours", 2...64, "links of a node in the overlay, short ones first"), \.neighbours, Value.integer),
    .init(.integer("invited", 1...8, "nodes asked for a bid"), \.invited, Value.integer),
    .init(.integer("rounds", 1...50, "most consensus rounds for a shortlist"), \.rounds, Value.integer),
    .init(.number("domain_concentration", 0.01...1_000, "Dirichlet α of the domains a node submits"), \.domainConcentration, Value.number),
    .init(.number("out_of_scope", 0...0.5, "share of utterances outside every intent"), \.outOfScope, Value.number),
    .init(.integer("unseen", 0...9, "domains of which requests come only in the second half of the run"), \.unseen, Value.integer),
    .init(.number("specialization", 0...2, "σ of the logarithm of a node's speed from request to request; similar requests suit the same nodes"), \.specialization, Value.number),
    .init(.number("loss", 0...0.9, "share of messages lost"), \.lossRatio, Value.number),
    .init(.number("crashes", 0...1_000, unit: "1/h", "crashes of a node"), \.crashesPerHour, Value.number),
    .init(.choice("churn", ["none", "weibull"], "whether nodes come and go in heavy-tailed sessions"), \.churn, Value.string),
    .init(.number("partition", 0...1, "share of the run the network is cut in two"), \.partition, Value.number),
    .init(.number("flaky", 0...1, "share of nodes that drop three jobs of four"), \.flaky, Value.number),
    .init(.number("disputes", 0...1, "share of wrong answers the requester disputes"), \.disputeRatio, Value.number),
    .init(.number("forgeries", 0...1, "share of bids followed by a stranger's in the bidder's name, new or an old one again"), \.forgeries, Value.number),
    .init(.number("ring", 0...1, "share of nodes that one owner runs together: they know each other's costs when they bid"), \.ring, Value.number),
    .init(.number("equivocators", 0...1, "share of nodes that seal a second price for each task; where bids are signed, that is proven and slashed"), \.equivocators, Value.number),
    .init(.boolean("signing", "every bid, opening, award, settlement and report of an offence is signed and verified (Ed25519); the results are the same, and take longer"), \.signing, Value.boolean),
    .init(.boolean("governance", "nodes propose changes to the market's terms and vote on them by their own interest"), \.governance, Value.boolean),
  ]

  /// What `colony.new` takes.
  static let parameter: Parameter = .table("options", fields: fields, isOptional: true, defaultText: "{}", "what differs from the defaults")

  /// The declarations of all options.
  static let fields: [Parameter] = options.map(\.parameter) + [PolicyChoice.parameter("policies to start with, by kind")]

  /// Reads a script's table.
  ///
  /// - Throws: `ScriptError` naming the option, the value, and what is allowed or was meant.
  public init(_ table: Table) throws(ScriptError) {
    self.init()
    try Self.parameter.check(.table(table), at: Self.parameter.name)
    for option in Self.options { option.apply(&self, table) }
    use = try PolicyChoice.read(table["use"], "options.use")
  }
}

extension ConfigurationOption {
  init<Content: Entry>(
    _ declared: Typed<Content>, _ field: WritableKeyPath<Configuration, Content> & Sendable, _ value: @escaping @Sendable (Content) -> Value
  ) {
    let option = declared.defaulting(to: Configuration()[keyPath: field])
    self.init(parameter: option.parameter, read: { value($0[keyPath: field]) }) { $0[keyPath: field] = $1[option] }
  }
}
