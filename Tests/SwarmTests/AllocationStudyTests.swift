import Kernels
import Policies
import Swarm
import Testing

private func run(_ policy: any Policy, _ change: (inout AllocationStudy.Configuration) -> Void = { _ in }) -> AllocationStudy {
  var configuration = AllocationStudy.Configuration()
  configuration.nodes = 8
  configuration.types = 1
  configuration.tasks = 2_000
  change(&configuration)
  let study = AllocationStudy(configuration, policy: policy)
  study.run(.max)
  return study
}

private func mean(_ policy: () -> any Policy, seeds: Range<UInt64> = 0..<8, _ change: (inout AllocationStudy.Configuration) -> Void = { _ in }) -> Double {
  seeds.reduce(0) { sum, seed in
    sum + run(policy()) {
      change(&$0)
      $0.seed = seed
    }.regret
  } / Double(seeds.count) / 1e6
}

@Suite struct AllocationStudyTests {
  @Test(arguments: ["thompson", "ucb"])
  func `regret grows like log T, not like T, and beats uniform`(name: String) throws {
    var regrets = [Double](repeating: 0, count: 500), tasks: [Double] = [], uniform = 0.0
    for seed in 0..<8 as Range<UInt64> {
      let study = run(name == "ucb" ? UpperConfidenceRule().policy() : ThompsonRule().policy()) { ($0.seed, $0.tasks) = (seed, 4_000) }
      tasks = study.course.map { Double($0.task) }
      for (place, point) in study.course.enumerated() { regrets[place] += point.regret }
      let random = run(RandomRule().policy()) { ($0.seed, $0.tasks) = (seed, 4_000) }
      uniform += random.regret
      #expect(random.growth!.linear.explained > 0.99, "seed \(seed)")
    }
    let logarithmic = try #require(LineFit(tasks.map { Reproducible.log($0) }, regrets)), linear = try #require(LineFit(tasks, regrets))
    #expect(logarithmic.slope > 0 && logarithmic.explained > 0.95 && linear.explained < 0.9, "\(logarithmic), \(linear)")
    #expect(regrets.last! < 0.05 * uniform, "\(regrets.last!) of \(uniform)")
  }

  @Test func `who explores beats who does not, and who estimates nothing`() {
    let thompson = mean { ThompsonRule().policy() }, ucb = mean { UpperConfidenceRule().policy() }
    let greedy = mean { GreedyRule().policy() }, trail = mean { TrailRule().policy() }, random = mean { RandomRule().policy() }
    #expect(thompson < greedy && ucb < greedy && greedy < trail && trail < random, "\([thompson, ucb, greedy, trail, random])")
  }

  @Test func `the course ends where the sums do, and never falls`() {
    let study = run(ThompsonRule().policy())
    #expect(study.done == 2_000 && study.choices.reduce(0, +) == 2_000 && study.course.count == 500)
    #expect(study.course.last!.task == 2_000 && study.course.last!.regret == study.regret && study.course.last!.optimal == study.optimal)
    #expect(zip(study.course, study.course.dropFirst()).allSatisfy { $0.regret <= $1.regret && $0.optimal <= $1.optimal })
  }

  @Test func `in parts as in one piece, a rule may be swapped between them`() {
    var configuration = AllocationStudy.Configuration()
    configuration.tasks = 600
    let parts = AllocationStudy(configuration, policy: ThompsonRule().policy()), whole = AllocationStudy(configuration, policy: ThompsonRule().policy())
    for count in [1, 99, 0, 300, .max] { parts.run(count) }
    whole.run(600)
    #expect(parts.regret == whole.regret && parts.choices == whole.choices)
    let swapped = AllocationStudy(configuration, policy: ThompsonRule().policy())
    swapped.run(300)
    swapped.rule.slot.use(RandomRule().policy())
    swapped.run(300)
    #expect(swapped.course.prefix(300) == whole.course.prefix(300) && swapped.regret > whole.regret)
  }

  @Test func `sharing what was seen lowers regret; alone, a submitter learns everything itself`() {
    let alone = mean { ThompsonRule().policy() } _: { $0.shares = false }
    let sharing = mean { ThompsonRule().policy() }
    #expect(sharing < 0.8 * alone, "\(sharing) of \(alone)")
  }

  @Test func `after a swap, who fades and who detects a change beat who remembers everything`() {
    func swapping(_ configuration: inout AllocationStudy.Configuration) { configuration.drift = .swap([1_000]) }
    let remembering = mean { ThompsonRule().policy() } _: { swapping(&$0) }
    let fading = mean { ThompsonRule().policy() } _: {
      swapping(&$0)
      $0.memory = 500
    }
    let detecting = mean { ThompsonRule().policy() } _: {
      swapping(&$0)
      $0.memory = 500
      $0.changeThreshold = 8
    }
    #expect(fading < 0.8 * remembering && detecting < 0.9 * fading, "\([remembering, fading, detecting])")
  }

