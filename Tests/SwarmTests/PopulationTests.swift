import Kernels
import Policies
import Swarm
import Testing
import Topology

private func network(_ seed: UInt64, agents: Int = 60, degree: Int = 6) -> Graph {
  var random = RandomStream(seed: seed, "test", "population")
  return .regular(agents, degree: degree, random: &random)
}

private func population(
  _ graph: Graph, options: Int = 3, seed: UInt64 = 1, policy: any Policy = VoterRule().policy(), _ change: (inout PopulationSetup) -> Void = { _ in }
) throws -> Population {
  var setup = PopulationSetup(options: options)
  change(&setup)
  return try Population(graph, setup, seed: seed, policy: policy)
}

@Suite struct UndecidedTests {
  @Test func `who gives all options the same share exhibits none, and nobody agrees by it`() throws {
    let p = try population(network(1), options: 3) { $0.opening = .undecided }
    #expect(p.undecided == 60 && p.counts == [0, 0, 0] && p.followers == 0 && p.accuracy == 0)
    #expect(!p.isAgreed(1) && !p.isAgreed(0.01) && p.choices == [Int32](repeating: -1, count: 60))
    let one = try population(network(1), options: 1) { $0.opening = .undecided }
    #expect(one.undecided == 0 && one.isAgreed(1), "a single option has everything")
  }
}

@Suite struct AsynchronousTests {
  /// Ganesh, Hauert & Valla, Swarm Intelligence 2025: P(wrong) = (r^k − r^N) / (1 − r^N) on any regular graph, r the ratio of the
  /// qualities, k agents of N on the better option at the start.
  @Test(arguments: [("ring", 0.9, 5), ("ring", 0.5, 3), ("8-regular", 0.9, 8), ("complete", 0.8, 4)])
  func `the weighted voter errs as often as its closed form says`(name: String, ratio: Double, right: Int) throws {
    let agents = 40, runs = 400
    let graph: Graph = name == "ring" ? .ring(agents) : name == "complete" ? .complete(agents) : network(3, agents: agents, degree: 8)
    var wrong = 0
    let voters = try population(graph, options: 2, policy: VoterRule(accepts: true).policy()) {
      $0.opening = .counts([right, agents - right])
      $0.qualities = [1, Float(ratio)]
      $0.isAsynchronous = true
      $0.countsGroups = false
      $0.countsCamps = false
    }
    for run in 0..<runs {
      try voters.reset(seed: Trials.seed(7, run: run))
      #expect(voters.run(rounds: 100_000))
      if voters.leader == 1 { wrong += 1 }
    }
    func power(_ n: Int) -> Double { Reproducible.pow(ratio, Double(n)) }
    let expected = (power(right) - power(agents)) / (1 - power(agents))
    let z = (Double(wrong) - expected * Double(runs)) / Reproducible.sqrt(expected * (1 - expected) * Double(runs))
    #expect(abs(z) <= 4, "\(name): \(wrong) of \(runs) wrong, expected \(expected): z = \(z)")
  }

