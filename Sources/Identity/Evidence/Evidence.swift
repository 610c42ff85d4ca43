/// Two signed messages that no honest holder of a key signs both, for anybody to check.
///
/// - Equivocation: one signer, one context, one sequence, two payloads: a vote, a bid, an opening or a successor given twice.
/// - Mismatch: an opening (purpose "reveal") whose payload is not what the commitment of the same sequence (purpose "commit", 32
///   bytes) is the BLAKE2b-256 fingerprint of.
public struct Evidence: Sendable, Hashable {
  public enum Offence: String, Sendable { case equivocation, mismatch }

  public static let commit = "commit", reveal = "reveal"

  /// In the order of their fingerprints, so that it doesn't matter who came first.
  public let first: SignedMessage
  public let second: SignedMessage

  public init(_ a: SignedMessage, _ b: SignedMessage) {
    (first, second) = a.digest.bytes.lexicographicallyPrecedes(b.digest.bytes) ? (a, b) : (b, a)
  }

  /// Names what was done, once: by one signer under one sequence for one purpose. A third message under it is the same offence.
  public var id: String {
    guard first.signer == second.signer, case .sequence(let number) = first.freshness, case .sequence(number) = second.freshness else {
      return Hexadecimal.text(Octets32.hash("formic/evidence", first.digest.bytes + second.digest.bytes).bytes)  // none
    }
    let purposes = first.context == second.context ? [first.context.purpose] : [first.context.purpose, second.context.purpose].sorted()
    // A label is at most 64 bytes of few kinds, and none has a line break.
    let what = ([first.context.domain, first.context.network] + purposes + ["\(number)"]).joined(separator: "\n")
    return Hexadecimal.text(Octets32.hash("formic/evidence", first.signer.bytes + Array(what.utf8)).bytes)
  }

  /// - Returns: who is guilty of what.
  /// - Throws: `.noOffence` or `.forged`, where nobody is.
  public func check() throws(IdentityError) -> (guilty: PublicKey, offence: Offence) {
    guard first.signer == second.signer else { throw .noOffence("the messages have two signers: \(first.signer.peerID) and \(second.signer.peerID)") }
    guard first.isGenuine, second.isGenuine else { throw .forged }
    guard case .sequence(let number) = first.freshness, case .sequence(let other) = second.freshness else {
      throw .noOffence("only messages with a sequence contradict each other")
    }
    guard number == other else { throw .noOffence("the messages have two sequences: \(number) and \(other)") }
    if first.context == second.context {
      guard first.payload != second.payload else { throw .noOffence("the messages say the same") }
      return (first.signer, .equivocation)
    }
    return try mismatch()
  }

  private func mismatch() throws(IdentityError) -> (guilty: PublicKey, offence: Offence) {
    let isInOrder = first.context.purpose == Self.commit
    let (commitment, opening) = isInOrder ? (first, second) : (second, first)
    guard commitment.context.domain == opening.context.domain, commitment.context.network == opening.context.network,
      commitment.context.purpose == Self.commit, opening.context.purpose == Self.reveal
    else { throw .noOffence("signed for \(first.context.text) and for \(second.context.text): these don't contradict each other") }
    guard commitment.payload.count == 32 else { throw .noOffence("a commitment has 32 bytes, not \(commitment.payload.count)") }
    guard Octets32.hash(opening.payload) != Octets32(commitment.payload) else { throw .noOffence("the opening is what was committed to") }
    return (commitment.signer, .mismatch)
  }
}