  @Test func `where nothing changes, watching for changes costs little`() {
    let watching = mean { ThompsonRule().policy() } _: { $0.changeThreshold = 8 }
    let not = mean { ThompsonRule().policy() }
    #expect(watching < 1.15 * not, "\(watching), without \(not)")
  }

  @Test func `one node, one task, one submitter have nothing to regret`() {
    let lonely = run(ThompsonRule().policy()) {
      ($0.nodes, $0.types, $0.submitters, $0.tasks) = (1, 1, 1, 1)
    }
    #expect(lonely.regret == 0 && lonely.optimal == 1 && lonely.growth == nil)
    let failing = run(ThompsonRule().policy()) { $0.failures = 1 }
    #expect(failing.regret.isFinite)
  }
}

@Suite struct LineFitTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a line is found again, and noise explains nothing`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "test", "line")
    let (a, b) = (random.normal(), random.normal())
    let x = (0..<40).map { _ in 10 * random.uniform() }
    let exact = try #require(LineFit(x, x.map { a + b * $0 }))
    #expect(abs(exact.intercept - a) < 1e-9 && abs(exact.slope - b) < 1e-9 && exact.explained > 0.999_999)
    #expect(try #require(LineFit(x, x.map { _ in random.normal() })).explained < 0.5)
    #expect(LineFit([1, 1, 1], [1, 2, 3]) == nil && LineFit([1, 2], [1, 2]) == nil && LineFit([1, 2, 3], [4, 4, 4])?.explained == 1)
  }
}

@Suite struct BeliefSharingTests {
  /// What one node that saw everything itself would believe.
  private func central(_ seen: [(owner: Int, latency: Int64, succeeded: Bool)]) -> Posterior {
    let table = PosteriorTable(memory: .infinity)
    for (time, one) in seen.enumerated() { table.observe(type: 0, node: 0, latency: one.latency, succeeded: one.succeeded, now: Int64(time)) }
    return table.posterior(type: 0, node: 0, now: 1_000)
  }

  private func expectEqual(_ a: Posterior, _ b: Posterior, _ seed: UInt64) {
    for (x, y) in [(a.meanLogLatency, b.meanLogLatency), (a.variance, b.variance), (a.observations, b.observations), (a.successA, b.successA), (a.successB, b.successB)] {
      #expect(abs(x - y) < 1e-9 * max(1, abs(x)), "seed \(seed): \(a) and \(b)")
    }
  }

  /// However often everything goes round, in whatever order, everybody ends at the central posterior and not beyond.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `nodes that gossip in a ring come to the central posterior and stay there`(seed: UInt64) {
    var random = RandomStream(seed: seed, "test", "ring")
    let count = 3 + random.below(4)
    let tables = (0..<count).map { PosteriorTable(memory: .infinity, owner: $0) }
    var seen: [(owner: Int, latency: Int64, succeeded: Bool)] = []
    for time in 0..<60 {
      let one = (owner: random.below(count), latency: Int64(1_000 + random.below(50_000)), succeeded: random.below(5) > 0)
      seen.append(one)
      tables[one.owner].observe(type: 0, node: 0, latency: one.latency, succeeded: one.succeeded, now: Int64(time))
      let teller = random.below(count)
      tables[teller].relay(type: 0, node: 0, to: tables[(teller + 1) % count])
    }
    for _ in 0..<3 {
      for _ in 0..<count { for teller in 0..<count { tables[teller].relay(type: 0, node: 0, to: tables[(teller + 1) % count]) } }
      for table in tables { expectEqual(table.posterior(type: 0, node: 0, now: 1_000), central(seen), seed) }
    }
  }

  @Test func `an old report that comes late changes nothing, and one's own comes back as nothing`() throws {
    let mine = PosteriorTable(memory: .infinity, owner: 1), theirs = PosteriorTable(memory: .infinity, owner: 2)
    theirs.observe(type: 0, node: 0, latency: 900, succeeded: true, now: 5)
    let old = theirs.evidence(type: 0, node: 0, now: 5)
    theirs.observe(type: 0, node: 0, latency: 800, succeeded: true, now: 9)
    theirs.relay(type: 0, node: 0, to: mine)
    let before = mine.posterior(type: 0, node: 0, now: 9)
    try mine.report(old, type: 0, node: 0, from: 2, now: 5)
    mine.relay(type: 0, node: 0, to: theirs)
    #expect(mine.posterior(type: 0, node: 0, now: 9) == before && before.observations == 2)
    #expect(theirs.posterior(type: 0, node: 0, now: 9).observations == 2)
  }
}
