import Kernels
import Policies
import Swarm
import Testing
import Topology

private func study(
  _ graph: Graph, _ beliefs: [[Float]], _ policy: any Policy, seed: UInt64, qualities: [Float]? = nil
) throws -> Population {
  var setup = PopulationSetup(options: beliefs[0].count)
  setup.opening = .beliefs(beliefs.flatMap { $0 })
  setup.qualities = qualities
  setup.countsGroups = false
  return try Population(graph, setup, seed: seed, policy: policy)
}

/// `first` nodes certain of the first of two options, the others of the second, shuffled.
private func camps(_ nodes: Int, first: Int, seed: UInt64) -> [[Float]] {
  var random = RandomStream(seed: seed, "test", "camps")
  var beliefs: [[Float]] = (0..<nodes).map { $0 < first ? [1, 0] : [0, 1] }
  for i in stride(from: nodes - 1, to: 0, by: -1) { beliefs.swapAt(i, random.below(i + 1)) }
  return beliefs
}

/// How many of the seeds end in agreement on the first option, and the mean rounds of those that agree.
private func outcome(
  _ seeds: Range<UInt64>, nodes: Int = 50, first: Int = 25, qualities: [Float]?, rounds: Int = 5_000, _ policy: any Policy
) throws -> (right: Int, agreed: Int, rounds: Double) {
  var right = 0, agreed = 0, total = 0
  for seed in seeds {
    let study = try study(.complete(nodes), camps(nodes, first: first, seed: seed), policy, seed: seed, qualities: qualities)
    guard study.run(rounds: rounds) else { continue }
    agreed += 1
    total += study.round
    if study.leader == 0 { right += 1 }
  }
  return (right, agreed, Double(total) / Double(max(1, agreed)))
}

@Suite struct ModulationTests {
  @Test func `modulation finds the better option, and a majority does so sooner and less often`() throws {
    let voter = try outcome(0..<60, qualities: [1, 0.7], DirectModulation(dissemination: 5, exploration: 2).policy())
    let majority = try outcome(0..<60, qualities: [1, 0.7], MajorityRule(dissemination: 5, exploration: 2, sample: 10).policy())
    #expect(voter.agreed == 60 && majority.agreed == 60)
    #expect(voter.right >= 48, "\(voter)")
    #expect(majority.rounds < voter.rounds / 2, "\(majority) \(voter)")
    #expect(majority.right < voter.right, "\(majority) \(voter)")
  }

  @Test func `with equal qualities modulation prefers nothing`() throws {
    let voter = try outcome(0..<100, nodes: 20, first: 10, qualities: [1, 1], DirectModulation(dissemination: 4, exploration: 1).policy())
    #expect(abs(voter.right - voter.agreed / 2) <= 2 * 10, "\(voter)")  // 4 σ of a fair coin
  }

  @Test func `an agent that explores is not heard`() throws {
    // The neighbour explores for ever: nobody ever hears it
    let pair = try study(.complete(2), [[1, 0], [0, 1]], DirectModulation(dissemination: 0.1, exploration: 1e6).policy(), seed: 1)
    for _ in 0..<200 { pair.step() }
    #expect(pair.beliefs == [1, 0, 0, 1])
  }

  @Test func `times of dissemination are in proportion to quality`() throws {
    // Alone, nodes go through their phases without ever hearing anybody
    let nodes = 2_000, beliefs: [[Float]] = (0..<nodes).map { $0 < nodes / 2 ? [1, 0] : [0, 1] }
    let alone = try study(Graph(nodeCount: nodes, edges: []), beliefs, DirectModulation(dissemination: 40, exploration: 20).policy(), seed: 2, qualities: [1, 0.5])
    var disseminating = [0.0, 0.0]
    for round in 1...600 {
      alone.step()
      guard round > 200 else { continue }
      for node in 0..<nodes where alone.memory(of: node)[2] == 2 { disseminating[node / (nodes / 2)] += 1 }
    }
    let shares = disseminating.map { $0 / Double(400 * nodes / 2) }
    #expect(abs(shares[0] - 40.0 / 60) < 0.02 && abs(shares[1] - 20.0 / 40) < 0.02, "\(shares)")
  }

