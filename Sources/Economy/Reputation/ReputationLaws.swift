import Kernels
import Policies

extension Reputation {
  /// What every reputation rule keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("a score is between zero and one", "Also for no evidence at all, and for a great deal of it.") { policy, random in
        try forRandomEvidence(policy, &random) { question, _ in
          do throws(PolicyFault) { _ = try question.score(question.good, question.bad) } catch { return error.description }
          return nil
        }
      },
      Law("more good evidence never scores lower", "A good outcome never lowers a score, a bad one never raises it.") { policy, random in
        try forRandomEvidence(policy, &random) { question, _ in
          let before = try question.score(question.good, question.bad)
          let praised = try question.updated(question.good, question.bad, outcome: 1)
          let after = try question.score(praised.good, praised.bad)
          if after < before - 1e-12 { return "scores \(before), after a good outcome \(after)" }
          let blamed = try question.updated(question.good, question.bad, outcome: 0)
          let worse = try question.score(blamed.good, blamed.bad)
          return worse > before + 1e-12 ? "scores \(before), after a bad outcome \(worse)" : nil
        }
      },
      Law("decay composes", "Waiting twice fades as much as waiting once as long, so acting often doesn't dodge it.") { policy, random in
        try forRandomEvidence(policy, &random) { question, random in
          let (first, second) = (Int64(random.below(1_000_000_000)), Int64(random.below(1_000_000_000)))
          let half = try question.decayed(question.good, question.bad, first)
          let twice = try question.decayed(half.good, half.bad, second)
          let once = try question.decayed(question.good, question.bad, first + second)
          if isClose(twice.good, once.good) && isClose(twice.bad, once.bad) { return nil }
          return "after \(first) + \(second) µs (\(twice.good), \(twice.bad)), after both at once (\(once.good), \(once.bad))"
        }
      },
      Law("decay never adds evidence", "Time alone proves nothing.") { policy, random in
        try forRandomEvidence(policy, &random) { question, random in
          let time = Int64(random.below(1_000_000_000))
          let later = try question.decayed(question.good, question.bad, time)
          if later.good <= question.good && later.bad <= question.bad { return nil }
          return "after \(time) µs (\(later.good), \(later.bad))"
        }
      },
    ]
  }

  private static func isClose(_ x: Double, _ y: Double) -> Bool { abs(x - y) <= 1e-9 * max(1, abs(x), abs(y)) }

  private static func forRandomEvidence(
    _ policy: any Policy, _ random: inout RandomStream, _ problem: (Question, inout RandomStream) throws -> String?
  ) throws {
    let question = Question(policy, random)
    for round in 0..<256 {
      question.draw(&random, isEmpty: round == 0)
      if let problem = try problem(question, &random) {
        throw LawViolation("evidence (\(question.good), \(question.bad)): \(problem)")
      }
    }
  }
}

/// Puts evidence to a reputation rule, with nothing between the two.
private final class Question {
  let policy: any Policy
  let frame: PolicyFrame
  private(set) var good = 0.0
  private(set) var bad = 0.0

  init(_ policy: any Policy, _ random: RandomStream) {
    self.policy = policy
    frame = PolicyFrame(Reputation.kind, random: random)
  }

  func draw(_ random: inout RandomStream, isEmpty: Bool) {
    let scale = [1.0, 100.0, 1e6][random.below(3)]
    good = isEmpty ? 0 : random.uniform() * scale
    bad = isEmpty ? 0 : random.uniform() * scale
    frame.set(0, Int64(random.below(10_000_000)))
    frame.set(1, Int64(random.below(1_000_000_000)))
    frame.set(2, Int64(random.below(1_000_000)))
    frame.now += 1_000
  }

  func updated(_ a: Double, _ b: Double, outcome: Double) throws(PolicyFault) -> (good: Double, bad: Double) {
    frame.argument(2, outcome)
    return try evidence(Reputation.Call.update, a, b)
  }

  func decayed(_ a: Double, _ b: Double, _ elapsed: Int64) throws(PolicyFault) -> (good: Double, bad: Double) {
    frame.argument(2, elapsed)
    return try evidence(Reputation.Call.decay, a, b)
  }

  func score(_ a: Double, _ b: Double) throws(PolicyFault) -> Double {
    try call(Reputation.Call.score, a, b)
    return frame.numberResult(0)!
  }

  private func evidence(_ function: Int, _ a: Double, _ b: Double) throws(PolicyFault) -> (good: Double, bad: Double) {
    try call(function, a, b)
    return (frame.numberResult(0)!, frame.numberResult(1)!)
  }

  private func call(_ function: Int, _ a: Double, _ b: Double) throws(PolicyFault) {
    frame.argument(0, a)
    frame.argument(1, b)
    try policy.call(function, instance: 0, frame)
    try frame.checkResults(function, of: policy)
  }
}
