import Kernels
import Policies
import Swarm
import Testing

@Suite struct AntColonyTests {
  @Test(arguments: [("rnd16_0", 3_792), ("rnd16_1", 2_973), ("rnd16_2", 3_397), ("circle25", 626_675), ("grid6x6", 3_600)])
  func `ants find the proven optimum`(name: String, optimum: Int) throws {
    let problem = try TravellingSalesman(tsplib: data("tsp_generated/\(name).tsp"))
    for seed in 0..<5 as Range<UInt64> {
      let colony = AntColony(problem, random: RandomStream(seed: seed, "test"))
      colony.run(rounds: 2_000, target: optimum)
      #expect(colony.best.length == optimum, "seed \(seed)")
      #expect(isPermutation(colony.best.cities) && problem.length(of: colony.best.cities) == optimum)
    }
  }

  @Test(arguments: [LocalSearch.twoOpt, .threeOpt])
  func `with local search they find it among 100 cities`(search: LocalSearch) throws {
    for (name, optimum) in [("rnd100_0", 7_424_207), ("rnd100_1", 7_984_704), ("rnd100_2", 7_782_387)] {
      let problem = try TravellingSalesman(tsplib: data("tsp_generated/\(name).tsp"))
      for seed in 0..<3 as Range<UInt64> {
        let colony = AntColony(problem, .init(localSearch: search), random: RandomStream(seed: seed, "test"))
        colony.run(rounds: 1_000, target: optimum)
        #expect(colony.best.length == optimum, "\(name), seed \(seed)")
        #expect(isPermutation(colony.best.cities) && problem.length(of: colony.best.cities) == optimum)
      }
    }
  }

  /// Without trails the same ants, by nearness alone, are far from it.
  @Test func `it is the trails that find it`() throws {
    let problem = try TravellingSalesman(tsplib: data("tsp_generated/grid6x6.tsp"))
    let blind = NativePolicy(
      kind: "pheromone", name: "none",
      [
        { frame, _ in frame.result(0, frame.numberArgument(0)!) }, { frame, _ in frame.result(0, frame.numberArgument(0)!) },
        { frame, _ in frame.result(0, frame.numberArgument(1)! * frame.numberArgument(1)!) },
      ])
    let colony = AntColony(problem, policy: blind, random: RandomStream(seed: 1, "test"))
    colony.run(rounds: 300)
    #expect(colony.best.length > 3_800, "\(colony.best.length)")
    #expect(colony.rule.slot.faults.isEmpty)
  }

  @Test func `the same seed walks the same tours, another one others`() throws {
    let problem = try TravellingSalesman(tsplib: data("tsp_generated/rnd100_0.tsp"))
    func run(_ seed: UInt64) -> (AntColony.Tour, Double) {
      let colony = AntColony(problem, random: RandomStream(seed: seed, "test"))
      colony.run(rounds: 20)
      return (colony.best, colony.meanLength)
    }
    #expect(run(3) == run(3))
    #expect(run(3).1 != run(4).1)
  }

  /// Whatever the rule asks for, a visit, a greedy step or another election, tours stay tours.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `any rule that keeps the laws gives tours`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "test", "rule")
    let visit = random.uniform(), greed = random.uniform(), count = Int64(random.below(5)), start = random.uniform()
    let policy = NativePolicy(
      kind: "pheromone", name: "odd",
      [
        { frame, _ in frame.result(0, min(1, frame.numberArgument(0)! + 0.1 * frame.numberArgument(1)!)) },
        { frame, _ in frame.result(0, max(1e-3, frame.numberArgument(0)! * 0.9)) },
        { frame, _ in frame.result(0, frame.numberArgument(0)! * frame.numberArgument(1)!) }, nil, nil, nil,
        { frame, _ in
          frame.result(0, 1e-3)
          frame.result(1, max(1e-3, start))
        },
        { frame, _ in frame.result(0, greed) },
        { frame, _ in frame.result(0, max(1e-3, frame.numberArgument(0)! * visit)) }, nil,
        { frame, _ in
          frame.result(0, count)
          frame.result(1, count == 0)
        },
        { frame, _ in frame.result(0, frame.integer(PheromoneKind.Field.stagnation)! > 3) },
      ])
    let n = 5 + random.below(30)
    let problem = TravellingSalesman(name: "random", points: (0..<n).map { _ in (100 * random.uniform(), 100 * random.uniform()) })
    let configuration = AntColony.Configuration(ants: 5, candidates: 1 + random.below(n), localSearch: LocalSearch.allCases[random.below(3)])
    let colony = AntColony(problem, configuration, policy: policy, random: random)
    var before = colony.best.length
    for _ in 0..<30 {
      colony.step()
      #expect(isPermutation(colony.best.cities) && problem.length(of: colony.best.cities) == colony.best.length)
      #expect(colony.best.length <= before && colony.shortestLength >= colony.best.length)
      before = colony.best.length
    }
    #expect(colony.rule.slot.faults.isEmpty, "\(colony.rule.slot.faults)")
    #expect(!colony.restarts.isEmpty)
  }

  @Test func `a rule that breaks its contract is replaced, and the search goes on`() throws {
    let problem = try TravellingSalesman(tsplib: data("tsp_generated/rnd16_0.tsp"))
    let policy = NativePolicy(
      kind: "pheromone", name: "raises",
      [
        { frame, _ in frame.result(0, 1.0) }, { frame, _ in frame.result(0, frame.numberArgument(0)!) }, { frame, _ in frame.result(0, 1.0) },
        nil, nil, nil, nil, nil, { frame, _ in frame.result(0, 1.5) },
        nil, { frame, _ in
          frame.result(0, Int64(1_000))
          frame.result(1, false)
        },
      ])
    let colony = AntColony(problem, policy: policy, random: RandomStream(seed: 1, "test"))
    colony.run(rounds: 500, target: 3_792)
    #expect(colony.best.length == 3_792)
    #expect(colony.rule.slot.suspension != nil)
  }

  @Test func `another rule takes over midway`() throws {
    let problem = try TravellingSalesman(tsplib: data("tsp_generated/rnd16_1.tsp"))
    let colony = AntColony(problem, random: RandomStream(seed: 1, "test"))
    colony.step()
    var rule = MaxMinRule()
    rule.bestProbability = 0.5
    let floor = colony.rule.tauMin
    colony.use(rule.policy())
    colony.step()
    #expect(colony.rule.tauMin < floor && colony.rule.slot.faults.isEmpty)
    colony.run(rounds: 500, target: 2_973)
    #expect(colony.best.length == 2_973)
  }
}

func isPermutation(_ cities: [Int32]) -> Bool { cities.sorted() == Array(0..<Int32(cities.count)) }
