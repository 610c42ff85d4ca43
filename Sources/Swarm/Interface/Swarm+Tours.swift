public import Interface
import Kernels
public import Policies

extension SwarmInterface {
  /// Where plugins come from; nil where there are none.
  public typealias Source = @Sendable () -> (any PolicySource)?

  /// Ants on tours and on networks.
  public static func ants(_ source: @escaping Source) -> [Function] { [tsp(source), tourSearch(source), trails(source)] }

  private static func tsp(_ source: @escaping Source) -> Function {
    Function(
      "tsp", "Looks for a short tour with ants that follow pheromone trails.",
      detail: """
        Reads TSPLIB files of type TSP: coordinates with EUC_2D, CEIL_2D, MAX_2D, MAN_2D, ATT or GEO distances, or EXPLICIT ones in any \
        form of rows and columns. The optimum is known where the file's x.opt.tour or a table OPTIMA.tsv stands beside it. Only \
        best_s depends on the clock, and on `seconds` everything does.
        """,
      .string("path", "a TSPLIB file"),
      .optional(.table("options", fields: searchFields + [iterations.parameter, seconds.parameter, target.parameter]), "{}"),
      returns: .table(
        "result",
        fields: [
          Parameter("name", .string, "as the file says"), Parameter("cities", .integer), Parameter("length", .integer, "of the best tour"),
          Parameter("optimum", .integer, isOptional: true, "length of a shortest tour, where it is known"),
          Parameter("gap", .number, isOptional: true, "(length − optimum) / optimum"),
          Parameter("mean", .number, "length of the last round's tours"), Parameter("iterations", .integer, "rounds done"),
          Parameter("best_iteration", .integer, "the round that found the best; 0: the tour to the nearest city each time"),
          Parameter("best_s", .number, unit: "s", "time until then"), Parameter("restarts", .integer, "rounds after which trails began anew"),
          Parameter("rule", .string, "who answered last: kind/name version"), tourField,
        ]),
      example: "swarm.tsp(\"scripts/data/tsp_generated/rnd16_0.tsp\", { rule = \"max_min\" }).length", errors: tourErrors
    ) { (path: String, options: Table?) throws -> Value in
      let options = options ?? Table()
      let search = try makeSearch(path, options, "swarm.tsp", source)
      try search.run(rounds: Int(options[iterations]), target: options[target].map { Int($0) } ?? search.optimum ?? 0, seconds: options[seconds] ?? .infinity)
      let colony = search.colony
      var result = Table()
      result["name"] = .string(colony.problem.name)
      result["cities"] = .integer(Int64(colony.problem.count))
      result["length"] = .integer(Int64(colony.best.length))
      result["mean"] = .number(colony.meanLength)
      result["iterations"] = .integer(Int64(colony.rounds))
      result["best_iteration"] = .integer(Int64(colony.bestRound))
      result["best_s"] = .number(search.bestSeconds)
      result["restarts"] = .integer(Int64(colony.restarts.count))
      result["rule"] = .string("\(colony.rule.slot.answering.identity)")
      result["tour"] = tour(colony)
      if let optimum = search.optimum { result["optimum"] = .integer(Int64(optimum)) }
      if let gap = search.gap { result["gap"] = .number(gap) }
      return .table(result)
    }
  }

  private static func tourSearch(_ source: @escaping Source) -> Function {
    Function(
      "tour_search", "Ants at work on a TSPLIB file, to be stepped: swap the rule midway, plot how it goes.",
      .string("path", "a TSPLIB file"), .optional(.table("options", fields: searchFields), "{}"), returns: Parameter("search", .object(TourSearch.className)),
      example: "swarm.tour_search(\"scripts/data/tsp_generated/rnd16_0.tsp\", { rule = \"ant_system\" }):step(10)", errors: tourErrors
    ) { (path: String, options: Table?) throws -> TourSearch in try makeSearch(path, options ?? Table(), "swarm.tour_search", source) }
  }

  private static func makeSearch(_ path: String, _ options: Table, _ place: String, _ source: @escaping Source) throws -> TourSearch {
    let problem: TravellingSalesman, optimum: Int?
    do throws(SwarmError) {
      problem = try TravellingSalesman(tsplibFile: path)
      if let tour = options[tourFile] {
        optimum = problem.length(of: try problem.readTour(tsplib: textFile(tour), file: tour))
      } else {
        let given = options[optimumField].map { Int($0) }
        optimum = if let given { given } else { try KnownOptimum.beside(path, of: problem) }
      }
    } catch { throw ScriptError("\(place): \(error)") }
    let ants = options[ants].map { Int($0) }
    let configuration = AntColony.Configuration(
      ants: ants, candidates: Int(options[candidates]), localSearch: LocalSearch(rawValue: options[localSearch])!)
    let tours = (ants ?? min(problem.count, 100)) * problem.count
    guard tours <= 100_000_000 else { throw ScriptError("\(place): ants: at most \(100_000_000 / problem.count) for \(problem.count) cities, got \(ants!)") }
    let colony = AntColony(problem, configuration, random: RandomStream(seed: UInt64(bitPattern: options[seed]), "ants"))
    let search = TourSearch(colony, optimum: optimum, source: source)
    if case .none = options["rule"] { return search }
    do { try search.use(options["rule"]) } catch { throw ScriptError("\(place): \(error)") }
    return search
  }

  static func tour(_ colony: AntColony) -> Value { .table(Table(list: colony.best.cities.map { .integer(Int64($0) + 1) })) }

  static let ruleField = Parameter(
    "rule", .any, isOptional: true, defaultText: "native", "a pheromone plugin by name or path, { name, option = value }, or a loaded policy")
  static let tourField = Parameter.table("tour", elements: Parameter("city", .integer, "from 1"), "in order")
  private static let tourErrors = ["the file cannot be read, or is not of the format", "there is no such rule, or it is of another kind"]

  private static let searchFields = [
    ruleField, localSearch.parameter, candidates.parameter, ants.parameter, seed.parameter, optimumField.parameter,
    tourFile.parameter,
  ]
  private static let localSearch = Typed<String>.choice("local_search", LocalSearch.allCases.map(\.rawValue), "how each ant's tour is shortened").defaulting(to: "none")
  private static let candidates = Typed<Int64>.integer("candidates", 1...10_000, "nearest cities that ants and local search look at first, and trails lie between").defaulting(to: 20)
  private static let ants: Typed<Int64?> = .optional(.integer("ants", 1...10_000, "in a round"), "as many as cities, at most 100; 25 with local search")
  private static let seed = Typed<Int64>.integer("seed", nil, "of every draw").defaulting(to: 1)
  private static let optimumField: Typed<Int64?> = .optional(.integer("optimum", 0...Int64.max, "length of a shortest tour"), "what stands beside the file")
  private static let tourFile: Typed<String?> = .optional(.string("tour", "a TSPLIB file of type TOUR whose length is the optimum"), "what stands beside the file")
  private static let iterations = Typed<Int64>.integer("iterations", 1...100_000_000, "the most rounds there are").defaulting(to: 1000)
  private static let seconds: Typed<Double?> = .optional(.number("seconds", 0...1e9, unit: "s", "the most time there is"), "no limit")
  private static let target: Typed<Int64?> = .optional(.integer("target", 0...Int64.max, "a length to stop at"), "the optimum where it is known, else 0")
}
