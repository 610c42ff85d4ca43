import Kernels
import Policies
import Swarm
import Testing

/// A law and a native rule, for test arguments.
struct NativeRule: CustomTestStringConvertible, Sendable {
  let kind: PolicyKind
  let make: @Sendable () -> any Policy
  var testDescription: String { "\(kind.name)/\(make().identity.name)" }

  static let all = [
    NativeRule(kind: ConsensusKind.kind) { EntropyRule().policy() },
    NativeRule(kind: ConsensusKind.kind) { LocalNegotiation().policy() },
    NativeRule(kind: ConsensusKind.kind) { VoterRule().policy() },
    NativeRule(kind: ConsensusKind.kind) { MajorityRule().policy() },
    NativeRule(kind: PheromoneKind.kind) { MaxMinRule().policy() },
    NativeRule(kind: AllocationKind.kind) { ThompsonRule().policy() },
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
    for rule in NativeRule.all where rule.kind.name == "consensus" && rule.make().identity.name != "voter" {
      let whole = rule.make()
      let single = NativePolicy(
        kind: "consensus", name: "single", [{ frame, instance in try! whole.call(0, instance: instance, frame) }, nil])
      var random = RandomStream(seed: 8, "test", "single")
      let beliefs = ConsensusStudy.randomBeliefs(nodes: 30, options: 5, random: &random)
      let lists = NeighbourLists(.regular(30, degree: 4, random: &random))
      let a = try ConsensusStudy(lists, beliefs: beliefs, options: 5, policy: whole, random: RandomStream(seed: 1, "test"))
      let b = try ConsensusStudy(lists, beliefs: beliefs, options: 5, policy: single, random: RandomStream(seed: 1, "test"))
      for _ in 0..<4 {
        a.step()
        b.step()
        #expect(a.beliefs == b.beliefs, "\(whole.identity.name)")
      }
      #expect(b.slot.faults.isEmpty)
    }
  }
}
