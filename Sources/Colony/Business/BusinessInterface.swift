import CKernels
import Economy
public import Interface
import Kernels
import Policies
import Simulation

/// What scripts and the REPL see of autonomous businesses.
public enum BusinessInterface {
  public static func module(_ environment: ColonyEnvironment) -> Module {
    Module(
      "business", "A market of autonomous businesses: strategies that are one text each compete for days.",
      functions: [
        Function(
          "market", "Founds a market of businesses, at midnight before the first day.",
          detail: """
            Simulated are time, demand (the real hour's arrivals, thinned, with a day's and a week's course), speeds, the price of \
            power, and what adapters are good for. Computed are bids, clearing, prices, reputation and every transfer. There is \
            no network and no learning of weights; colony.new has these.
            """,
          Typed<Table?>(BusinessOptions.parameter), returns: Parameter("market", .object(ScriptBusinessMarket.className)),
          example: "business.market{ businesses = { \"cost_plus\", { \"specialist\", copies = 2 } }, days = 1, rate = 10 }",
          errors: ["a business or the rule cannot be put in force", "there are none, or too many", "the file of arrivals is missing or malformed"]
        ) { options in try ScriptBusinessMarket(try BusinessOptions(options ?? Table()), environment) },
        Function(
          "sweep", "Runs many markets to their end, a few at a time, and returns their reports in order.",
          detail: "Results depend on neither the number of workers nor the order.",
          .table("runs", elements: BusinessOptions.parameter, "the options of business.market, one table a run"),
          .optional(.table("settings", fields: [workers.parameter]), "{}"), returns: .table("reports", elements: report, "in the order of the runs"),
          example: "#business.sweep({ { days = 1, rate = 5 }, { days = 1, rate = 5, rule = \"first_price\" } })",
          errors: ["what business.market raises, for the first run that fails"]
        ) { runs, settings in
          let parsed = try runs.list.map { value in
            guard case .table(let table) = value else { throw ScriptError("a run is a table") }
            return try BusinessOptions(table)
          }
          let outcomes = parallelMap(parsed.count, workers: Int((settings ?? Table())[workers])) { index in
            Outcome(Result {
              let market = try ScriptBusinessMarket(parsed[index], environment)
              try market.run(until: nil)
              return market.report()
            })
          }
          return Table(list: try outcomes.map { .table(try $0.result.get()) })
        },
        Function(
          "fingerprint", "One digest of many reports: BLAKE2b-256 over theirs, in order.",
          .table("reports", elements: .table("report", fields: [digest], others: Parameter("figure", .any))), returns: Parameter("digest", .string, "64 hexadecimal digits"),
          example: "business.fingerprint { business.market{ days = 1, rate = 5 }:run():report() }"
        ) { reports in
          var all = Digest()
          for case .table(let report) in reports.list {
            if case .string(var text) = report["digest"] { text.withUTF8 { all.add(bytes: $0) } }
          }
          return all.hexadecimal
        },
      ],
      classes: [Self.class])
  }

  private static let workers = Typed<Int64>.integer("workers", 1...64, "markets that run at a time").defaulting(to: 2)

  /// Reports are plain data and move whole from their thread to the caller's.
  private struct Outcome: @unchecked Sendable {
    var result: Result<Table, any Error>
    init(_ result: Result<Table, any Error>) { self.result = result }
  }

  private static let this: Typed<ScriptBusinessMarket> = .object("self")
  private static let sample = "business.market{ days = 1, rate = 5 }"

  private static var `class`: Class {
    Class(
      ScriptBusinessMarket.className, "A market of autonomous businesses.",
      methods: [
        Function(
          "run", "Runs until a moment, or until the last day is over and all work is settled. Ctrl-C stops it between two events.",
          this, .optional(.number("day", 0...1_000, unit: "days", "since the beginning"), "the end"),
          returns: Parameter("market", .object(ScriptBusinessMarket.className)), example: "\(sample):run(0.5)", errors: ["Ctrl-C was pressed; it can go on"]
        ) { market, day in
          try market.run(until: day)
          return market
        },
        Function(
          "use", "Puts another auction rule in force, between two events.", this, .string("rule", "a plugin of kind auction, or \"native\""),
          .optional(.table("options"), "{}"), returns: Parameter("market", .object(ScriptBusinessMarket.className)),
          example: "\(sample):run(0.5):use(\"first_price\"):run()", errors: ["it cannot be put in force: the rule before stays"]
        ) { market, rule, options in
          try market.use(PolicyChoice(rule, options: options ?? Table()))
          return market
        },
        Function(
          "report", "Everything that is known of it so far, as a table.", this, returns: report, example: "\(sample):run():report().welfare_ruv"
        ) { $0.report() },
        Function(
          "business", "The business on a seat, and how it fares.", this, .integer("seat", 1...1_000), returns: tenant,
          example: "\(sample):business(1).strategy", errors: ["there is no such seat"]
        ) { market, seat in try market.describe(Int(seat)) },
      ],
      fields: [
        Function("day", "Days since the beginning.", this, returns: Parameter("day", .number, unit: "days"), example: "\(sample).day") { $0.day },
        Function("done", "Whether the last day is over and all work settled.", this, returns: Parameter("done", .boolean), example: "\(sample).done") {
          $0.market.isDone
        },
      ],
      operators: [.card(of: ScriptBusinessMarket.self, example: "tostring(\(sample))")])
  }

