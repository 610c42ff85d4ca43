import Kernels
import Policies
import Swarm
import Testing

@Suite struct PosteriorTests {
  private func isFinite(_ posterior: Posterior) -> Bool {
    [posterior.meanLogLatency, posterior.variance, posterior.observations, posterior.successA, posterior.successB].allSatisfy(\.isFinite)
      && posterior.variance > 0
  }

  @Test(arguments: [0, 1, 2, 1_000])
  func `beliefs are finite and uncertain after equal observations`(count: Int) {
    let table = PosteriorTable()
    for _ in 0..<count { table.observe(type: 1, node: 2, latency: 20_000, succeeded: true, now: 0) }
    #expect(isFinite(table.posterior(type: 1, node: 2, now: 0)))
  }

  @Test func `a latency of zero or none is taken`() {
    let table = PosteriorTable()
    table.observe(type: 0, node: 0, latency: 0, succeeded: true, now: 5)
    table.observe(type: 0, node: 0, latency: nil, succeeded: false, now: 5)
    let posterior = table.posterior(type: 0, node: 0, now: 5)
    #expect(isFinite(posterior) && posterior.observations == 1 && posterior.successA == 2 && posterior.successB == 2)
  }

  /// The sample variance alone, as a posterior, would not shrink at all.
  @Test func `variance falls as one over the number of observations`() {
    func variance(_ count: Int) -> Double {
      var random = RandomStream(seed: 3, "test", "variance")
      let table = PosteriorTable()
      for _ in 0..<count {
        table.observe(type: 0, node: 0, latency: Int64(Reproducible.exp(9 + random.normal())), succeeded: true, now: 0)
      }
      return table.posterior(type: 0, node: 0, now: 0).variance
    }
    let few = variance(100), many = variance(10_000)
    #expect(many < few / 60 && many > few / 170, "\(few) → \(many)")
  }

  @Test func `beliefs come near the truth`() {
    var random = RandomStream(seed: 4, "test", "truth")
    let table = PosteriorTable()
    for _ in 0..<3_000 {
      table.observe(type: 0, node: 0, latency: Int64(Reproducible.exp(9 + 0.5 * random.normal())), succeeded: random.uniform() < 0.7, now: 0)
    }
    let posterior = table.posterior(type: 0, node: 0, now: 0)
    #expect(abs(posterior.meanLogLatency - 9) < 0.05)
    #expect(abs(posterior.successA / (posterior.successA + posterior.successB) - 0.7) < 0.04)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `evidence merged in parts is the evidence of the whole`(seed: UInt64) {
    var random = RandomStream(seed: seed, "test", "merge")
    var whole = Evidence(), parts = [Evidence(), Evidence(), Evidence()]
    for _ in 0..<random.below(40) {
      let (latency, succeeded) = (random.below(4) == 0 ? nil : 8 + random.normal(), random.uniform() < 0.6)
      whole.add(logLatency: latency, succeeded: succeeded)
      parts[random.below(3)].add(logLatency: latency, succeeded: succeeded)
    }
    var merged = parts[2]
    merged.merge(parts[0])
    merged.merge(parts[1])
    for (a, b) in [(whole.count, merged.count), (whole.mean, merged.mean), (whole.squares, merged.squares), (whole.successes, merged.successes)] {
      #expect(abs(a - b) <= 1e-9 * max(1, abs(a)))
    }
  }

  @Test func `a repeated report counts once, a newer one replaces it`() throws {
    let mine = PosteriorTable(), theirs = PosteriorTable()
    for _ in 0..<10 { theirs.observe(type: 0, node: 5, latency: 1_000, succeeded: true, now: 0) }
    for _ in 0..<4 { try mine.report(theirs.evidence(type: 0, node: 5, now: 0), type: 0, node: 5, from: 3, now: 0) }
    #expect(mine.posterior(type: 0, node: 5, now: 0).observations == 10)
    theirs.observe(type: 0, node: 5, latency: 1_000, succeeded: false, now: 0)
    try mine.report(theirs.evidence(type: 0, node: 5, now: 0), type: 0, node: 5, from: 3, now: 0)
    try mine.report(theirs.evidence(type: 0, node: 5, now: 0), type: 0, node: 5, from: 4, now: 0)
    #expect(mine.posterior(type: 0, node: 5, now: 0).observations == 22)
    // What came by report is not its own to pass on
    #expect(mine.evidence(type: 0, node: 5, now: 0) == Evidence())
  }

  @Test func `a report that is not a number is refused`() {
    let table = PosteriorTable()
    var bad = Evidence()
    bad.squares = .nan
    #expect(throws: SwarmError.self) { try table.report(bad, type: 0, node: 0, from: 1, now: 0) }
    #expect(table.posterior(type: 0, node: 0, now: 0) == Posterior(Prior(), Evidence()))
  }

