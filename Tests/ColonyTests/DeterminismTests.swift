import Colony
import Policies
import Simulation
import Testing

private func stormy(_ configuration: inout Configuration) {
  configuration.lossRatio = 0.05
  configuration.crashesPerHour = 2
  configuration.churn = "weibull"
  configuration.partition = 0.1
}

@Test func `the same seed gives the same digest, another seed another`() throws {
  func digest(seed: Int64) throws -> String {
    let colony = try smallColony {
      stormy(&$0)
      $0.seed = seed
    }
    colony.run()
    return colony.resultDigest
  }
  let first = try digest(seed: 1)
  #expect(try digest(seed: 1) == first)
  #expect(try digest(seed: 2) != first)
}

@Test func `pausing between any two events changes nothing`() throws {
  let whole = try smallColony(stormy)
  whole.run()
  let paused = try smallColony(stormy)
  var time: Microseconds = 0
  while !paused.isDone {
    time += 777_777
    paused.run(until: time)
    #expect(paused.now <= time)
  }
  #expect(paused.resultDigest == whole.resultDigest)
}

@Test func `an interrupted run goes on as if nothing had been`() throws {
  let whole = try smallColony()
  whole.run()
  let interrupted = try smallColony()
  var polls = 0
  while !interrupted.isDone {
    interrupted.run {
      polls += 1
      return polls % 37 == 0
    }
  }
  #expect(interrupted.resultDigest == whole.resultDigest)
}

@Test func `a rule in force under another name gives the same digest, another rule another`() throws {
  func digest(_ policy: (any Policy)?) throws -> String {
    let colony = try smallColony()
    colony.run(until: colony.duration / 2)
    if let policy { colony.policies["auction"]!.use(policy) }
    colony.run()
    return colony.resultDigest
  }
  let native = try digest(nil)
  let fallback = try smallColony().policies["auction"]!.fallback
  #expect(try digest(fallback) == native)
  let nobody = rule("auction", "nobody") {
    $0.resultNone(0)
    $0.resultNone(1)
  }
  #expect(try digest(nobody) != native)
}
