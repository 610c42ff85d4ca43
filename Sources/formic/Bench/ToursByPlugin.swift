import Interface
import Kernels
import Policies
import Swarm

/// P22: ants with MAX–MIN and no local search, until they find the proven optimum among 100 random cities; each call with
/// another of five seeds. ACOTSP 1.03, in C, took 5.8 s for TSPLIB's kroA100 on this class of machine, and found it 5 times of 5.
enum ToursByPlugin {
  static let all: [BenchmarkCase] = [
    search("native MAX–MIN", "native"), search("plugins/pheromone/max_min.lua", "pheromone/max_min"),
  ]

  private static let seeds: UInt64 = 5
  private static let optimum = 7_424_207

  private static func search(_ name: String, _ rule: String) -> BenchmarkCase {
    BenchmarkCase(id: "P22", name: "ants to the optimum of rnd100_0, \(name), median and best of 5 seeds", unit: "s", goal: "≤ 5.8") {
      do {
        let problem = try TravellingSalesman(tsplibFile: Workbench.dataFolder() + "/tsp_generated/rnd100_0.tsp")
        var calls: UInt64 = 0
        return BenchmarkRun(operationsPerCall: 1, samples: Int(seeds)) {
          calls += 1
          let colony = AntColony(problem, random: RandomStream(seed: calls % seeds + 1, "ants"))
          do { try RuleChoice(.string(rule), of: PheromoneKind.kind, at: "bench").use(in: colony.rule.slot, Workbench().host) } catch { preconditionFailure("\(error)") }
          colony.run(rounds: .max, target: optimum)
          return Double(colony.rounds)
        }
      } catch { preconditionFailure("\(error)") }
    }
  }
}
