import CKernels
public import Policies

/// Weighted voter: a node adopts the choice of one neighbour, drawn with probability proportional to its weight (the
/// quality of the option it holds, or trust).
///
/// Valentini, Hamann & Dorigo, "Self-organized collective decision making: the weighted voter model", AAMAS 2014.
public struct VoterRule: NativeConsensusRule, Sendable {
  public static let name = "voter"
  public init() {}

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    for i in 0..<round.movers {
      var total: Float = 0
      for cell in round.hears(i) { total += round.weight(round.neighbour(cell)) }
      var left = Float(ck_stream_uniform(&random)) * total
      var heard = i
      if total > 0 {
        for cell in round.hears(i) {
          heard = round.neighbour(cell)
          left -= round.weight(heard)
          if left < 0 { break }
        }
      }
      round.adopt(Certainty.choice(round.belief(heard), round.options), by: i)
    }
  }
}

/// Majority: a node adopts the choice that weighs most among itself and its neighbours; of equals the one it believes in
/// most.
///
/// Valentini, Hamann & Dorigo, "Efficient decision-making in a self-organizing robot swarm: on the speed versus accuracy
/// trade-off", AAMAS 2015.
public struct MajorityRule: NativeConsensusRule, Sendable {
  public static let name = "majority"
  public init() {}

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: round.options) { votes in
      for i in 0..<round.movers {
        votes.update(repeating: 0)
        let own = Certainty.choice(round.belief(i), round.options)
        votes[own] += round.weight(i)
        for cell in round.hears(i) {
          let j = round.neighbour(cell)
          votes[Certainty.choice(round.belief(j), round.options)] += round.weight(j)
        }
        var best = own
        for option in 0..<round.options where votes[option] >= votes[best] {
          if votes[option] > votes[best] || round.belief(i)[option] > round.belief(i)[best] { best = option }
        }
        round.adopt(best, by: i)
      }
    }
  }
}

extension ConsensusRound {
  /// Moves a node's belief toward certainty in one option, by the rate.
  @inline(__always)
  func adopt(_ option: Int, by node: Int) {
    let own = belief(node), next = out + node * options
    for k in 0..<options { next[k] = own[k] * (1 - rate) }
    next[option] += rate
  }
}