  @Test func `old observations fade, in one step as in two`() {
    let table = PosteriorTable(memory: 1_000_000)
    for _ in 0..<100 { table.observe(type: 0, node: 0, latency: 500, succeeded: true, now: 0) }
    #expect(abs(table.posterior(type: 0, node: 0, now: 1_000_000).observations - 100 * Reproducible.exp(-1)) < 1e-9)
    #expect(table.posterior(type: 0, node: 0, now: 100_000_000).observations < 1e-9)
    let (once, twice) = (PosteriorTable(memory: 1_000), PosteriorTable(memory: 1_000))
    for table in [once, twice] { table.observe(type: 0, node: 0, latency: 9, succeeded: true, now: 0) }
    twice.observe(type: 0, node: 0, latency: 9, succeeded: true, now: 300)
    once.observe(type: 0, node: 0, latency: 9, succeeded: true, now: 300)
    _ = twice.posterior(type: 0, node: 0, now: 500)
    #expect(once.posterior(type: 0, node: 0, now: 700) == twice.posterior(type: 0, node: 0, now: 700))
  }
}

@Suite struct AllocationRuleTests {
  private static let means = [9.0, 9.4, 9.8, 10, 10.2, 10.4, 10.6, 11]

  /// Regret, in expected µs, of T choices among eight nodes that are known only by their outcomes.
  private func regret(_ policy: (any Policy)?, tasks: Int, seed: UInt64) -> (half: Double, whole: Double) {
    let table = PosteriorTable(prior: Prior(meanLogLatency: 9), memory: .infinity)
    let rule = AllocationRule(random: RandomStream(seed: seed, "test", "choice"))
    if let policy { rule.slot.use(policy) }
    var world = RandomStream(seed: seed, "test", "world")
    var regret = 0.0, half = 0.0
    for task in 0..<tasks {
      if task == tasks / 2 { half = regret }
      rule.clear()
      for node in 0..<8 { rule.add(posterior: table.posterior(type: 0, node: node, now: 0), trail: 0, load: 0, rtt: 0) }
      let node = rule.choose(lane: UInt64(task), now: 0)
      table.observe(type: 0, node: node, latency: Int64(Reproducible.exp(Self.means[node] + 0.3 * world.normal())), succeeded: true, now: 0)
      regret += Reproducible.exp(Self.means[node]) - Reproducible.exp(Self.means[0])
    }
    return (half, regret)
  }

  private static var uniform: any Policy {
    NativePolicy(
      kind: "allocation", name: "uniform",
      [{ frame, _ in
        var random = RandomStream(seed: 0)
        random.state = frame.random
        frame.result(0, Int64(random.below(8) + 1))
      }])
  }

  @Test func `regret grows like log T and beats uniform`() {
    var late = 0.0, early = 0.0, uniform = 0.0
    for seed in 0..<5 as Range<UInt64> {
      let (half, whole) = regret(nil, tasks: 4_000, seed: seed)
      early += half
      late += whole - half
      uniform += regret(Self.uniform, tasks: 4_000, seed: seed).whole
    }
    #expect(late < 0.2 * early, "first half \(early), second \(late)")
    #expect(early + late < 0.02 * uniform, "\(early + late) of \(uniform)")
  }

  @Test func `the draw decides, not the order of the list`() {
    let rule = AllocationRule(random: RandomStream(seed: 1, "test"))
    var counts = [0, 0, 0]
    for lane in 0..<600 as Range<UInt64> {
      rule.clear()
      for _ in 0..<3 { rule.add(posterior: Posterior(Prior(), Evidence()), trail: 0, load: 0, rtt: 0) }
      counts[rule.choose(lane: lane, now: 0)] += 1
    }
    #expect(counts.allSatisfy { $0 > 150 }, "\(counts)")
  }

  @Test func `a long queue, a long way and failures each repel`() {
    var known = Evidence(), failing = Evidence()
    for _ in 0..<200 {
      known.add(logLatency: 9, succeeded: true)
      failing.add(logLatency: 9, succeeded: false)
    }
    let rule = AllocationRule(random: RandomStream(seed: 1, "test"))
    let good = Posterior(Prior(), known), bad = Posterior(Prior(), failing)
    for lane in 0..<50 as Range<UInt64> {
      rule.clear()
      rule.add(posterior: good, trail: 0, load: 9, rtt: 0)
      rule.add(posterior: good, trail: 0, load: 0, rtt: 900_000)
      rule.add(posterior: bad, trail: 0, load: 0, rtt: 0)
      rule.add(posterior: good, trail: 0, load: 0, rtt: 100)
      #expect(rule.choose(lane: lane, now: 0) == 3)
    }
  }

  @Test func `an index past the candidates is a fault, and the built-in rule answers`() {
    let rule = AllocationRule(random: RandomStream(seed: 1, "test"))
    rule.slot.use(NativePolicy(kind: "allocation", name: "wild", [{ frame, _ in frame.result(0, Int64(3)) }]))
    rule.add(posterior: Posterior(Prior(), Evidence()), trail: 0, load: 0, rtt: 0)
    rule.add(posterior: Posterior(Prior(), Evidence()), trail: 0, load: 0, rtt: 0)
    #expect((0...1).contains(rule.choose(lane: 1, now: 0)))
    #expect(rule.slot.faults.first!.description == "allocation/wild native: choose: index is 3, outside 1…2")
  }
}
