import Colony
import Swarm
import Testing

@Test func `the Gini coefficient is 0 for equals and grows as one has all`() {
  #expect(giniCoefficient([5, 5, 5, 5]) == 0)
  #expect(giniCoefficient([0, 0, 0, 8]) == 0.75)
  #expect(giniCoefficient([]) == nil && giniCoefficient([0, 0]) == nil)
  #expect(abs(giniCoefficient([1, 2, 3, 4])! - 0.25) < 1e-12)
}

@Test func `latency quantiles are nearest ranks of completed tasks`() throws {
  let colony = try smallColony(tasks: 100)
  colony.run()
  let sorted = colony.metrics.latencies.sorted()
  #expect(sorted.count == colony.metrics[.completed])
  #expect(colony.metrics.latencyQuantile(0.5) == sorted[(sorted.count + 1) / 2 - 1])
  #expect(colony.metrics.latencyQuantile(1) == sorted.last)
}

@Test(arguments: [1, 2, 3] as [Int64])
func `allocation's regret against the truth is never negative, and larger where candidates are drawn alike`(seed: Int64) throws {
  let believing = try smallColony(nodes: 64, tasks: 3_000) { $0.seed = seed }
  let drawing = try smallColony(nodes: 64, tasks: 3_000) { $0.seed = seed }
  drawing.policies["allocation"]!.use(RandomRule().policy())
  for colony in [believing, drawing] {
    colony.run()
    let means = (colony.metrics.favouriteRegret.means + colony.metrics.awardRegret.means).compactMap { $0 }
    #expect(!means.isEmpty && means.allSatisfy { $0 >= 0 && $0.isFinite }, "seed \(seed)")
    #expect(colony.metrics.favouritesBest <= colony.metrics.shortlists)
  }
  let (few, many) = (believing.metrics.favouriteRegret.mean!, drawing.metrics.favouriteRegret.mean!)
  #expect(few < many, "seed \(seed): \(few) s a task, drawn alike \(many)")
}
