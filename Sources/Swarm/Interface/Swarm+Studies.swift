import Interface
import Kernels

extension SwarmInterface {
  static let studies = [tsp]

  private static let seed = Typed<Int64>.integer("seed", nil, "of every draw").defaulting(to: 1)
  private static let iterations = Typed<Int64>.integer("iterations", 1...100_000_000, "the most there are").defaulting(to: 1000)
  private static let ants: Typed<Int64?> = .optional(.integer("ants", 1...10_000), "as many as cities, at most 50")
  private static let target = Typed<Int64>.integer("target", 0...Int64.max, "a length to stop at").defaulting(to: 0)

  private static let tsp = Function(
    "tsp", "Looks for a short tour with ants that follow pheromone trails (MAX–MIN ant system).",
    detail: "Reads TSPLIB files with EUC_2D coordinates.",
    .string("path", "a TSPLIB file"), .optional(.table("options", fields: [seed.parameter, iterations.parameter, ants.parameter, target.parameter]), "{}"),
    returns: .table(
      "result",
      fields: [
        Parameter("name", .string, "as the file says"), Parameter("length", .integer, "of the best tour"), Parameter("iterations", .integer, "done"),
        .table("tour", elements: Parameter("city", .integer, "from 1"), "in order"),
      ]),
    example: "swarm.tsp(\"scripts/data/tsp_generated/rnd16_0.tsp\", { target = 3792 }).length", errors: ["the file cannot be read, or is not of the format"]
  ) { (path: String, options: Table?) throws -> Value in
    let options = options ?? Table()
    let seed = UInt64(bitPattern: options[seed]), ants = options[ants].map { Int($0) }
    let problem: TravellingSalesman
    do throws(SwarmError) { problem = try TravellingSalesman(tsplib: textFile(path)) } catch { throw ScriptError("swarm.tsp: \(error)") }
    let colony = AntColony(problem, AntColony.Configuration(ants: ants), random: RandomStream(seed: seed, "ants"))
    colony.run(iterations: Int(options[iterations]), target: Int(options[target]))
    return [
      "name": .string(problem.name), "length": .integer(Int64(colony.length)), "iterations": .integer(Int64(colony.iterations)),
      "tour": .table(Table(list: colony.tour.map { .integer(Int64($0) + 1) })),
    ]
  }
}
