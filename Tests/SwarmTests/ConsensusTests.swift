import Kernels
import Policies
import Swarm
import Testing
import Topology

/// Mean rounds to consensus over seeded runs from random beliefs, and how many runs got there.
private func runs(
  _ count: Int, on graph: Graph, options: Int, rounds: Int = 2_000, policy: any Policy
) throws -> (mean: Double, agreed: Int) {
  var total = 0, agreed = 0
  for seed in 0..<UInt64(count) {
    var random = RandomStream(seed: seed, "test", "beliefs")
    let beliefs = PopulationSetup.Opening.drawn(agents: graph.nodeCount, options: options, random: &random)
    let study = try Population(graph, beliefs: beliefs, options: options, policy: policy, seed: seed)
    if study.run(rounds: rounds) { agreed += 1 }
    total += study.round
  }
  return (Double(total) / Double(count), agreed)
}

private func study(
  _ graph: Graph, _ beliefs: [[Float]], _ policy: any Policy = EntropyRule().policy(), seed: UInt64 = 1
) throws -> Population {
  try Population(graph, beliefs: beliefs.flatMap { $0 }, options: beliefs[0].count, policy: policy, seed: seed)
}

@Suite struct LocalNegotiationTests {
  /// Mean steps of 100 synchronous runs of the authors' model, with the tolerance their spread allows.
  @Test(arguments: [
    ("30-1", 2, 8.3, 5.0), ("30-1", 10, 16.5, 5), ("30-1", 30, 20.7, 5), ("30-1", 100, 25.4, 6),
    ("100-1", 10, 32.4, 9), ("100-1", 30, 43.2, 12), ("100-3", 2, 18.4, 6), ("100-3", 10, 35.2, 9),
  ])
  func `takes as many rounds as published`(net: String, options: Int, published: Double, tolerance: Double) throws {
    let graph = try Graph(lattice: data("consensus_nets/\(net)"), path: net)
    let (mean, agreed) = try runs(100, on: graph, options: options, policy: LocalNegotiation().policy())
    #expect(abs(mean - published) <= tolerance, "mean \(mean)")
    #expect(agreed >= 99)
  }
}

@Suite struct EntropyRuleTests {
  /// The plain certainty-weighted step of choices stays split for ever here, in every run.
  @Test(arguments: [("30-1", 2), ("30-1", 10), ("30-1", 100), ("100-1", 10), ("100-3", 10), ("200-1", 10)])
  func `does not freeze on lattices`(net: String, options: Int) throws {
    let graph = try Graph(lattice: data("consensus_nets/\(net)"), path: net)
    #expect(try runs(40, on: graph, options: options, policy: EntropyRule().policy()).agreed >= 39)
  }

  @Test func `two opposed nodes decide, either way`() throws {
    var winners: [Int] = [0, 0]
    for seed in 0..<40 as Range<UInt64> {
      let pair = try study(.complete(2), [[1, 0], [0, 1]], seed: seed)
      #expect(pair.run(rounds: 20), "seed \(seed)")
      winners[pair.leader] += 1
    }
    #expect(winners.allSatisfy { $0 >= 8 }, "\(winners)")
  }

  @Test func `the step does not grow with the number of neighbours`() throws {
    func centre(leaves: Int) throws -> [Float] {
      let star = Graph(nodeCount: leaves + 1, edges: (1...leaves).map { (0, $0) })
      let beliefs: [[Float]] = [[0.2, 0.3, 0.5]] + [[Float]](repeating: [0.6, 0.3, 0.1], count: leaves)
      let study = try study(star, beliefs, EntropyRule(selfWeight: 0).policy())
      study.countsGroups = false
      study.rate = 0.5
      study.step()
      return Array(study.beliefs[..<3])
    }
    let few = try centre(leaves: 1), many = try centre(leaves: 60)
    #expect(zip(few, many).allSatisfy { abs($0 - $1) < 1e-4 }, "\(few) \(many)")
  }

  @Test func `certainty is that of the beliefs after the round, and rises where there is agreement`() throws {
    var random = RandomStream(seed: 5, "test")
    let graph = Graph.regular(100, degree: 8, random: &random)
    let beliefs = PopulationSetup.Opening.drawn(agents: 100, options: 5, random: &random)
    let study = try Population(graph, beliefs: beliefs, options: 5, policy: EntropyRule().policy(), seed: 5)
    for _ in 0..<30 {
      study.step()
      for node in 0..<100 {
        let row = study.beliefs[node * 5..<(node + 1) * 5].map(Double.init)
        let entropy = -row.reduce(0) { $0 + ($1 > 0 ? $1 * Reproducible.log($1) : 0) }
        let expected = 1 - entropy / Reproducible.log(5)
        #expect(abs(Double(study.certainty[node]) - max(0, min(1, expected))) < 1e-4)
      }
    }
    #expect(study.certainty.allSatisfy { $0 > 0.999 })
  }

