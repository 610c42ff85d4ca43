import CKernels
public import Policies

/// Weighted voter: a node adopts the choice of one neighbour, drawn with probability proportional to its weight (the
/// quality of the option it holds, or trust).
///
/// Valentini, Hamann & Dorigo, "Self-organized collective decision making: the weighted voter model", AAMAS 2014.
public struct VoterRule: NativeConsensusRule, Sendable {
  public static let name = "voter"
  /// Instead of drawing by weight, draws all neighbours alike and follows the drawn one with a probability of its weight, 1 from 1
  /// on: the form that errs on every regular graph as (r^k − r^N) / (1 − r^N) says. Drawing by weight does on complete ones only,
  /// as it asks how a voice compares with the others in hearing.
  public var accepts: Bool

  public init(accepts: Bool = false) { self.accepts = accepts }

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
      if accepts {
        let drawn = bits * UInt64(cells.count)  // 32 bits say who, the rest whether
        let heard = cells.isEmpty ? i : round.neighbour(cells.lowerBound + Int(drawn >> 32))
        let isTaken = Float((drawn & 0xFFFF_FFFF) >> 8) * 0x1p-24 < round.weight(heard)
        round.adopt(Certainty.choice(round.belief(isTaken ? heard : i), round.options), by: i)
        continue
      }
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
