import CKernels

/// Direct modulation: having decided, an agent explores its option for a while, then disseminates its choice for a time
/// in proportion to the option's quality, and only who disseminates is heard. Both times are exponential.
///
/// A node's weight is the quality it disseminates with. What is kept: its phase, and the rounds left in it, after the
/// K numbers that belong to options.
///
/// Valentini, Hamann & Dorigo, "Self-organized collective decision making: the weighted voter model", AAMAS 2014.
struct Dissemination: Sendable {
  /// Mean rounds at quality 1.
  var duration: Float
  /// Mean rounds of exploration.
  var exploration: Float

  /// As numbers, for they are kept among them; a node that was never asked has 0.
  enum Phase {
    static let exploring: Float = 1
    static let disseminating: Float = 2
  }

  static func isHeard(_ round: ConsensusRound, _ node: Int) -> Bool {
    round.memoryBefore(of: node)[round.options] == Phase.disseminating
  }

  /// Moves a node's clock by a round.
  ///
  /// What a phase took beyond its time is taken off the next, so that times keep their means though rounds are whole.
  ///
  /// - Returns: whether its dissemination ended, so that it decides now.
  func endsDissemination(_ round: ConsensusRound, _ node: Int, _ random: inout ck_stream) -> Bool {
    let clock = round.memory(of: node) + round.options
    if clock[0] == 0 {
      clock[0] = Phase.exploring
      clock[1] = exponential(mean: exploration, &random)
    }
    clock[1] -= 1
    if clock[1] > 0 { return false }
    if clock[0] == Phase.exploring {
      clock[0] = Phase.disseminating
      clock[1] += exponential(mean: duration * round.weight(node), &random)
      return false
    }
    clock[0] = Phase.exploring
    clock[1] += exponential(mean: exploration, &random)
    return true
  }
}