  @Test func `rules in either shape answer alike`() throws {
    for name in NativeRules.names() where NativeRules.policy(named: name)!.implements(1) {
      let whole = NativeRules.policy(named: name)!
      func only(_ function: Int) -> NativePolicy {
        let body: NativePolicy.Body = { frame, instance in try! whole.call(function, instance: instance, frame) }
        return NativePolicy(kind: "consensus", name: "single", function == 0 ? [body, nil] : [nil, body])
      }
      let scalar = try population(network(2), policy: only(0)) { $0.isAsynchronous = true }
      let vectors = try population(network(2), policy: only(1)) { $0.isAsynchronous = true }
      for _ in 0..<3 {
        scalar.step()
        vectors.step()
        #expect(scalar.slot.faults.isEmpty && vectors.slot.faults.isEmpty)
        if name != "voter" { #expect(scalar.beliefs == vectors.beliefs, "\(name)") }
      }
    }
  }
}

@Suite struct RoleTests {
  @Test(arguments: 0..<20 as Range<UInt64>) func `the stubborn never move, and are as many as asked for`(seed: UInt64) throws {
    let p = try population(network(seed), seed: seed) {
      $0.opening = .split
      $0.stubborn = [0: 4, 2: 3]
      $0.switching = 0.1
      $0.isAsynchronous = seed % 2 == 1
    }
    let first = p.beliefs
    var moved = Set<Int>()
    for _ in 0..<60 {
      p.step()
      for agent in 0..<60 where p.beliefs[agent * 3..<(agent + 1) * 3] != first[agent * 3..<(agent + 1) * 3] { moved.insert(agent) }
    }
    #expect(moved.count == 53, "all but the stubborn were seen to move")
    for agent in 0..<60 where !moved.contains(agent) { #expect([0, 2].contains(p.choices[agent])) }
  }

  @Test func `with every message lost nobody hears anything, and a voter stays as it is`() throws {
    for isAsynchronous in [false, true] {
      let p = try population(network(1)) {
        $0.opening = .split
        $0.loss = 1
        $0.isAsynchronous = isAsynchronous
      }
      let before = p.beliefs
      for _ in 0..<10 { p.step() }
      #expect(p.beliefs == before)
    }
  }

  @Test func `loss slows agreement down, by about the share that is lost`() throws {
    func rounds(_ loss: Double) throws -> Double {
      var setup = PopulationSetup(options: 2)
      setup.loss = loss
      return try Trials.run(network(5, agents: 100, degree: 8), setup, seed: 3, runs: 40, rounds: 5_000, quorum: 1, workers: 2) { EntropyRule().policy() }.rounds.mean
    }
    let (none, half, most) = (try rounds(0), try rounds(0.5), try rounds(0.95))
    #expect(none < half && half < most, "\(none) \(half) \(most)")
  }

  @Test(arguments: PopulationSetup.Lie.allCases) func `liars are heard and don't count, the faulty neither`(lie: PopulationSetup.Lie) throws {
    for seed in 0..<10 as Range<UInt64> {
      let p = try population(network(seed), seed: seed, policy: EntropyRule().policy()) {
        $0.opening = .counts([60, 0, 0])
        $0.byzantine = 0.1
        $0.faulty = 0.1
        $0.lie = lie
      }
      #expect(p.countedAgents == 48 && p.counts == [48, 0, 0])
      let honest = p.beliefs
      p.step()
      #expect(p.slot.faults.isEmpty)
      #expect(p.beliefs != honest, "somebody heard a lie")
    }
  }

  @Test func `liars win where they are many, and lose where they are few`() throws {
    func right(_ share: Double) throws -> Double {
      var setup = PopulationSetup(options: 2)
      setup.opening = .counts([70, 30])
      setup.byzantine = share
      return try Trials.run(.complete(100), setup, seed: 1, runs: 20, rounds: 200, quorum: 1, workers: 2) { MajorityRule().policy() }.right.share
    }
    #expect(try right(0) == 1 && right(0.05) == 1 && right(0.5) == 0)
  }

  @Test func `parts that don't fit are refused by name`() {
    func fails(_ words: String, _ change: (inout PopulationSetup) -> Void) {
      let error = #expect(throws: SwarmError.self) { _ = try population(network(1), change) }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
    fails("stubborn, faulty and Byzantine") { $0.stubborn = [0: 40, 1: 30] }
    fails("outside 1…3") { $0.stubborn = [3: 1] }
    fails("nobody is left") { $0.faulty = 0.5; $0.byzantine = 0.5 }
    fails("add up to 60") { $0.opening = .counts([1, 2, 3]) }
    fails("add up to 60") { $0.opening = .counts([30, 30]) }
    fails("are stubborn about it") { $0.opening = .counts([60, 0, 0]); $0.stubborn = [1: 1] }
    fails("180 shares") { $0.opening = .beliefs([1, 0, 0]) }
    fails("belief of agent 1") { $0.opening = .beliefs([Float](repeating: .nan, count: 180)) }
    fails("qualities") { $0.qualities = [1, 2] }
    fails("qualities") { $0.qualities = [1, 2, .infinity] }
    fails("truth") { $0.truth = 3 }
    fails("evidence") { $0.evidence = .logLikelihoods([Float](repeating: .nan, count: 180)) }
  }
}

@Suite struct PopulationTests {
  @Test func `the same seed gives the same bits, whatever the workers`() throws {
    var setup = PopulationSetup(options: 4)
    setup.loss = 0.2
    setup.byzantine = 0.05
    setup.lie = .twoFaced
    setup.switching = 0.01
    let graph = network(4)
    let one = try Trials.run(graph, setup, seed: 9, runs: 30, rounds: 60, quorum: 0.9, workers: 1) { VoterRule().policy() }
    let many = try Trials.run(graph, setup, seed: 9, runs: 30, rounds: 60, quorum: 0.9, workers: 5) { VoterRule().policy() }
    let again = try Population(graph, setup, seed: 77, policy: VoterRule().policy())
    let shared = try Trials.run(again, seed: 9, runs: 30, rounds: 60, quorum: 0.9)
    #expect(one == many && one == shared)
    #expect(Set(one.runs.map(\.share)).count > 1, "runs differ")
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func `listed in another order, agents agree in that order`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "test", "order")
    let graph = network(seed, agents: 40)
    var place = Array(0..<40)
    for i in stride(from: 39, to: 0, by: -1) { place.swapAt(i, random.below(i + 1)) }
    let beliefs = PopulationSetup.Opening.drawn(agents: 40, options: 5, random: &random)
    var moved = beliefs
    for agent in 0..<40 { for k in 0..<5 { moved[place[agent] * 5 + k] = beliefs[agent * 5 + k] } }
    let a = try Population(graph, beliefs: beliefs, options: 5, policy: LocalNegotiation().policy(), seed: 1)
    let b = try Population(Graph(nodeCount: 40, edges: graph.edges.map { (place[$0.0], place[$0.1]) }), beliefs: moved, options: 5, policy: LocalNegotiation().policy(), seed: 1)
    for _ in 0..<2 {
      a.step()
      b.step()
      for agent in 0..<40 { for k in 0..<5 { #expect(abs(a.beliefs[agent * 5 + k] - b.beliefs[place[agent] * 5 + k]) < 1e-4, "seed \(seed)") } }
    }
  }

  @Test func `camps and active links are those of the choices`() throws {
    let p = try population(.ring(6), options: 2) { $0.opening = .beliefs([1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1]) }
    #expect(p.campCount.camps == 4 && p.campCount.activeLinks == 4)
    #expect(p.series.camps == [4] && p.series.activeLinks == [4] && p.series.share == [0.5])
    let one = try population(.complete(7), options: 3) { $0.opening = .counts([0, 7, 0]) }
    #expect(one.campCount.camps == 1 && one.campCount.activeLinks == 0)
  }

  @Test func `qualities that swap swap what is right, and a voter follows`() throws {
    let p = try population(.complete(60), options: 2) {
      $0.qualities = [1, 0.2]
      $0.opening = .split
      $0.stubborn = [0: 1, 1: 1]
      $0.countsCamps = false
    }
    p.run(rounds: 2_000, quorum: 0.9)
    #expect(p.truth == 0 && p.accuracy >= 0.9)
    try p.setQualities([0.2, 1])
    #expect(p.truth == 1 && p.accuracy <= 0.1)
    for _ in 0..<500 { p.step() }
    #expect(p.accuracy > 0.8, "\(p.accuracy)")
  }

  @Test func `observations alone tell the truth, in the share that their accuracy makes`() throws {
    // One round of a rule that believes what it sees
    let seeing = NativePolicy(
      kind: "consensus", name: "seeing",
      [{ frame, _ in
        let seen = frame.elements(6, Float.self), out = frame.outputElements(2, Float.self)
        out.update(repeating: 0)
        out[seen.indices.max { (seen[$0], $1) < (seen[$1], $0) }!] = 1
      }, nil])
    for isAsynchronous in [false, true] {
      let p = try population(network(1, agents: 2_000), options: 4, policy: seeing) {
        $0.evidence = .sighting(accuracy: 0.7)
        $0.truth = 2
        $0.isAsynchronous = isAsynchronous
        $0.opening = .undecided
      }
      for _ in 0..<12 { p.step() }
      #expect(abs(p.accuracy - 0.7) < 0.05, "\(p.accuracy)")
    }
  }

  @Test func `a rule may change while it runs, and another network be put in place`() throws {
    let p = try population(.ring(40), policy: EntropyRule().policy())
    p.step()
    p.use(MajorityRule().policy())
    p.step()
    #expect("\(p.slot.answering.identity)" == "consensus/majority native")
    try p.rewire(.complete(40))
    p.step()
    #expect(p.isAgreed(1))
    #expect(throws: SwarmError.self) { try p.rewire(.ring(39)) }
  }

  @Test func `one agent and one option have an answer`() throws {
    for name in NativeRules.names() {
      for isAsynchronous in [false, true] {
        let alone = try population(.ring(1), options: 1, policy: NativeRules.policy(named: name)!) { $0.isAsynchronous = isAsynchronous }
        alone.step()
        #expect(alone.beliefs == [1] && alone.isAgreed(1) && alone.slot.faults.isEmpty, "\(name)")
      }
    }
  }

  @Test func `an interval covers the mean it is of, and a share's stays within 0 and 1`() {
    let estimate = Estimate([1, 2, 3, 4])
    #expect(estimate.mean == 2.5 && abs(estimate.deviation - 1.2909944487) < 1e-9 && abs(estimate.margin - 1.2651745597) < 1e-9)
    #expect(Estimate([]).mean.isNaN && Estimate([5]).deviation == 0)
    let none = Proportion(0, of: 100), all = Proportion(100, of: 100)
    #expect(abs(none.low) < 1e-12 && abs(none.high - 3.8416 / 103.8416) < 1e-12 && none.low >= 0 && all.high <= 1 && abs(all.low - 100 / 103.8416) < 1e-12)
  }
}
