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
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: 2)
    defer { words.deallocate() }
    for i in 0..<round.movers {
      // A block of the stream is 128 bits, enough for four nodes
      if i & 3 == 0 { ck_philox(random.key, random.lane, (random.draw >> 1) &+ UInt64(i >> 2), words) }
      let bits = (words[(i >> 1) & 1] >> UInt64(32 * (i & 1))) & 0xFFFF_FFFF
      let cells = round.hears(i)
      var total: Float = 0
      for cell in cells { total += round.weight(round.neighbour(cell)) }
      var heard = i
      if total > 0 {
        let mark = Float(bits >> 9) * 0x1p-23 * total  // below the total, also once rounded
        var sum: Float = 0, place = 0
        for cell in cells {
          sum += round.weight(round.neighbour(cell))
          place += sum <= mark ? 1 : 0
        }
        heard = round.neighbour(cells.lowerBound + min(place, cells.count - 1))
      }
      round.adopt(Certainty.choice(round.belief(heard), round.options), by: i)
    }
    random.draw &+= 2 * UInt64((round.movers + 3) / 4)
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
    if options == 8 {
      var moved = Lanes(at: own) * (1 - rate)
      moved[option] += rate
      return UnsafeMutableRawPointer(next).storeBytes(of: moved, as: Lanes.self)
    }
    for k in 0..<options { next[k] = own[k] * (1 - rate) }
    next[option] += rate
  }
}