  @Test func `an even number of voices can tie, and then a node keeps its choice`() throws {
    let star = Graph(nodeCount: 4, edges: [(0, 1), (0, 2), (0, 3)])
    let beliefs: [[Float]] = [[1, 0], [1, 0], [0, 1], [0, 1]]
    let even = try study(star, beliefs, MajorityRule().policy(), seed: 1)  // two against two, with its own
    even.step()
    #expect(even.choices[0] == 0)
    let odd = try study(star, beliefs, MajorityRule(includesSelf: false).policy(), seed: 1)  // one against two
    odd.step()
    #expect(odd.choices[0] == 1)
  }
}

@Suite struct CrossInhibitionTests {
  @Test func `another opinion makes undecided, and the undecided adopt what they meet`() throws {
    let pair = try study(.complete(2), [[1, 0, 0], [0, 1, 0]], CrossInhibition().policy(), seed: 1)
    pair.step()
    #expect(pair.beliefs.allSatisfy { abs($0 - 1.0 / 3) < 1e-6 })
    pair.step()  // nobody speaks any more
    #expect(pair.beliefs.allSatisfy { abs($0 - 1.0 / 3) < 1e-6 })
    let recruit = try study(.complete(2), [[0, 1, 0], [1.0 / 3, 1.0 / 3, 1.0 / 3]], CrossInhibition().policy(), seed: 1)
    recruit.step()
    #expect(recruit.beliefs == [0, 1, 0, 0, 1, 0])
  }

  @Test func `an early majority wins where qualities are alike, the better option where they are not`() throws {
    let majority = try outcome(0..<60, nodes: 60, first: 39, qualities: nil, CrossInhibition().policy())
    #expect(majority.right >= 54, "\(majority)")
    let better = try outcome(0..<60, nodes: 60, first: 30, qualities: [1, 0.6], CrossInhibition().policy())
    #expect(better.right >= 54, "\(better)")
  }
}

@Suite struct QuorumTests {
  @Test func `nobody moves before k drawn neighbours agree`() throws {
    let star = Graph(nodeCount: 3, edges: [(0, 1), (0, 2)])
    var moved = 0
    for seed in 0..<400 as Range<UInt64> {
      // One of two neighbours differs: 3 draws all meet it in one of 8 cases
      let study = try study(star, [[1, 0], [1, 0], [0, 1]], Unanimity(count: 3).policy(), seed: seed)
      study.step()
      if study.choices[0] == 1 { moved += 1 }
    }
    #expect(abs(moved - 50) <= 27, "\(moved) of 400")  // 4 σ
  }

  @Test func `a larger k decides for the larger camp more often`() throws {
    let one = try outcome(0..<60, first: 30, qualities: nil, Unanimity(count: 1).policy())
    let three = try outcome(0..<60, first: 30, qualities: nil, Unanimity(count: 3).policy())
    #expect(three.agreed == 60 && three.right > one.right && three.right >= 50, "\(one) \(three)")
  }

  @Test func `at its threshold a node follows in half of all cases`() throws {
    let star = Graph(nodeCount: 5, edges: [(0, 1), (0, 2), (0, 3), (0, 4)])
    for steepness in [1, 4, 20] as [Float] {
      var moved = 0
      for seed in 0..<400 as Range<UInt64> {
        let study = try study(star, [[1, 0], [1, 0], [1, 0], [0, 1], [0, 1]], QuorumRule(threshold: 0.5, steepness: steepness).policy(), seed: seed)
        study.step()
        if study.choices[0] == 1 { moved += 1 }
      }
      #expect(abs(moved - 100) <= 35, "\(moved) of 400, steepness \(steepness)")  // meets one of the two in half, follows in half
    }
  }
}

@Suite struct BoundedConfidenceTests {
  private func opinions(_ values: [Float]) -> [[Float]] { values.map { [$0, 1 - $0] } }

