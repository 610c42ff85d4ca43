import Storage

/// What a juror says, sealed until all have.
public struct SealedVote: Sendable, Equatable {
  /// For the challenger; else for the respondent.
  public let upholds: Bool
  public let nonce: Nonce

  public init(upholds: Bool, nonce: Nonce) {
    self.upholds = upholds
    self.nonce = nonce
  }

  /// BLAKE2b-256 of the vote, its nonce, the case, the round and the juror: worth nothing to another juror, or elsewhere.
  public func commitment(case number: Int, round: Int, juror: AccountID) -> Fingerprint {
    let words = (
      nonce.high.littleEndian, nonce.low.littleEndian, UInt64(number).littleEndian, UInt64(round).littleEndian,
      (UInt64(juror.rawValue) << 1 | (upholds ? 1 : 0)).littleEndian
    )
    return withUnsafeBytes(of: words) { Fingerprint(of: $0, "formic/vote") }
  }
}