  @Test func `one option is agreed on with full certainty`() throws {
    let single = try study(.ring(4), [[1], [1], [1], [1]])
    #expect(single.certainty == [1, 1, 1, 1])
    single.step()
    #expect(single.beliefs == [1, 1, 1, 1] && single.run(rounds: 2))
  }

  @Test func `a node alone keeps its choice`() throws {
    let alone = try study(Graph(nodeCount: 1, edges: []), [[0.2, 0.5, 0.3]])
    for _ in 0..<5 { alone.step() }
    #expect(alone.leader == 1 && alone.beliefs.allSatisfy { $0.isFinite })
  }

  @Test func `a clear majority wins on random graphs`() throws {
    var right = 0
    for seed in 0..<40 as Range<UInt64> {
      var random = RandomStream(seed: seed, "test", "majority")
      let graph = Graph.regular(100, degree: 8, random: &random)
      let beliefs: [[Float]] = (0..<100).map { $0 < 60 ? [0.7, 0.3] : [0.3, 0.7] }
      let study = try study(graph, beliefs, seed: seed)
      if study.run(rounds: 200), study.leader == 0 { right += 1 }
    }
    #expect(right >= 38, "\(right) of 40")
  }

  @Test func `rounds to consensus hardly grow with the population`() throws {
    var random = RandomStream(seed: 9, "test", "growth")
    let small = try runs(10, on: .regular(100, degree: 8, random: &random), options: 8, policy: EntropyRule().policy())
    let large = try runs(10, on: .regular(10_000, degree: 8, random: &random), options: 8, policy: EntropyRule().policy())
    #expect(small.agreed == 10 && large.agreed == 10)
    #expect(large.mean <= 4 * small.mean, "\(small.mean) → \(large.mean)")
  }

  @Test func `eight options, the vector path, agree with a padded ninth that nobody wants`() throws {
    var random = RandomStream(seed: 4, "test", "lanes")
    let graph = Graph.regular(30, degree: 4, random: &random)
    let eight = PopulationSetup.Opening.drawn(agents: 30, options: 8, random: &random)
    var nine: [Float] = []
    for node in 0..<30 { nine += eight[node * 8..<(node + 1) * 8] + [0] }
    // Certainty is relative to ln K: without it in the weights the ninth option can't matter
    let rule = EntropyRule(floor: 1e6).policy()
    let a = try Population(graph, beliefs: eight, options: 8, policy: rule, seed: 1)
    let b = try Population(graph, beliefs: nine, options: 9, policy: rule, seed: 1)
    for _ in 0..<4 {
      a.step()
      b.step()
      for node in 0..<30 {
        for k in 0..<8 { #expect(abs(a.beliefs[node * 8 + k] - b.beliefs[node * 9 + k]) < 1e-4) }
      }
    }
  }

  @Test func `the same seed gives the same bits`() throws {
    func beliefs() throws -> [Float] {
      var random = RandomStream(seed: 2, "test", "again")
      let graph = Graph.regular(50, degree: 4, random: &random)
      let start = PopulationSetup.Opening.drawn(agents: 50, options: 6, random: &random)
      let study = try Population(graph, beliefs: start, options: 6, policy: VoterRule().policy(), seed: 2)
      for _ in 0..<5 { study.step() }
      return study.beliefs
    }
    #expect(try beliefs() == beliefs())
  }
}

@Suite struct VotingRuleTests {
  @Test func `the better option wins the weighted vote more often`() throws {
    var right = 0
    for seed in 0..<60 as Range<UInt64> {
      let beliefs: [[Float]] = (0..<20).map { $0 % 2 == 0 ? [1, 0] : [0, 1] }
      let study = try study(.complete(20), beliefs, VoterRule().policy(), seed: seed)
      try study.setQualities([0.5, 1])
      if study.run(rounds: 5_000), study.leader == 1 { right += 1 }
    }
    #expect(right >= 54, "\(right) of 60")
  }

  @Test func `the majority rule follows the neighbourhood`() throws {
    let study = try study(.complete(5), [[1, 0], [1, 0], [1, 0], [0, 1], [0, 1]], MajorityRule().policy())
    study.step()
    #expect(study.choices == [0, 0, 0, 0, 0])
  }
}

@Suite struct ConsensusRuleTests {
  private func decide(
    _ rule: ConsensusRule, _ beliefs: [[Float]], links: [UInt64]? = nil, rounds: Int = 10, quorum: Double = 1
  ) -> ConsensusRule.Decision {
    beliefs.flatMap { $0 }.withUnsafeBufferPointer { flat in
      (links ?? [UInt64](repeating: .max, count: beliefs.count)).withUnsafeBufferPointer { links in
        rule.decide(
          flat, nodes: beliefs.count, options: beliefs[0].count, links: links, rounds: rounds, quorum: quorum, lane: 7, now: 0)
      }
    }
  }

