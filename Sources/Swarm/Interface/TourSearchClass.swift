import Interface
import Kernels

extension SwarmInterface {
  /// The methods of a search for a tour, which takes rules by their names.
  static let tourSearchClass = Class(
    TourSearch.className, "Ants that look for a short tour, round by round.", methods: [step, use, series, route], fields: fields,
    operators: [.card(of: TourSearch.self, example: "tostring(\(sample))")])

  private static let onSearch: Typed<TourSearch> = .object("search")
  private static let sample = "swarm.tour_search(\"scripts/data/tsp_generated/rnd16_0.tsp\")"

  private static let step = Function(
    "step", "Goes on for some rounds, or until the optimum is found where it is known.", onSearch,
    .optional(.integer("iterations", 1...100_000_000), "1"), returns: Parameter("length", .integer, "of the best tour"),
    example: "\(sample):step(10)"
  ) { search, rounds in
    try search.run(rounds: Int(rounds ?? 1), target: search.optimum ?? 0, seconds: .infinity)
    return Int64(search.colony.best.length)
  }

  private static let use = Function(
    "use", "Puts another rule in force from the next round on; trails stay, within its limits.", onSearch,
    .any("rule", "a plugin by name or path, { name, option = value }, a loaded policy, or \"native\""),
    returns: Parameter("rule", .string, "kind/name version"), example: "\(sample):use(\"native\")", errors: ["there is no such rule, or it is of another kind"]
  ) { (search: TourSearch, rule: Value) throws -> String in
    try search.use(rule)
    return "\(search.colony.rule.slot.answering.identity)"
  }

  private static let series = Function(
    "series", "How the search went: lengths after each round, or of a long search after every so many.",
    detail: "At most 4096 rounds are kept, evenly spaced.", onSearch,
    returns: .table(
      "series",
      fields: [
        Parameter("iteration", .object("vector"), "i64: which rounds"), Parameter("best", .object("vector"), "f64: best so far"),
        Parameter("shortest", .object("vector"), "f64: best of the round"), Parameter("mean", .object("vector"), "f64: of the round's tours"),
      ]),
    example: "(function() local s = \(sample); s:step(5); return s:series().best end)()"
  ) { (search: TourSearch) -> Table in
    var table = Table()
    table["iteration"] = .object(Vector(search.series.rounds))
    table["best"] = .object(Vector(search.series.best))
    table["shortest"] = .object(Vector(search.series.shortest))
    table["mean"] = .object(Vector(search.series.mean))
    return table
  }

  private static let route = Function(
    "route", "The best tour's places in order, the first one again at the end: plot(search:route()) draws it.",
    parameters: [onSearch.parameter],
    results: [Parameter("x", .object("vector"), "f64"), Parameter("y", .object("vector"), "f64")],
    example: "\(sample):route()", errors: ["the file gives distances without places"]
  ) { frame in
    let colony = TourSearch.read(frame, 0).colony, points = colony.problem.points
    guard !points.isEmpty else { throw ScriptError("tour_search:route: \(colony.problem.name) gives distances without places") }
    let places = (colony.best.cities + [colony.best.cities[0]]).map { points[Int($0)] }
    frame.push(Vector(places.map(\.x)))
    frame.push(Vector(places.map(\.y)))
  }

  private static let fields: [Function] = [
    Function("name", "The instance, as its file says.", onSearch, returns: Parameter("name", .string), example: "\(sample).name") { $0.colony.problem.name },
    Function("cities", "How many there are.", onSearch, returns: Parameter("cities", .integer), example: "\(sample).cities") { Int64($0.colony.problem.count) },
    Function("best", "Length of the best tour so far.", onSearch, returns: Parameter("best", .integer), example: "\(sample).best") { Int64($0.colony.best.length) },
    Function("tour", "The best tour so far.", onSearch, returns: tourField, example: "#\(sample).tour") { tour($0.colony) },
    Function(
      "optimum", "Length of a shortest tour; nil where it is not known.", onSearch, returns: Parameter("optimum", .integer, isOptional: true),
      example: "\(sample).optimum"
    ) { $0.optimum.map { Int64($0) } },
    Function(
      "gap", "(best − optimum) / optimum; nil where the optimum is not known.", onSearch, returns: Parameter("gap", .number, isOptional: true),
      example: "\(sample).gap"
    ) { $0.gap },
    Function("iterations", "Rounds so far.", onSearch, returns: Parameter("iterations", .integer), example: "\(sample).iterations") { Int64($0.colony.rounds) },
    Function(
      "best_iteration", "The round that found the best tour; 0: the tour to the nearest city each time.", onSearch,
      returns: Parameter("best_iteration", .integer), example: "\(sample).best_iteration"
    ) { Int64($0.colony.bestRound) },
    Function("best_s", "Time spent until the best tour was found.", onSearch, returns: Parameter("best_s", .number, unit: "s"), example: "\(sample).best_s >= 0") { $0.bestSeconds },
    Function(
      "mean", "Mean length of the last round's tours; NaN before the first.", onSearch, returns: Parameter("mean", .number), example: "\(sample).mean"
    ) { $0.colony.meanLength },
    Function(
      "branching", "Trails at a city that still attract, mean of all: 2 where all ants walk one tour. NaN until a rule asks.", onSearch,
      returns: Parameter("branching", .number), example: "\(sample).branching"
    ) { $0.colony.branching },
    Function("restarts", "How often trails began anew.", onSearch, returns: Parameter("restarts", .integer), example: "\(sample).restarts") { Int64($0.colony.restarts.count) },
    Function("rule", "Who answers now: kind/name version.", onSearch, returns: Parameter("rule", .string), example: "\(sample).rule") { "\($0.colony.rule.slot.answering.identity)" },
    Function(
      "suspension", "Why the rule no longer answers; nil while it does.", onSearch, returns: Parameter("suspension", .string, isOptional: true),
      example: "\(sample).suspension"
    ) { $0.colony.rule.slot.suspension.map { "\($0)" } },
  ]
}
