import Economy
import Kernels
import Policies
import Testing

private let minute: Int64 = 60_000_000

@Suite struct ReputationTests {
  @Test func `a newcomer scores one half, an honest node more, a bad one less`() {
    let rule = ReputationRule(count: 3, seed: 1)
    for task in 0..<20 {
      rule.record(node: 1, outcome: 1, task: task, at: Int64(task))
      rule.record(node: 2, outcome: 0, task: task, at: Int64(task))
    }
    #expect(rule.score(of: 0, at: 20) == 0.5)
    #expect(rule.score(of: 1, at: 20) > 0.9 && rule.score(of: 2, at: 20) < 0.1)
    let newcomer = rule.join(at: 20)
    #expect(newcomer == 3 && rule.count == 4 && rule.score(of: newcomer, at: 20) < rule.score(of: 1, at: 20))
  }

  @Test func `evidence halves every ten minutes, towards the newcomer's score`() {
    let rule = ReputationRule(count: 1, seed: 1)
    for task in 0..<8 { rule.record(node: 0, outcome: 1, task: task, at: 0) }
    #expect(abs(rule.evidence(of: 0, at: 10 * minute).good - 4) < 1e-9)
    #expect(abs(rule.evidence(of: 0, at: 30 * minute).good - 1) < 1e-9)
    #expect(abs(rule.score(of: 0, at: 10_000 * minute) - 0.5) < 1e-9)
  }

  @Test func `reading a score changes nothing, however often`() {
    let (watched, alone) = (ReputationRule(count: 1, seed: 1), ReputationRule(count: 1, seed: 1))
    for step in 0..<100 as Range<Int64> {
      for _ in 0..<step % 5 { _ = watched.score(of: 0, at: step * 777_777 - 1) }
      for rule in [watched, alone] { rule.record(node: 0, outcome: step % 3 == 0 ? 0 : 1, task: Int(step), at: step * 777_777) }
      #expect(watched.score(of: 0, at: step * 777_777) == alone.score(of: 0, at: step * 777_777))
    }
  }

  @Test func `acting often does not dodge decay`() {
    let (busy, idle) = (ReputationRule(count: 1, seed: 1), ReputationRule(count: 1, seed: 1))
    for rule in [busy, idle] { for task in 0..<10 { rule.record(node: 0, outcome: 0, task: task, at: 0) } }
    // Outcomes of one half move both counts alike; take their own, faded, share off again.
    for second in 1...600 as ClosedRange<Int64> { _ = busy.evidence(of: 0, at: second * 1_000_000) }
    busy.record(node: 0, outcome: 0.5, task: 11, at: 5 * minute)
    let (late, early) = (busy.evidence(of: 0, at: 10 * minute), idle.evidence(of: 0, at: 10 * minute))
    #expect(abs(late.bad - (early.bad + 0.5 * 0.5.squareRoot())) < 1e-9)
  }

  @Test func `time does not run backwards`() {
    let rule = ReputationRule(count: 1, seed: 1)
    rule.record(node: 0, outcome: 1, task: 0, at: 10 * minute)
    rule.record(node: 0, outcome: 1, task: 1, at: 0)
    #expect(rule.evidence(of: 0, at: 0).good == 2)
    #expect(abs(rule.evidence(of: 0, at: 20 * minute).good - 1) < 1e-9)
  }

  @Test(arguments: [Double.nan, -1, 2, .infinity]) func `a wrong score never leaves the slot`(score: Double) {
    let slot = PolicySlot(Reputation.kind)
    slot.use(NativePolicy(kind: "reputation", name: "wild", [
      { frame, _ in frame.result(0, 1.0); frame.result(1, 1.0) },
      { frame, _ in frame.result(0, 1.0); frame.result(1, 1.0) },
      { frame, _ in frame.result(0, score) },
    ]))
    let rule = ReputationRule(slot, count: 1, seed: 1)
    rule.record(node: 0, outcome: 1, task: 0, at: 0)
    #expect(rule.score(of: 0, at: 0) == 0.5)
    #expect(slot.suspension != nil)
  }

  @Test func `evidence that grows by waiting is refused`() {
    let slot = PolicySlot(Reputation.kind)
    slot.use(NativePolicy(kind: "reputation", name: "growing", [
      { frame, _ in frame.result(0, frame.numberArgument(0)! + 1); frame.result(1, 0.0) },
      { frame, _ in frame.result(0, frame.numberArgument(0)! * 2); frame.result(1, 0.0) },
      { frame, _ in frame.result(0, 0.25) },
    ]))
    let rule = ReputationRule(slot, count: 1, seed: 1)
    rule.record(node: 0, outcome: 1, task: 0, at: 0)
    #expect(abs(rule.evidence(of: 0, at: 10 * minute).good - 0.5) < 1e-9)
    #expect(slot.suspension != nil)
  }

  @Test func `a rule sees stake, age and what was at risk`() {
    let slot = PolicySlot(Reputation.kind)
    slot.use(NativePolicy(kind: "reputation", name: "curious", [
      { frame, _ in
        frame.result(0, Double(frame.integer(0)! + frame.integer(1)!))
        frame.result(1, Double(frame.integer(2)!))
      },
      { frame, _ in
        frame.result(0, frame.numberArgument(0)!)
        frame.result(1, frame.numberArgument(1)!)
      },
      { frame, _ in frame.result(0, 0.5) },
    ]))
    let rule = ReputationRule(slot, count: 0, seed: 1)
    let node = rule.join(at: 100)
    rule.setStake(1_000, of: node)
    rule.record(node: node, outcome: 1, value: 77, task: 0, at: 130)
    #expect(rule.evidence(of: node, at: 130) == (1_030, 77))
  }
}
