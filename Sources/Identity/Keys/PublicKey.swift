import CSodium

/// An Ed25519 public key (RFC 8032): who somebody is.
///
/// - Invariant: the canonical encoding of a point of the prime-order subgroup, which is what makes a signature belong to one
///   key and one message only.
public struct PublicKey: Sendable, Hashable {
  let octets: Octets32

  /// - Throws: `.notAKey` for anything but 32 bytes, and for points that are small-order, mixed-order, non-canonical or off the curve.
  /// - Complexity: one scalar multiplication, about 50 µs
  public init(_ bytes: [UInt8]) throws(IdentityError) {
    _ = sodium
    guard bytes.count == 32 else { throw .notAKey("\(bytes.count) bytes where a key has 32") }
    guard crypto_core_ed25519_is_valid_point(bytes) == 1 else { throw .notAKey("these 32 bytes are not an Ed25519 key that can be trusted") }
    octets = Octets32(bytes)
  }

  /// What libsodium derived from a seed.
  init(derived octets: Octets32) { self.octets = octets }

  public var bytes: [UInt8] { octets.bytes }
}

// MARK: Names

extension PublicKey {
  private static let checkedPrefix: [UInt8] = [5 << 3]  // reads as F
  private static let didPrefix: [UInt8] = [0xED, 0x01]
  /// Identity multihash of the protobuf `PublicKey { type = Ed25519, data = 32 bytes }`.
  private static let peerPrefix: [UInt8] = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20]

  /// 64 digits.
  public var hexadecimal: String { Hexadecimal.text(bytes) }
  /// 56 letters, F first, with a checksum: a typo is never another peer.
  public var checkedID: String { CheckedText.text(Self.checkedPrefix + bytes) }
  /// The W3C's `did:key` method: multibase base58btc of multicodec 0xed01.
  public var did: String { "did:key:z" + Base58.text(Self.didPrefix + bytes) }
  /// As libp2p writes it: `12D3KooW…`. Without a checksum.
  public var peerID: String { Base58.text(Self.peerPrefix + bytes) }
  /// Enough of the peer id to tell peers apart on a screen; not to decide anything by.
  public var abbreviation: String { "…" + peerID.suffix(8) }

  /// Reads any of the four names back.
  public init(name: String) throws(IdentityError) {
    let key: [UInt8]?
    if name.utf8.count == 64 {
      key = Hexadecimal.bytes(name)
    } else if name.hasPrefix("did:key:z") {
      key = Self.key(Base58.bytes(String(name.dropFirst(9))), after: Self.didPrefix)
    } else if name.hasPrefix("12D3KooW") {
      key = Self.key(Base58.bytes(name), after: Self.peerPrefix)
    } else if name.utf8.count == 56 {
      guard let bytes = CheckedText.bytes(name) else { throw .notAKey("the checksum of '\(name)' is wrong: a typo?") }
      key = Self.key(bytes, after: Self.checkedPrefix)
    } else {
      key = nil
    }
    guard let key else {
      throw .notAKey("'\(name.count > 72 ? name.prefix(72) + "…" : name)' is not a peer id (12D3KooW…), a did:key:z…, an id (F…, 56 letters) or 64 hexadecimal digits")
    }
    try self.init(key)
  }

  private static func key(_ bytes: [UInt8]?, after prefix: [UInt8]) -> [UInt8]? {
    guard let bytes, bytes.count == prefix.count + 32, bytes.starts(with: prefix) else { return nil }
    return Array(bytes.dropFirst(prefix.count))
  }
}

// MARK: Aliases

/// Byte strings of the lengths the Pi-Key scheme gives its keys: 314, 271 and 161 bits rounded up.
///
/// They are names derived from the public key, which anybody can compute. They prove nothing: only a signature does.
extension PublicKey {
  /// π-identity: 40 bytes.
  public var piIdentity: [UInt8] { alias("formic/pi-identity", [], 40) }
  /// e-session: 34 bytes, another for each session.
  public func session(_ number: Int64) -> [UInt8] { alias("formic/e-session", littleEndian(number), 34) }
  /// φ-genesis: 21 bytes, another for each network.
  public func genesis(network: String) -> [UInt8] { alias("formic/phi-genesis", Array(network.utf8), 21) }

  private func alias(_ tag: String, _ about: [UInt8], _ count: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    let content = Array(tag.utf8) + bytes + about
    crypto_generichash_blake2b(&result, count, content, UInt64(content.count), nil, 0)
    return result
  }
}
