import CKernels
public import Policies

/// Direct modulation of voter-based decisions (DMVD): when its dissemination ends, an agent adopts the choice of one
/// neighbour that disseminates, whichever; better options are disseminated for longer and so are heard more often.
///
/// Valentini, Hamann & Dorigo, "Self-organized collective decision making: the weighted voter model", AAMAS 2014.
public struct DirectModulation: NativeConsensusRule, Sendable {
  public static let name = "dmvd"
  var keepsMemory: Bool { true }
  var dissemination: Dissemination

  /// - Parameters:
  ///   - dissemination: mean rounds an agent disseminates an option of quality 1; ≥ 0.
  ///   - exploration: mean rounds it explores after a decision; ≥ 0.
  public init(dissemination: Float = 10, exploration: Float = 3) {
    self.dissemination = Dissemination(duration: dissemination, exploration: exploration)
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    for i in 0..<round.movers {
      guard dissemination.endsDissemination(round, i, &random) else {
        round.keep(i)
        continue
      }
      var voices = 0
      for cell in round.hears(i) where Dissemination.isHeard(round, round.neighbour(cell)) { voices += 1 }
      guard voices > 0 else {
        round.keep(i)
        continue
      }
      var place = min(voices - 1, Int(ck_stream_uniform(&random) * Double(voices)))
      for cell in round.hears(i) where Dissemination.isHeard(round, round.neighbour(cell)) {
        if place == 0 { round.adopt(Certainty.choice(round.belief(round.neighbour(cell)), round.options), by: i) }
        place -= 1
      }
    }
  }
}
