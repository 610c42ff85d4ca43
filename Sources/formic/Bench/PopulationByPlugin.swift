import Interface
import Kernels
import Policies
import Swarm
import Topology

/// P7 and P8 as a whole: a population's round with everything that is checked and measured in it, by a native rule and by plugins.
enum PopulationByPlugin {
  static let all: [BenchmarkCase] = [
    round("P7", "population's round, native entropy", .native { EntropyRule().policy() }, goal: "≤ 75 ns"),
    round("P7", "population's round, plugins/consensus/entropy.lua (update_all)", .plugin("consensus/entropy", options: Table()), goal: "≤ 75 ns"),
    round("P8", "population's round, native voter", .native { VoterRule().policy() }, goal: "≤ 75 ns"),
    round("P8", "population's round, plugins/consensus/voter.lua (update, one agent at a time)", .plugin("consensus/voter", options: Table()), goal: "≤ 2,100 ns"),
  ]

  private static func round(_ id: String, _ name: String, _ rule: @autoclosure @escaping @Sendable () -> RuleChoice, goal: String) -> BenchmarkCase {
    BenchmarkCase(id: id, name: name + ", 10,000 agents, 8-regular, 8 options", unit: "agent-steps/s", goal: goal) {
      var random = RandomStream(seed: 1, "bench")
      var setup = PopulationSetup(options: 8)
      setup.qualities = id == "P8" ? (0..<8).map { 1 - Float($0) / 16 } : nil
      setup.countsGroups = false
      setup.countsCamps = false
      do {
        let population = try Population(.regular(10_000, degree: 8, random: &random), setup, seed: 1, policy: EntropyRule().policy())
        try rule().use(in: population.slot, Workbench().host)
        return BenchmarkRun(operationsPerCall: 10_000) {
          population.step()
          return Double(population.followers)
        }
      } catch { preconditionFailure("\(error)") }
    }
  }
}