  @Test func `neighbours agree in a few rounds`() {
    var random = RandomStream(seed: 1, "test", "decide")
    let rule = ConsensusRule(random: RandomStream(seed: 1, "test"))
    for _ in 0..<100 {
      let beliefs = (0..<8).map { _ in (0..<8).map { _ in Float(random.uniform()) } }
      let decision = decide(rule, beliefs)
      #expect(decision.agreed && decision.rounds <= 3)
    }
  }

  @Test func `agreement from the start takes no round`() {
    let rule = ConsensusRule(random: RandomStream(seed: 1, "test"))
    #expect(decide(rule, [[0, 3, 1], [0.1, 0.5, 0.4]]) == ConsensusRule.Decision(choice: 1, agreed: true, rounds: 0))
    #expect(rule.slot.calls == 0)
  }

  @Test func `it stops at the last round and says that nobody agreed`() {
    let rule = ConsensusRule(random: RandomStream(seed: 1, "test"))
    let apart = decide(rule, [[1, 0], [0, 1], [0, 1]], links: [0, 0, 0], rounds: 5)
    #expect(apart == ConsensusRule.Decision(choice: 1, agreed: false, rounds: 5))
    #expect(decide(rule, [[1, 0], [0, 1], [0, 1]], links: [0, 0, 0], rounds: 5, quorum: 0.6).agreed)
  }

  @Test func `a row that is no belief counts as undecided`() {
    let rule = ConsensusRule(random: RandomStream(seed: 1, "test"))
    let decision = decide(rule, [[.nan, -1, .nan], [0, 0, 0], [0.1, 0.1, 0.8], [.infinity, 1, 1]])
    #expect(decision.agreed && decision.choice == 2)
  }

  @Test func `a rule that leaves out unwritten is struck, suspended and replaced`() {
    let rule = ConsensusRule(random: RandomStream(seed: 1, "test"))
    rule.slot.use(NativePolicy(kind: "consensus", name: "idle", [nil, { _, _ in }]))
    let decision = decide(rule, [[0.8, 0.2], [0.3, 0.7], [0.3, 0.7]])
    #expect(decision.agreed)
    #expect(rule.slot.faults.first!.description.contains("nan"))
    for _ in 0..<3 { _ = decide(rule, [[0.8, 0.2], [0.3, 0.7], [0.3, 0.7]]) }
    #expect(rule.slot.suspension != nil)
  }

  @Test func `shares that sum to two are refused by name`() {
    let rule = ConsensusRule(random: RandomStream(seed: 1, "test"))
    rule.slot.use(
      NativePolicy(
        kind: "consensus", name: "double",
        [{ frame, _ in frame.outputElements(2, Float.self).update(repeating: 1) }, nil]))
    #expect(decide(rule, [[0.9, 0.1], [0.1, 0.9]]).agreed)
    #expect(rule.slot.faults.first!.description.contains("sum to 2"))
  }
}

@Suite struct ConsensusMemoryTests {
  /// Counts rounds in the first number and writes what the neighbours had counted to the second; beliefs stay.
  private static func counting(_ function: Int) -> any Policy {
    let body: NativePolicy.Body = { frame, _ in
      let memory = frame.outputElements(function == 0 ? 3 : 2, Float.self)
      let memories = frame.elements(8, Float.self), width = frame.integer(0)! + 4
      let belief = frame.argumentElements(0, Float.self), out = frame.outputElements(function == 0 ? 2 : 1, Float.self)
      _ = out.update(fromContentsOf: belief)
      let rows = memory.count / Int(width)
      for row in 0..<rows {
        memory[row * Int(width)] += 1
        memory[row * Int(width) + 1] = memories[(row + 1) % (memories.count / Int(width)) * Int(width)]
      }
    }
    return NativePolicy(kind: "consensus", name: "counting", function == 0 ? [body, nil] : [nil, body])
  }

  @Test(arguments: [0, 1]) func `a rule finds what it kept, and its neighbours' as it was before the round`(function: Int) throws {
    let study = try study(.ring(5), [[Float]](repeating: [0.5, 0.5], count: 5), Self.counting(function))
    for _ in 0..<3 { study.step() }
    #expect(study.slot.faults.isEmpty)
    for node in 0..<5 { #expect(study.memory(of: node) == [3, 2, 0, 0, 0, 0]) }
  }

  @Test func `a rule that keeps nothing is lent no memory`() throws {
    let study = try study(.ring(5), [[Float]](repeating: [0.5, 0.5], count: 5))
    study.step()
    #expect(study.memory(of: 0) == [])
  }
}
