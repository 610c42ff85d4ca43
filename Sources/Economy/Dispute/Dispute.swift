import Kernels
import Storage

/// One dispute: who says what against whom, who decides, and how it stands.
public struct Dispute: Sendable {
  public let number: Int
  public let challenger: AccountID
  public let respondent: AccountID
  public internal(set) var stage = DisputeCourt.Stage.evidence
  /// When the stage ends, in µs; the moment itself belongs to the next one.
  public internal(set) var deadline: Int64
  /// Whether the respondent put up its bond.
  public internal(set) var isAnswered = false
  /// Whether late evidence has lengthened its window, which it does once.
  public internal(set) var isExtended = false
  public internal(set) var rounds: [Round]
  /// What each party has put up so far, in µrUv.
  public internal(set) var challengerBond: Int64
  public internal(set) var respondentBond: Int64 = 0
  /// Whether the challenger won, once it is over.
  public internal(set) var outcome: Bool?
  var submissions: [AccountID: Int] = [:]

  /// A panel and its votes.
  public struct Round: Sendable {
    /// In the order they were drawn.
    public let panel: [AccountID]
    var commitments: [AccountID: Fingerprint] = [:]
    /// What was revealed: true for the challenger.
    public internal(set) var votes: [AccountID: Bool] = [:]
    /// By most of the revealed votes; a tie is for the respondent, since who asserts must show.
    public internal(set) var ruling: Bool?

    public var committedCount: Int { commitments.count }
    var majority: Bool { 2 * votes.values.count { $0 } > votes.count }
  }

  public var round: Round { rounds.last! }
  /// Who lost the last round; nil before there is a ruling.
  public var loser: AccountID? { round.ruling.map { $0 ? respondent : challenger } }

  /// What the other side has to put up to go on, in µrUv: in proportion to the panel, so that each round is dearer.
  func appealBond(_ bond: Int64) -> Int64? {
    let factor = DisputeCourt.panel(after: round.panel.count)
    return mulDiv(bond, Int64(factor), Int64(rounds[0].panel.count), .ceil)
  }
}

/// Draws jurors without putting any back, each with a chance in proportion to its stake.
///
/// - Parameter candidates: in a fixed order; their stakes add up to less than 2^63, since they are in one ledger.
/// - Complexity: O(*count* · *candidates*)
func drawPanel(_ count: Int, of candidates: [(juror: AccountID, stake: Int64)], _ random: inout RandomStream) -> [AccountID] {
  var left = candidates, panel: [AccountID] = []
  while panel.count < count, !left.isEmpty {
    var mark = Int64.random(in: 0..<left.reduce(0) { $0 + $1.stake }, using: &random)
    let place = left.firstIndex { candidate in
      mark -= candidate.stake
      return mark < 0
    }!
    panel.append(left.remove(at: place).juror)
  }
  return panel
}
