import Storage

/// Why a round of scores refused something. It is as before.
public enum ScoreRoundError: Error, Equatable, Sendable, CustomStringConvertible {
  case outOfTurn(isOpen: Bool)
  case alreadyCommitted(String)
  case noCommitment(String)
  case alreadyRevealed(String)
  /// Scores, nonce, epoch and rater are not those committed to.
  case mismatch(String)

  public var description: String {
    switch self {
    case .outOfTurn(let isOpen): isOpen ? "scores are still being sealed; close() comes first" : "scores are no longer taken: the round is closed"
    case .alreadyCommitted(let rater): "'\(rater)' has sealed its scores"
    case .noCommitment(let rater): "'\(rater)' has sealed no scores"
    case .alreadyRevealed(let rater): "'\(rater)' has revealed its scores"
    case .mismatch(let rater): "these are not the scores '\(rater)' sealed"
    }
  }
}

/// An epoch's scores by several raters, sealed until all are in: whoever copies can only copy an earlier epoch's.
public struct ScoreRound: Sendable {
  public let epoch: Int64
  /// Whether scores are still being sealed.
  public private(set) var isOpen = true
  public private(set) var revealed: [String: [Double]] = [:]
  private var commitments: [String: Fingerprint] = [:]

  public init(epoch: Int64) { self.epoch = epoch }

  public var committedCount: Int { commitments.count }

  /// BLAKE2b-256 of the scores, a nonce, the epoch and the rater.
  public static func commitment(_ scores: [Double], nonce: Nonce, epoch: Int64, rater: String) -> Fingerprint {
    let words = [nonce.high, nonce.low, UInt64(bitPattern: epoch), UInt64(scores.count)] + scores.map(\.bitPattern)
    return words.map(\.littleEndian).withUnsafeBytes { Fingerprint(of: $0, "formic/scores " + rater) }
  }

  public mutating func commit(_ commitment: Fingerprint, by rater: String) throws(ScoreRoundError) {
    guard isOpen else { throw .outOfTurn(isOpen: false) }
    guard commitments[rater] == nil else { throw .alreadyCommitted(rater) }
    commitments[rater] = commitment
  }

  public mutating func close() throws(ScoreRoundError) {
    guard isOpen else { throw .outOfTurn(isOpen: false) }
    isOpen = false
  }

  public mutating func reveal(_ scores: [Double], nonce: Nonce, by rater: String) throws(ScoreRoundError) {
    guard !isOpen else { throw .outOfTurn(isOpen: true) }
    guard let commitment = commitments[rater] else { throw .noCommitment(rater) }
    guard revealed[rater] == nil else { throw .alreadyRevealed(rater) }
    guard Self.commitment(scores, nonce: nonce, epoch: epoch, rater: rater) == commitment else { throw .mismatch(rater) }
    revealed[rater] = scores
  }
}
