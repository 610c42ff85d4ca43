import Kernels
import Policies

/// What every allocation policy keeps, on random shortlists.
enum AllocationLaws {
  static let all: [Law] = [isACandidate, sameDrawSameAnswer]

  private static let isACandidate = Law(
    "the answer is a candidate", "The index lies in 1 … count, whatever is known of the candidates."
  ) { policy, random in
    let list = Shortlist(&random)
    _ = try list.choose(policy, lane: random.next())
  }

  private static let sameDrawSameAnswer = Law(
    "the same draw gives the same answer", "Asked twice with the same candidates and the same random numbers, it answers the same."
  ) { policy, random in
    let list = Shortlist(&random)
    let lane = random.next()
    let answers = try (0..<4).map { _ in try list.choose(policy, lane: lane) }
    guard answers.allSatisfy({ $0 == answers[0] }) else {
      throw LawViolation("answers \(answers.map { $0 + 1 }) with the same draw among \(list.posteriors.count) candidates: \(list.posteriors)")
    }
  }
}

/// Candidates from unknown to well known, from idle to busy.
private struct Shortlist {
  var posteriors: [Posterior] = []
  private var trails: [Double] = []
  private var loads: [Double] = []
  private var rtts: [Int64] = []

  init(_ random: inout RandomStream) {
    for _ in 0..<1 + random.below(8) {
      var evidence = Evidence()
      for _ in 0..<random.below(20) {
        evidence.add(logLatency: 8 + 4 * random.uniform(), succeeded: random.uniform() < 0.8)
      }
      posteriors.append(Posterior(Prior(), evidence))
      trails.append(random.uniform())
      loads.append(Double(random.below(5)))
      rtts.append(Int64(random.below(400_000)))
    }
  }

  /// - Throws: the policy's fault.
  func choose(_ policy: any Policy, lane: UInt64) throws -> Int {
    let rule = AllocationRule(random: RandomStream(seed: 1, "law"))
    rule.slot.use(policy)
    for i in posteriors.indices { rule.add(posterior: posteriors[i], trail: trails[i], load: loads[i], rtt: rtts[i]) }
    let index = rule.choose(lane: lane, now: 0)
    if let fault = rule.slot.faults.first { throw fault }
    return index
  }
}