  // MARK: What comes back

  private static func ruv(_ name: String, _ summary: String, isOptional: Bool = false) -> Parameter {
    Parameter(name, .number, unit: "rUv", isOptional: isOptional, summary)
  }
  private static func count(_ name: String, _ summary: String) -> Parameter { Parameter(name, .integer, summary) }
  private static func share(_ name: String, _ summary: String) -> Parameter { Parameter(name, .number, summary) }

  static let report: Parameter = .table(
    "report",
    fields: [
      Parameter("rule", .string, "the auction rule"), Parameter("rule_suspended", .boolean, "for breaking its contract"), count("seed", "of its streams"), Parameter("days", .integer, unit: "days", "in all"),
      .table(
        "requests",
        fields: [
          count("total", "of all days"), count("served", "right and in time"), count("wrong", "and given back"), count("late", "and given back"), count("unserved", "nobody's"),
          count("overpriced", "worth less than the pool asks"),
        ], "by how they ended"),
      ruv("welfare_ruv", "value served less the cost of all work"), ruv("spend_ruv", "by requesters, the fee included"), ruv("payments_ruv", "to businesses"), ruv("cost_ruv", "of all work"),
      ruv("invested_ruv", "in adapters and capacity"), ruv("slashed_ruv", "of stakes"),
      Parameter("income_gini", .number, isOptional: true, "inequality of the seats' incomes; nil before the first"), count("adapters", "trained"), count("upkeeps", "performed"), count("closures", "of businesses that could not pay"),
      count("founded", "businesses so far"), share("capacity_added", "standard nodes"),
      ruv("optimum_ruv", "no assignment could have given more; once it is done, and up to four million pairs of request and business", isOptional: true), ruv("planned_ruv", "by a planner who knows true costs, request by request", isOptional: true),
      Parameter("anarchy", .number, isOptional: true, "price of anarchy, at most: optimum over welfare; nil without them"),
      .table(
        "businesses",
        elements: .table(
          "business",
          fields: [
            Parameter("name", .string, "of the strategy"), ruv("earned_ruv", "by all that follow it"), ruv("profit_ruv", "less what they paid"), share("share", "of all that was earned"), count("bids", "made"),
            count("wins", "of them"), count("failures", "late or wrong"), share("utilization", "share of their time computing"), count("living", "that follow it"), count("closed", "that had to"),
            Parameter("suspended", .boolean, "for breaking its contract"), .table("shares", elements: Parameter("share", .number), "of what was earned, by six hours"),
            .table("population", elements: Parameter("count", .integer), "that follow it, by day"),
          ]), "by strategy"),
      .table("suspensions", elements: Parameter("fault", .string), "what suspended texts did"), Parameter("balanced", .boolean, "whether debits equal credits"),
      digest,
    ])

  private static let digest = Parameter("digest", .string, "fingerprint of what became of every request, and of every balance")

  private static let tenant: Parameter = .table(
    "business",
    fields: [
      Parameter("strategy", .string, "its name"), .table("options", others: Parameter("value", .any), "it was founded with"), Parameter("founded_day", .number, unit: "days", "since the beginning"),
      share("speed", "of its machine, in standard nodes"), share("capacity", "as a multiple of it"), Parameter("open", .boolean, "whether it bids"), ruv("balance_ruv", "to spend"),
      ruv("prepaid_ruv", "for upkeep"), ruv("stake_ruv", "locked"), ruv("earned_ruv", "so far"), ruv("paid_ruv", "so far"), share("reputation", "0…1"), share("utilization", "of the last hours, 0…1"),
      count("wins", "of its bids"), count("bids", "made"), .table("skills", elements: Parameter("skill", .number), "of its adapters, by domain, 0…1"),
    ])
}
