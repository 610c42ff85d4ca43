import Colony
import Policies
import Testing

@Test func `a swap takes effect between two events`() throws {
  let colony = try smallColony()
  colony.run(until: colony.duration / 2)
  let before = colony.metrics[.unserved]
  colony.policies["auction"]!.use(rule("auction", "nobody") {
    $0.resultNone(0)
    $0.resultNone(1)
  })
  let completed = colony.metrics[.completed]
  colony.run()
  #expect(colony.metrics[.unserved] > before + 50)
  #expect(colony.metrics[.completed] >= completed, "what was awarded before is served and paid")
}

@Test func `a rule that pays above the reserve is suspended at once, and costs nothing`() throws {
  let honest = try smallColony(), robbed = try smallColony()
  robbed.policies["auction"]!.use(rule("auction", "generous") { frame in
    frame.result(0, Int64(1))
    frame.result(1, Int64.max)
  })
  honest.run()
  robbed.run()
  let slot = robbed.policies["auction"]!
  #expect(slot.suspension != nil && slot.faultCount == 1)
  #expect(slot.faults[0].description.contains("payment"))
  #expect(honest.resultDigest == robbed.resultDigest, "the built-in rule answered in its place")
}

@Test func `a rule that answers NaN gets three strikes where no money moves`() throws {
  let colony = try smallColony()
  colony.policies["fitness"]!.use(rule("fitness", "nan") { $0.result(0, Double.nan) })
  colony.policies["allocation"]!.use(rule("allocation", "nowhere") { $0.result(0, Int64(999)) })
  colony.run()
  #expect(colony.policies["allocation"]!.faultCount == 3)
  #expect(colony.policies["allocation"]!.suspension != nil)
  #expect(colony.isDone)
}

@Test func `a colony has the fourteen kinds, each answered by its built-in rule`() throws {
  let colony = try smallColony(tasks: 1_500) { ($0.governance, $0.memory) = (true, "gossip") }  // long enough for a vote to end
  #expect(
    Set(colony.policies.slots.map(\.kind.name)) == [
      "auction", "bidding", "pricing", "consensus", "pheromone", "allocation", "fitness", "adapter", "aggregation", "reputation", "slashing",
      "governance", "business", "memory",
    ])
  colony.run()
  // Nodes without a business of their own bid by the bidding policy.
  for slot in colony.policies.slots where slot.kind.name != "business" { #expect(slot.calls > 0, "\(slot.kind.name) is connected") }
}
