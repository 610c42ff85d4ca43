import Colony
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
