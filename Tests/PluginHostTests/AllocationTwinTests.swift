import Policies
import Swarm
import Testing

/// A native rule, and the plugin that says the same in Lua.
@Suite struct AllocationTwinTests {
  private func choices(_ policy: any Policy, seed: UInt64) -> (choices: [Int], regret: Double, faults: Int) {
    var configuration = AllocationStudy.Configuration()
    (configuration.tasks, configuration.seed, configuration.drift) = (400, seed, .swap([200]))
    let study = AllocationStudy(configuration, policy: policy)
    study.run(.max)
    return (study.choices, study.regret, study.rule.slot.faultCount)
  }

  @Test(arguments: ["thompson", "ucb", "greedy", "trail", "random"])
  func `a plugin and its native twin make the same choices`(name: String) throws {
    let twins: [String: any Policy] = [
      "thompson": ThompsonRule().policy(), "ucb": UpperConfidenceRule().policy(), "greedy": GreedyRule().policy(), "trail": TrailRule().policy(),
      "random": RandomRule().policy(),
    ]
    for seed in 0..<5 as Range<UInt64> {
      let native = choices(twins[name]!, seed: seed), plugin = choices(try Shipped.host.policy("allocation/\(name)").policy, seed: seed)
      #expect(native == plugin, "seed \(seed)")
      #expect(native.faults == 0)
    }
  }
}
