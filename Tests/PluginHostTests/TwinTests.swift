import Kernels
import PluginHost
import Policies
import Swarm
import Testing

/// MAX–MIN is there twice, in Swift and as a plugin that people copy: nobody can tell them apart by their answers.
@Suite struct TwinTests {
  private static func instance() -> TravellingSalesman {
    var random = RandomStream(seed: 1, "test", "cities")
    return TravellingSalesman(name: "random", points: (0..<40).map { _ in (1_000 * random.uniform(), 1_000 * random.uniform()) })
  }

  @Test(arguments: LocalSearch.allCases)
  func `ants walk the same tours by the native rule and by its plugin`(search: LocalSearch) throws {
    let problem = Self.instance(), plugin = try Shipped.host.policy("pheromone/max_min").policy
    let colonies = [MaxMinRule().policy(), plugin].map {
      AntColony(problem, .init(ants: 20, localSearch: search), policy: $0, random: RandomStream(seed: 1, "test"))
    }
    for round in 1...400 {
      for colony in colonies { colony.step() }
      #expect(colonies[0].best == colonies[1].best && colonies[0].meanLength == colonies[1].meanLength, "round \(round)")
      #expect(colonies[0].branching == colonies[1].branching && colonies[0].restarts == colonies[1].restarts, "round \(round)")
    }
    #expect(colonies[1].rule.slot.faults.isEmpty, "\(colonies[1].rule.slot.faults)")
  }

  @Test func `trails of tasks are the same by the native rule and by its plugin`() throws {
    let tables = [MaxMinRule().policy(), try Shipped.host.policy("pheromone/max_min").policy].map { policy in
      let rule = PheromoneRule(random: RandomStream(seed: 1, "test"))
      rule.slot.use(policy)
      return TrailTable(rule: rule)
    }
    var random = RandomStream(seed: 2, "test", "outcomes")
    for outcome in 0..<500 as Range<Int64> {
      let type = random.below(3), node = random.below(8), quality = max(0, 1.2 * random.uniform() - 0.2), now = outcome * 1_000_000
      for table in tables { try table.deposit(type: type, node: node, quality: min(1, quality), now: now) }
      #expect(tables[0].weight(type: type, node: node, heuristic: 0.7, now: now + 500) == tables[1].weight(type: type, node: node, heuristic: 0.7, now: now + 500))
    }
  }
}
