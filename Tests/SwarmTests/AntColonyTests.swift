import Kernels
import Policies
import Swarm
import Testing

struct AntColonyTests {
  @Test func probe() throws {
    for (name, best) in [("rnd16_0", 3792), ("rnd16_1", 2973), ("rnd16_2", 3397), ("circle25", 626675), ("grid6x6", 3600), ("circle100", 628200), ("grid10x10", 10000)] {
      let problem = try TravellingSalesman(tsplib: data("tsp_generated/\(name).tsp"))
      var line = "TSP \(name):"
      let clock = ContinuousClock()
      for seed in 0..<5 as Range<UInt64> {
        let colony = AntColony(problem, random: RandomStream(seed: seed, "ants"))
        let t = clock.measure { colony.run(iterations: 1000, target: best) }
        line += " \(Double(colony.length)/Double(best))@\(colony.iterations)(\(t))"
      }
      print(line)
    }
  }
}
