import Kernels
import Swarm
import Testing
import Topology

@Suite struct BayesianTests {
  /// ln(share / 1 − share) of what everybody sees each round: option 1 in `share` of all cases.
  private func evidence(_ share: Double, nodes: Int) -> [Float] {
    (0..<nodes).flatMap { _ in [Float(Reproducible.log(share)), Float(Reproducible.log(1 - share))] }
  }

  private func bots(_ rule: BayesBots, share: Double, seed: UInt64, nodes: Int = 50) throws -> (right: Double, rounds: Int) {
    var random = RandomStream(seed: seed, "test", "bots")
    let study = try Population(
      .regular(nodes, degree: 6, random: &random), beliefs: [Float](repeating: 0.5, count: 2 * nodes), options: 2,
      policy: rule.policy(), seed: seed)
    study.evidence = evidence(share, nodes: nodes)
    study.countsGroups = false
    func decided(_ node: Int) -> Float { study.memory(of: node)[2] }
    repeat { study.step() } while study.round < 5_000 && (0..<nodes).contains { decided($0) == 0 }
    return (Double((0..<nodes).filter { decided($0) == 1 }.count) / Double(nodes), study.round)
  }

  @Test func `Bayes Bots are right about as often as they are sure, and feedback makes them faster`() throws {
    var right = [0.0, 0.0], rounds = [0, 0]
    for seed in 0..<12 as Range<UInt64> {
      for (i, rule) in [BayesBots(confidence: 0.95), BayesBots(confidence: 0.95, hasFeedback: true)].enumerated() {
        let run = try bots(rule, share: 0.6, seed: seed)
        right[i] += run.right / 12
        rounds[i] += run.rounds
      }
    }
    #expect(right.allSatisfy { $0 >= 0.9 }, "\(right)")
    #expect(rounds[1] < rounds[0], "\(rounds)")
  }

  @Test func `a decision is for good, and the counts go on`() throws {
    let study = try Population(
      .ring(3), beliefs: [1, 0, 1, 0, 1, 0], options: 2, policy: BayesBots(prior: 1, confidence: 0.8).policy(),
      seed: 1)
    study.step()
    #expect(study.memory(of: 0)[2] == 1)
    study.evidence = [0, -.infinity, -.infinity, 0, -.infinity, 0]
    for _ in 0..<50 { study.step() }
    #expect(study.memory(of: 0)[2] == 1 && study.choices == [0, 0, 0])
    #expect(study.memory(of: 0)[0] == 2 + 50 && study.memory(of: 0)[1] == 0 + 2 * 49)
  }

  @Test func `a node alone holds its own posterior exactly, whichever way it shares beliefs`() throws {
    let rows: [[Float]] = [[-1, -2, -0.5], [-0.2, -3, -1], [-2, -0.1, -0.7]]
    for policy in [BayesianSharing(floor: 1e-9).policy(), DiscreteBayes().policy()] {
      let study = try Population(
        Graph(nodeCount: 1, edges: []), beliefs: [1 / 3, 1 / 3, 1 / 3], options: 3, policy: policy, seed: 1)
      for row in rows {
        study.evidence = row
        study.step()
      }
      let sums = (0..<3).map { k in Double(rows.reduce(0) { $0 + $1[k] }) }
      let total = sums.reduce(0) { $0 + Reproducible.exp($1) }
      for k in 0..<3 { #expect(abs(Double(study.beliefs[k]) - Reproducible.exp(sums[k]) / total) < 1e-5, "\(policy.identity.name)") }
    }
  }

  /// Averaging over a clique is mixing in one round: the pool of log-beliefs is the central posterior's n-th root.
  @Test func `in a clique one round of sharing gives everybody the root of the central posterior`() throws {
    var random = RandomStream(seed: 6, "test", "clique")
    let (nodes, options) = (6, 4)
    let beliefs = PopulationSetup.Opening.drawn(agents: nodes, options: options, random: &random)
    let study = try Population(
      .complete(nodes), beliefs: beliefs, options: options, policy: BayesianSharing().policy(), seed: 1)
    study.step()
    let roots = (0..<options).map { k in
      Reproducible.exp((0..<nodes).reduce(0) { $0 + Reproducible.log(Double(beliefs[$1 * options + k])) } / Double(nodes))
    }
    for node in 0..<nodes {
      for k in 0..<options { #expect(abs(Double(study.beliefs[node * options + k]) - roots[k] / roots.reduce(0, +)) < 1e-6) }
    }
  }

  @Test func `what was heard decays, what was seen stays`() throws {
    // Node 1 saw something once; node 2 only hears it. When the link is cut, node 2 forgets.
    let policy = DiscreteBayes(decay: 0.5, share: 0.5).policy()
    let study = try Population(.complete(2), beliefs: [0.5, 0.5, 0.5, 0.5], options: 2, policy: policy, seed: 1)
    study.evidence = [0, -2, 0, 0]
    study.step()
    study.evidence = nil
    study.step()
    #expect(study.beliefs[2] > 0.7)
    #expect(abs(study.memory(of: 0)[1] + 2) < 1e-6 && study.memory(of: 1)[1] == 0)
  }

  @Test func `a thousand options are one belief among others`() throws {
    for name in NativeRules.names {
      for options in [1, 2, 1_000] {
        var random = RandomStream(seed: 3, "test", name)
        let graph = Graph(nodeCount: 9, edges: [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (6, 7)])  // and one alone
        let beliefs = PopulationSetup.Opening.drawn(agents: 9, options: options, random: &random)
        let study = try Population(graph, beliefs: beliefs, options: options, policy: NativeRules.policy(named: name)!, seed: 1)
        study.rate = 0.7
        study.evidence = (0..<9 * options).map { _ in -Float(random.uniform()) }
        for _ in 0..<15 { study.step() }
        #expect(study.slot.faults.isEmpty, "\(name), \(options) options: \(study.slot.faults)")
        #expect(study.beliefs.allSatisfy { $0 >= 0 && $0 <= 1.001 }, "\(name), \(options) options")
      }
    }
  }
}
