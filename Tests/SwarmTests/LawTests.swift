import Kernels
import Policies
import Swarm
import Testing
import Topology

/// A law and a native rule, for test arguments.
struct NativeRule: CustomTestStringConvertible, Sendable {
  let kind: PolicyKind
  /// Whether who draws what depends on who is asked first.
  var tossesCoins = false
  let make: @Sendable () -> any Policy
  var testDescription: String { "\(kind.name)/\(make().identity.name)" }

  static let all = [
    NativeRule(kind: ConsensusKind.kind) { BayesianSharing().policy() },
    NativeRule(kind: ConsensusKind.kind) { BayesBots().policy() },
    NativeRule(kind: ConsensusKind.kind) { BayesBots(prior: 1, confidence: 0.6, hasFeedback: true).policy() },
    NativeRule(kind: ConsensusKind.kind) { BoundedConfidence().policy() },
    NativeRule(kind: ConsensusKind.kind, tossesCoins: true) { BoundedConfidence(epsilon: 0.8, isPairwise: true).policy() },
    NativeRule(kind: ConsensusKind.kind, tossesCoins: true) { CrossInhibition().policy() },
    NativeRule(kind: ConsensusKind.kind) { DiscreteBayes().policy() },
    NativeRule(kind: ConsensusKind.kind, tossesCoins: true) { DirectModulation(dissemination: 1, exploration: 0.5).policy() },
    NativeRule(kind: ConsensusKind.kind) { EntropyRule().policy() },
    NativeRule(kind: ConsensusKind.kind) { LocalNegotiation().policy() },
    NativeRule(kind: ConsensusKind.kind) { MajorityRule().policy() },
    NativeRule(kind: ConsensusKind.kind, tossesCoins: true) { MajorityRule(dissemination: 1, exploration: 0.5, sample: 2).policy() },
    NativeRule(kind: ConsensusKind.kind, tossesCoins: true) { QuorumRule().policy() },
    NativeRule(kind: ConsensusKind.kind, tossesCoins: true) { Unanimity().policy() },
    NativeRule(kind: ConsensusKind.kind, tossesCoins: true) { VoterRule().policy() },
    NativeRule(kind: PheromoneKind.kind) { MaxMinRule().policy() },
    NativeRule(kind: AllocationKind.kind) { ThompsonRule().policy() },
    NativeRule(kind: MemoryKind.kind) { EvidenceRule().policy() },
    NativeRule(kind: AllocationKind.kind) { UpperConfidenceRule().policy() },
    NativeRule(kind: AllocationKind.kind) { GreedyRule().policy() },
    NativeRule(kind: AllocationKind.kind) { TrailRule().policy() },
    NativeRule(kind: AllocationKind.kind) { RandomRule().policy() },
  ]
}

@Suite struct LawTests {
  @Test(arguments: NativeRule.all)
  func `native rules keep every law of their kind`(rule: NativeRule) throws {
    for law in rule.kind.laws {
      for seed in 0..<100 as Range<UInt64> {
        var random = RandomStream(seed: seed, "law", law.name)
        #expect(throws: Never.self, "\(law.name), seed \(seed)") { try law.check(rule.make(), &random) }
      }
    }
  }

  @Test func `one node at a time, the native rules answer as for all at once`() throws {
    for rule in NativeRule.all where rule.kind.name == "consensus" && !rule.tossesCoins {
      let whole = rule.make()
      let single = NativePolicy(
        kind: "consensus", name: "single", [{ frame, instance in try! whole.call(0, instance: instance, frame) }, nil])
      var random = RandomStream(seed: 8, "test", "single")
      let beliefs = PopulationSetup.Opening.drawn(agents: 30, options: 5, random: &random)
      let graph = Graph.regular(30, degree: 4, random: &random)
      let a = try Population(graph, beliefs: beliefs, options: 5, policy: whole, seed: 1)
      let b = try Population(graph, beliefs: beliefs, options: 5, policy: single, seed: 1)
      for _ in 0..<4 {
        a.step()
        b.step()
        #expect(a.beliefs == b.beliefs, "\(whole.identity.name)")
      }
      #expect(b.slot.faults.isEmpty)
    }
  }
}
