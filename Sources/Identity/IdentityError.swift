/// Why a key, a message, a statement or a piece of evidence was refused.
public enum IdentityError: Error, Equatable, Sendable, CustomStringConvertible {
  case notAKey(String)
  /// A part of a signing context.
  case badLabel(part: String)
  case payloadTooLong(Int)
  case badFreshness(Int64)
  /// Bytes that are no message or statement.
  case malformed(String)

  // A verifier's
  case forged
  case otherContext(expected: String, got: String)
  case replayed(sequence: Int64, last: Int64)
  case seenBefore
  case expired(expiry: Int64, now: Int64)
  case expiryTooFar(expiry: Int64, latest: Int64)
  case full(capacity: Int)
  case retired(since: Int64, now: Int64)
  case revoked(since: Int64, now: Int64)

  // A chain's
  /// Not signed by both keys, or not as a statement of its kind is.
  case badStatement(String)
  /// The key already has another successor: both statements together are evidence.
  case secondSuccessor(of: String)

  // Evidence's
  case noOffence(String)

  public var description: String {
    switch self {
    case .notAKey(let problem): problem
    case .badLabel(let part): "the \(part) is 1 to 64 bytes of letters, digits and . _ / : -"
    case .payloadTooLong(let count): "the payload has \(count) bytes, the most is \(SignedMessage.payloadLimit)"
    case .badFreshness(let number): "a sequence or an expiry is 0 or more, not \(number)"
    case .malformed(let problem): problem
    case .forged: "the signature is not the signer's for this message"
    case .otherContext(let expected, let got): "signed for \(got), not for \(expected)"
    case .replayed(let sequence, let last): "sequence \(sequence) is not above \(last), the last one taken from this signer"
    case .seenBefore: "this message was taken before"
    case .expired(let expiry, let now): "expired at \(expiry) µs; it is \(now) µs"
    case .expiryTooFar(let expiry, let latest): "expires at \(expiry) µs, later than is remembered: \(latest) µs"
    case .full(let capacity): "no room to remember another signer or message (\(capacity)); what can't be remembered is not taken"
    case .retired(let since, let now): "the signer's key was replaced at \(since) µs; it is \(now) µs"
    case .revoked(let since, let now): "the signer's key was revoked from \(since) µs; it is \(now) µs"
    case .badStatement(let problem): problem
    case .secondSuccessor(let key): "\(key) has another successor already; both statements together are evidence"
    case .noOffence(let problem): problem
    }
  }
}
