import Kernels
import Policies
import Swarm
import Testing

private func table() -> TrailTable { TrailTable(rule: PheromoneRule(random: RandomStream(seed: 1, "test"))) }

@Suite struct TrailTableTests {
  /// Pruned trails that read as a default of 0.1 would be ten times as attractive as a living one of 0.01.
  @Test func `a faded or unknown trail is never more attractive than a living one`() throws {
    let trails = table()
    try trails.deposit(type: 0, node: 1, quality: 1, now: 0)
    let hour: Int64 = 3_600_000_000
    for time in stride(from: 0 as Int64, through: 100 * hour, by: Int(hour)) {
      let living = trails.strength(type: 0, node: 1, now: time)
      #expect(trails.strength(type: 0, node: 2, now: time) <= living)
      #expect(trails.weight(type: 0, node: 2, now: time) <= trails.weight(type: 0, node: 1, now: time))
    }
    #expect(trails.strength(type: 0, node: 1, now: 100 * hour) == trails.rule.tauMin)
  }

  @Test func `trails stay within their limits however often they are fed`() throws {
    let trails = table()
    for time in 0..<1_000 as Range<Int64> { try trails.deposit(type: 0, node: 1, quality: 1, now: time) }
    #expect(trails.strength(type: 0, node: 1, now: 1_000) <= trails.rule.tauMax)
    for time in 1_000..<2_000 as Range<Int64> { try trails.deposit(type: 0, node: 1, quality: 0, now: time) }
    #expect(trails.strength(type: 0, node: 1, now: 2_000) >= trails.rule.tauMin)
  }

  @Test func `evaporation goes by time, not by how often one looks`() throws {
    let (watched, left) = (table(), table())
    for trails in [watched, left] {
      for time in 0..<20 as Range<Int64> { try trails.deposit(type: 0, node: 1, quality: 1, now: time) }
    }
    for time in stride(from: 20 as Int64, to: 300_000_000, by: 1_000_000 as Int) { _ = watched.strength(type: 0, node: 1, now: time) }
    #expect(watched.strength(type: 0, node: 1, now: 300_000_000) == left.strength(type: 0, node: 1, now: 300_000_000))
    #expect(left.strength(type: 0, node: 1, now: 300_000_000) < left.strength(type: 0, node: 1, now: 20))
  }

  @Test func `failure lowers a trail`() throws {
    let trails = table()
    for _ in 0..<5 { try trails.deposit(type: 3, node: 1, quality: 0.8, now: 0) }
    let before = trails.strength(type: 3, node: 1, now: 0)
    try trails.deposit(type: 3, node: 1, quality: 0, now: 0)
    #expect(trails.strength(type: 3, node: 1, now: 0) < before)
  }

  @Test(arguments: [Double.nan, -0.1, -.infinity, .infinity, 1.01])
  func `a quality outside 0…1 is refused and changes nothing`(quality: Double) throws {
    let trails = table()
    try trails.deposit(type: 0, node: 1, quality: 1, now: 0)
    let before = trails.strength(type: 0, node: 1, now: 0)
    #expect(throws: SwarmError.self) { try trails.deposit(type: 0, node: 1, quality: quality, now: 0) }
    #expect(throws: SwarmError.self) { try trails.deposit(type: 0, node: 2, quality: quality, now: 0) }
    #expect(trails.strength(type: 0, node: 1, now: 0) == before && trails.count == 1)
  }

  @Test func `the leaders are the strongest trails, strongest first`() throws {
    let trails = table()
    for node in 0..<30 {
      for _ in 0...(node * 7) % 30 { try trails.deposit(type: 2, node: node, quality: 1, now: 0) }
    }
    let expected = (0..<30).sorted { ($0 * 7) % 30 > ($1 * 7) % 30 }.prefix(TrailTable.leadersMax).map(Int32.init)
    let found = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 16) { nodes in
      Array(nodes[..<trails.strongest(type: 2, into: nodes)])
    }
    #expect(found == Array(expected))
    let none = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1) { trails.strongest(type: 9, into: $0) }
    #expect(none == 0)
  }

  @Test func `many pairs are told apart`() throws {
    let trails = table()
    for type in 0..<20 { for node in 0..<200 where (type + node) % 3 == 0 { try trails.deposit(type: type, node: node, quality: 1, now: 0) } }
    for type in 0..<20 {
      for node in 0..<200 {
        #expect((trails.strength(type: type, node: node, now: 0) > trails.rule.tauMin) == ((type + node) % 3 == 0))
      }
    }
  }
}
