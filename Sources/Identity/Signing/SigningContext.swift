/// What a signature is for: one made for one domain, network or purpose is worth nothing in another.
public struct SigningContext: Sendable, Hashable {
  /// The protocol and its version.
  public let domain: String
  public let network: String
  public let purpose: String

  public static let standardDomain = "formic/1"
  public static let standardNetwork = "local"

  /// - Throws: `.badLabel` for a part that is empty, longer than 64 bytes, or has other characters than ASCII letters, digits and `._/:-`.
  public init(domain: String = Self.standardDomain, network: String = Self.standardNetwork, purpose: String) throws(IdentityError) {
    for (part, text) in [("domain", domain), ("network", network), ("purpose", purpose)] {
      // ASCII only: elsewhere one text can be written as several byte strings.
      guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { throw .badLabel(part: part) }
    }
    (self.domain, self.network, self.purpose) = (domain, network, purpose)
  }

  public func with(purpose: String) throws(IdentityError) -> SigningContext {
    try SigningContext(domain: domain, network: network, purpose: purpose)
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F: true  // 0-9 : A-Z a-z - . / _
    default: false
    }
  }
}

/// What keeps a message from being used twice.
public enum Freshness: Sendable, Hashable {
  /// Each of a signer's messages for a purpose has a higher number than the one before.
  case sequence(Int64)
  /// Taken once, and not after this moment, in µs.
  case expiry(Int64)
}