  @Test func `who is further apart than epsilon never hears the other`() throws {
    let apart = try study(.complete(4), opinions([0, 0.1, 0.8, 0.9]), BoundedConfidence(epsilon: 0.2).policy(), seed: 1)
    for _ in 0..<20 { apart.step() }
    let expected: [Float] = [0.05, 0.05, 0.85, 0.85]
    for node in 0..<4 { #expect(abs(apart.beliefs[2 * node] - expected[node]) < 1e-5) }
  }

  @Test func `the number of camps goes with 1 / (2 epsilon)`() throws {
    let nodes = 400
    for (epsilon, camps) in [(0.5, 1...1), (0.15, 2...3), (0.05, 6...10)] as [(Float, ClosedRange<Int>)] {
      let study = try study(.complete(nodes), opinions((0..<nodes).map { Float($0) / Float(nodes - 1) }), BoundedConfidence(epsilon: epsilon).policy(), seed: 1)
      for _ in 0..<60 { study.step() }
      let ends = (0..<nodes).map { study.beliefs[2 * $0] }.sorted()
      let found = 1 + zip(ends, ends.dropFirst()).filter { $1 - $0 > epsilon / 2 }.count
      #expect(camps.contains(found), "\(found) camps at ε = \(epsilon)")
    }
  }

  @Test func `in pairs the mean is kept on average, and everybody meets`() throws {
    let pairs = try study(.complete(30), opinions((0..<30).map { Float($0) / 29 }), BoundedConfidence(epsilon: 1, isPairwise: true).policy(), seed: 4)
    for _ in 0..<60 { pairs.step() }
    let values = (0..<30).map { pairs.beliefs[2 * $0] }
    #expect(values.max()! - values.min()! < 1e-3 && abs(values[0] - 0.5) < 0.2, "\(values[0])")
  }
}

/// What the rule that was first sketched did wrong: each node adds its neighbours' choices, weighted by certainty, to its own.
@Suite struct SketchDefectTests {
  /// The sketch, word for word: no normalised step, no sharpening, ties to the first maximum.
  private static var sketch: NativePolicy { NativePolicy(kind: "consensus", name: "sketch", taking: [3, 2], [
    { frame, _ in
      let belief = frame.argumentElements(0, Float.self), neighbours = frame.argumentElements(1, Float.self), out = frame.outputElements(2, Float.self)
      let options = belief.count, certainty = frame.elements(4, Float.self)
      for k in 0..<options { out[k] = belief[k] }
      for row in 0..<neighbours.count / options {
        var choice = 0
        for k in 0..<options where neighbours[row * options + k] > neighbours[row * options + choice] { choice = k }
        out[choice] += 0.1 * certainty[row + 1]
      }
      let sum = out.reduce(0, +)
      for k in 0..<options { out[k] /= sum }
    }, nil,
  ]) }

  private func lattice(_ policy: any Policy, seed: UInt64) throws -> Population {
    var setup = PopulationSetup(options: 10)
    setup.countsCamps = false
    return try Population(Graph(lattice: data("consensus_nets/30-1"), path: "30-1"), setup, seed: seed, policy: policy)
  }

  @Test func `where the sketch freezes split, the rules built here agree`() throws {
    var frozen = 0
    for seed in 0..<10 as Range<UInt64> {
      if !(try lattice(Self.sketch, seed: seed).run(rounds: 1_000)) { frozen += 1 }
      #expect(try lattice(EntropyRule().policy(), seed: seed).run(rounds: 1_000), "entropy, seed \(seed)")
      #expect(try lattice(LocalNegotiation().policy(), seed: seed).run(rounds: 1_000), "local negotiation, seed \(seed)")
    }
    #expect(frozen >= 8, "\(frozen) of 10")
  }

  @Test func `averaging never decides between two opposed nodes, and the entropy rule does`() throws {
    let averaging = try study(.complete(2), [[1, 0], [0, 1]], BoundedConfidence(epsilon: 1).policy(), seed: 1)
    for _ in 0..<50 { averaging.step() }
    #expect(averaging.beliefs == [0.5, 0.5, 0.5, 0.5])
    #expect(try study(.complete(2), [[1, 0], [0, 1]], EntropyRule().policy(), seed: 1).run(rounds: 50))
  }

  @Test func `a run ends, agreed or not, and says which`() throws {
    let apart = try study(Graph(nodeCount: 2, edges: []), [[1, 0], [0, 1]], EntropyRule().policy(), seed: 1)
    #expect(!apart.run(rounds: 40) && apart.round == 40)
    #expect(apart.run(rounds: 80, quorum: 0.5) && apart.round == 40)
  }

  @Test func `more neighbours never make a population slower`() throws {
    var means: [Double] = []
    for degree in [4, 8, 16, 32] {
      var total = 0
      for seed in 0..<10 as Range<UInt64> {
        var random = RandomStream(seed: seed, "test", "degree")
        let population = try Population(.regular(400, degree: degree, random: &random), PopulationSetup(options: 5), seed: seed, policy: EntropyRule().policy())
        #expect(population.run(rounds: 1_000), "degree \(degree), seed \(seed)")
        total += population.round
      }
      means.append(Double(total) / 10)
    }
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 * 1.1 >= $1 }, "\(means)")
  }
}
