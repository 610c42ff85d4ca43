import Datasets
import Economy
import Interface
import Policies

/// What `business.market{…}` takes.
struct BusinessOptions: @unchecked Sendable {  // option tables hold plain data only
  var table: Table
  var entries: [BusinessEntry]
  var rule: PolicyChoice
  var days: Int64 { table[Self.days] }
  var seed: UInt64 { UInt64(table[Self.seed]) }

  private static let days = Typed<Int64>.integer("days", 1...28, unit: "days", "to simulate").defaulting(to: 7)
  private static let seed = Typed<Int64>.integer("seed", 0...Int64.max, "of every random stream").defaulting(to: 1)
  private static let rate = Typed<Double>.number("rate", 1...1_000, unit: "1/h", "requests of the mean hour of a working day").defaulting(to: 100)
  private static let load = Typed<Double>.number("load", 0.01...4, "share of the standard nodes' time the mean demand takes").defaulting(to: 0.6)
  private static let arrivals = Typed<String>.string("arrivals", "file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out").defaulting(to: "")
  private static let capital = Typed<Int64>.integer("capital", 0...1_000_000_000_000, unit: "µrUv", "a business begins with").defaulting(to: BusinessTerms().capital)
  private static let stake = Typed<Int64>.integer("stake", 0...1_000_000_000_000, unit: "µrUv", "of its capital, locked at its founding").defaulting(to: BusinessTerms().stake)
  private static let rent = Typed<Int64>.integer("rent", 0...1_000_000_000_000, unit: "µrUv", "of a standard node, a day").defaulting(to: BusinessTerms().rent)
  private static let mutation = Typed<Double>.number("mutation", 0...2, "standard deviation of the logarithm of an option a successor inherits").defaulting(to: BusinessTerms().mutation)

  /// Declared in the order help lists them.
  static let fields: [Parameter] = [
    .table(
      "businesses", elements: Parameter("business", .any, "a plugin's name, or { name, copies = 2, option = value }; `as` is what tables call it"), isOptional: true,
      defaultText: "seven strategies, two of each", "who competes"),
    Parameter("rule", .any, isOptional: true, defaultText: "vickrey", "the auction rule: a plugin's name, or { name, option = value }"),
    days.parameter, seed.parameter, rate.parameter, load.parameter, arrivals.parameter, capital.parameter, stake.parameter, rent.parameter,
    mutation.parameter,
  ]
  static let parameter: Parameter = .table("options", fields: fields, isOptional: true, defaultText: "{}", "what differs from the defaults")

  /// Those that ship, in alphabetical order.
  static let shipped = ["cost_plus", "expander", "learner", "night_shift", "specialist", "steward", "undercutter"]
  /// So many bids are asked for a request at most.
  private static let countMax = 64

  init(_ table: Table) throws(ScriptError) {
    try Self.parameter.check(.table(table), at: Self.parameter.name)
    self.table = table
    if case .table(let list) = table["businesses"] {
      if !list.fields.isEmpty { throw ScriptError("businesses: a list expected, as in { \"specialist\", { \"learner\", copies = 3 } }") }
      entries = []
      for (i, value) in list.list.enumerated() { entries.append(try Self.entry(value, at: "businesses[\(i + 1)]")) }
    } else {
      entries = Self.shipped.map { BusinessEntry($0, copies: 2) }
    }
    let count = entries.reduce(0) { $0 + $1.copies }
    guard count >= 1, count <= Self.countMax else { throw ScriptError("businesses: 1…\(Self.countMax) of them, got \(count)") }
    var names: Set<String> = []
    for entry in entries where !names.insert(entry.name).inserted {
      throw ScriptError("businesses: two are called '\(entry.name)': write as = \"another name\"")
    }
    rule = PolicyChoice("vickrey")
    if case .none = table["rule"] { return }
    rule = try PolicyChoice.read(["auction": table["rule"]], "rule")[0].choice
  }

  private static func entry(_ value: Value, at place: String) throws(ScriptError) -> BusinessEntry {
    switch value {
    case .string(let name): return BusinessEntry(name)
    case .table(var table):
      guard case .string(let name)? = table.list.first, table.list.count == 1 else {
        throw ScriptError("\(place): a plugin's name expected first, as in { \"specialist\", copies = 2 }")
      }
      var copies: Int64 = 1, alias = name
      if case .none = table["copies"] {} else {
        guard let count = Int64(table["copies"]), count >= 1, count <= countMax else { throw ScriptError("\(place): copies is an integer, 1…\(countMax)") }
        copies = count
      }
      if case .none = table["as"] {} else {
        guard case .string(let text) = table["as"], !text.isEmpty else { throw ScriptError("\(place): as is a name") }
        alias = text
      }
      table["copies"] = .none
      table["as"] = .none
      return BusinessEntry(alias, plugin: name, options: Table(fields: table.fields), copies: Int(copies))
    default: throw ScriptError("\(place): a plugin's name expected, got \(value.typeName)")
    }
  }

  /// Founds the market: reads the data, loads the texts.
  ///
  /// - Throws: `DatasetError`, `SwapError`, or `ScriptError` where there are no plugins.
  func market(_ environment: ColonyEnvironment) throws -> (market: BusinessMarket, source: any PolicySource) {
    guard let source = environment.makeSource() else { throw ScriptError("no plugins here") }
    let folder = try environment.dataFolder()
    let path: String = table[Self.arrivals]
    let arrivals = try Arrivals(path: path.isEmpty ? folder + "/arrivals/AzureLLMInferenceTrace_conv.csv" : path)
    try goOn()
    let utterances = try Utterances.shared(folder: folder + "/clinc150")
    try goOn()
    var shares = [Double](repeating: 0, count: utterances.domains.count)
    for row in 0..<utterances.count { if let domain = utterances.domain(row) { shares[domain] += 1 } }
    var terms = BusinessTerms()
    terms.capital = table[Self.capital]
    terms.stake = table[Self.stake]
    terms.rent = table[Self.rent]
    terms.mutation = table[Self.mutation]
    terms.seed = seed
    let demand = BusinessDemand(
      arrivals: (0..<arrivals.count).map {
        (arrivals.times[$0], min(Business.unitLimit, Workload.units(contextTokens: Int64(arrivals.contextTokens[$0]), generatedTokens: Int64(arrivals.generatedTokens[$0]))))
      },
      shares: shares, days: Int(days), rate: table[Self.rate], nodes: entries.reduce(0) { $0 + $1.copies }, load: table[Self.load], seed: seed)
    let slot = PolicySlot(Auction.kind)
    _ = try source.prepare(rule.name, for: slot, options: rule.options).commit(at: 0)
    let market = try BusinessMarket(terms, entries: entries, demand: demand, auction: slot) { (plugin, entry, slot) throws(SwapError) in
      _ = try source.prepare(plugin, for: slot, options: entry.options).commit(at: 0)
    }
    return (market, source)
  }
}
