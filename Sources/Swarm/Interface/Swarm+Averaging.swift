import CKernels
import Interface
import Kernels

extension SwarmInterface {
  static let averaging = Function(
    "averaging", "Push–pull averaging by gossip: how fast a network comes to the mean of what its nodes hold.",
    detail: """
      In a cycle every node takes one of its links' ends, drawn at random beforehand, and both leave with the mean of their values. \
      The values begin as standard normal draws. The variance falls by 1 / (2√e) ≈ 0.303 a cycle where partners are drawn alike from \
      all nodes (Jelasity, Montresor & Babaoglu 2005). O(nodes · cycles).
      """,
    .table("options", fields: [nodes.parameter, links.parameter, cycles.parameter, seed.parameter], "{} for the defaults"),
    returns: .table(
      "result",
      fields: [
        Parameter("variance", .object("vector"), "f64: before the first cycle and after each"), Parameter("factor", .number, isOptional: true, "geometric mean of what a cycle leaves of the variance"),
        Parameter("drift", .number, "of the mean, which rounding alone moves"), Parameter("exchanges", .integer),
      ]),
    example: "swarm.averaging{ nodes = 1000, cycles = 10 }.factor", errors: ["nodes × links is over 200000000", "it was interrupted"]
  ) { (options: Table) throws -> Table in
    let count = Int(options[nodes]), width = Int(options[links])
    guard count * width <= 200_000_000 else { throw ScriptError("swarm.averaging: nodes × links is at most 200000000, got \(count) × \(width)") }
    var draws = RandomStream(seed: UInt64(bitPattern: options[seed]), "averaging", "values")
    let network = PushPullAveraging(
      (0..<count).map { _ in draws.normal() }, links: width, random: RandomStream(seed: UInt64(bitPattern: options[seed]), "averaging"))
    let mean = network.mean
    var variances = [network.variance]
    for _ in 0..<options[cycles] {
      if ck_is_interrupted() { throw ScriptError("interrupted") }
      network.cycle()
      variances.append(network.variance)
    }
    // As long as there is something to average: rounding leaves a floor.
    let last = variances.lastIndex { $0 > 1e-20 } ?? 0
    let factor = last > 0 ? Value.number(Reproducible.pow(variances[last] / variances[0], 1 / Double(last))) : .none
    return Table(fields: [
      (.string("variance"), .object(Vector(variances))), (.string("factor"), factor), (.string("drift"), .number(abs(network.mean - mean))),
      (.string("exchanges"), .integer(Int64(count * network.cycles))),
    ])
  }

  private static let nodes = Typed<Int64>.integer("nodes", 2...10_000_000, "with a value each").defaulting(to: 1_000)
  private static let links = Typed<Int64>.integer("links", 1...1_000, "that a node draws its partners from").defaulting(to: 20)
  private static let cycles = Typed<Int64>.integer("cycles", 0...10_000, "in each of which every node begins an exchange").defaulting(to: 20)
  private static let seed = Typed<Int64>.integer("seed", nil, "of values, links and partners").defaulting(to: 1)
}
