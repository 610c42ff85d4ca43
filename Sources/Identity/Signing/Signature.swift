import CSodium

/// An Ed25519 signature: 64 bytes.
public struct Signature: Sendable, Hashable {
  private var r = Octets32(), s = Octets32()

  init() {}

  /// Nil for anything but 64 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 64 else { return nil }
    r = Octets32(bytes.prefix(32))
    s = Octets32(bytes.suffix(32))
  }

  public var bytes: [UInt8] { r.bytes + s.bytes }
}

extension PublicKey {
  /// Whether a signature is this key's for these bytes.
  ///
  /// Strict, so that all verifiers agree: s below the group's order, canonical points, none of small order, no cofactor
  /// (Chalkias, Garillot & Nikolaenko 2020).
  /// - Complexity: about 60 µs
  public func isSignature(_ signature: Signature, of bytes: [UInt8]) -> Bool {
    withUnsafeBytes(of: signature) { signature in
      withUnsafeBytes(of: octets) { key in
        crypto_sign_ed25519_verify_detached(
          signature.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes, UInt64(bytes.count),
          key.baseAddress!.assumingMemoryBound(to: UInt8.self)) == 0
      }
    }
  }
}
