/// Takes each message once: genuine, meant for here, and fresh.
///
/// It remembers the last sequence of each signer and purpose, and messages with an expiry until then. Its memory is bounded,
/// and never by forgetting what could come again: newcomers are refused when it is full, those known go on.
public struct Verifier: Sendable {
  public let domain: String
  public let network: String
  /// Most signers × purposes, and most messages with an expiry, remembered.
  public let capacity: Int
  /// How far ahead an expiry may be, in µs.
  public let horizon: Int64
  public private(set) var accepted = 0
  public private(set) var refused = 0

  private struct Source: Hashable {
    let signer: PublicKey
    let purpose: String
  }
  private var last: [Source: Int64] = [:]
  /// Messages with an expiry, until they expire.
  private var seen: [Octets32: (expiry: Int64, signer: PublicKey)] = [:]
  /// How many of them each signer has.
  private var pending: [PublicKey: Int] = [:]
  /// The earliest expiry that may be in `seen`.
  private var nextExpiry = Int64.max
  /// The latest time it was told: a clock set back makes nothing fresh again.
  private var clock: Int64 = 0

  /// One signer can't fill the memory alone.
  private var share: Int { max(1, capacity / 16) }

  public init(
    domain: String = SigningContext.standardDomain, network: String = SigningContext.standardNetwork, capacity: Int = 100_000,
    horizon: Int64 = 3_600_000_000
  ) throws(IdentityError) {
    precondition(capacity >= 1 && horizon >= 1)
    _ = try SigningContext(domain: domain, network: network, purpose: "any")
    (self.domain, self.network, self.capacity, self.horizon) = (domain, network, capacity, horizon)
  }

  /// How many things it remembers.
  public var remembered: Int { last.count + seen.count }

  /// - Parameters:
  ///   - chain: whose rotations and revocations count; nil for none.
  ///   - now: in µs.
  /// - Throws: why the message is refused; nothing is remembered then.
  /// - Complexity: one signature check; what is wrong in plain sight is refused before it
  public mutating func accept(
    _ message: SignedMessage, purpose: String, chain: KeyChain? = nil, at now: Int64
  ) throws(IdentityError) {
    do throws(IdentityError) { try take(message, purpose, chain, now) } catch {
      refused += 1
      throw error
    }
    accepted += 1
  }

  private mutating func take(_ message: SignedMessage, _ purpose: String, _ chain: KeyChain?, _ now: Int64) throws(IdentityError) {
    try message.check(for: SigningContext(domain: domain, network: network, purpose: purpose))
    try chain?.checkValid(message.signer, at: now)
    switch message.freshness {
    case .sequence(let number):
      let source = Source(signer: message.signer, purpose: purpose)
      if let last = last[source] {
        guard number > last else { throw .replayed(sequence: number, last: last) }
      } else if last.count >= capacity {
        throw .full(capacity: capacity)
      }
      guard message.isGenuine else { throw .forged }
      last[source] = number
    case .expiry(let expiry):
      clock = max(clock, now)
      let now = clock
      guard now < expiry else { throw .expired(expiry: expiry, now: now) }
      let (latest, isOver) = now.addingReportingOverflow(horizon)
      guard isOver || expiry <= latest else { throw .expiryTooFar(expiry: expiry, latest: latest) }
      forget(until: now)
      let digest = message.digest
      guard seen[digest] == nil else { throw .seenBefore }
      guard seen.count < capacity else { throw .full(capacity: capacity) }
      guard pending[message.signer, default: 0] < share else { throw .full(capacity: share) }
      guard message.isGenuine else { throw .forged }
      seen[digest] = (expiry, message.signer)
      pending[message.signer, default: 0] += 1
      nextExpiry = min(nextExpiry, expiry)
    }
  }

  /// Expired messages are refused for that, and need not be remembered.
  private mutating func forget(until now: Int64) {
    guard now >= nextExpiry else { return }
    for (digest, entry) in seen where entry.expiry <= now {
      seen[digest] = nil
      let count = pending[entry.signer, default: 1] - 1
      pending[entry.signer] = count > 0 ? count : nil
    }
    nextExpiry = seen.values.map(\.expiry).min() ?? .max
  }
}

extension SignedMessage {
  /// - Throws: `.otherContext` where it was signed for anything else.
  public func check(for expected: SigningContext) throws(IdentityError) {
    guard context == expected else { throw .otherContext(expected: expected.text, got: context.text) }
  }
}

extension SigningContext {
  /// "bid in local (formic/1)".
  var text: String { "'\(purpose)' in \(network) (\(domain))" }
}
