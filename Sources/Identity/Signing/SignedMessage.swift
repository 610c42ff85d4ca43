/// A payload, what it is for, and who says so.
///
/// Signed are `tag ‖ domain ‖ network ‖ purpose ‖ sequence or expiry ‖ payload`, each part of varying length after its length,
/// so that no two messages have the same bytes. On the wire the signer and the signature follow.
public struct SignedMessage: Sendable, Hashable {
  public let context: SigningContext
  public let freshness: Freshness
  public let payload: [UInt8]
  public let signer: PublicKey
  public let signature: Signature

  /// Most bytes of a payload.
  public static let payloadLimit = 1 << 20
  private static let tag = Array("formic signed 1\n".utf8)

  /// - Throws: `.payloadTooLong`, or `.badFreshness` for a negative sequence or expiry.
  public init(_ payload: [UInt8], _ context: SigningContext, _ freshness: Freshness, by key: KeyPair) throws(IdentityError) {
    guard payload.count <= Self.payloadLimit else { throw .payloadTooLong(payload.count) }
    switch freshness {
    case .sequence(let number), .expiry(let number): if number < 0 { throw .badFreshness(number) }
    }
    self.context = context
    self.freshness = freshness
    self.payload = payload
    signer = key.publicKey
    signature = key.signature(of: Self.signedBytes(payload, context, freshness))
  }

  /// Whether the signature is the signer's, for exactly this.
  public var isGenuine: Bool { signer.isSignature(signature, of: signedBytes) }

  /// The fingerprint of what is said and who says it.
  public var id: String { Hexadecimal.text(digest.bytes) }
  var digest: Octets32 { Octets32.hash("formic/message-id", signer.bytes + signedBytes) }

  private var signedBytes: [UInt8] { Self.signedBytes(payload, context, freshness) }

  private static func signedBytes(_ payload: [UInt8], _ context: SigningContext, _ freshness: Freshness) -> [UInt8] {
    var bytes = tag
    bytes.reserveCapacity(tag.count + 225 + payload.count + 96)
    for text in [context.domain, context.network, context.purpose] {
      bytes.append(UInt8(text.utf8.count))
      bytes += text.utf8
    }
    switch freshness {
    case .sequence(let number):
      bytes.append(0)
      bytes += littleEndian(number)
    case .expiry(let time):
      bytes.append(1)
      bytes += littleEndian(time)
    }
    bytes += littleEndian(UInt32(payload.count))
    bytes += payload
    return bytes
  }
}

// MARK: On the wire

extension SignedMessage {
  public var wire: [UInt8] { signedBytes + signer.bytes + signature.bytes }

  /// Reads what a peer or a file says; whether it `isGenuine` is another question.
  ///
  /// - Throws: `.malformed` naming the byte, or `.notAKey`; nothing is allocated from what the bytes claim.
  public init(wire: [UInt8]) throws(IdentityError) {
    var reader = WireReader(wire)
    guard try reader.take(Self.tag.count, "the tag").elementsEqual(Self.tag) else { throw .malformed("byte 1: not a signed message") }
    let domain = try reader.label("the domain"), network = try reader.label("the network"), purpose = try reader.label("the purpose")
    context = try SigningContext(domain: domain, network: network, purpose: purpose)
    let kind = try reader.take(1, "sequence or expiry").first!
    let number = try reader.integer(Int64.self, "sequence or expiry")
    guard kind <= 1, number >= 0 else { throw .malformed("byte \(reader.position - 8): neither a sequence nor an expiry") }
    freshness = kind == 0 ? .sequence(number) : .expiry(number)
    let count = try reader.integer(UInt32.self, "the payload's length")
    guard count <= Self.payloadLimit else { throw .payloadTooLong(Int(count)) }
    payload = Array(try reader.take(Int(count), "the payload"))
    signer = try PublicKey(Array(reader.take(32, "the signer")))
    signature = Signature(try reader.take(64, "the signature"))!
    try reader.finish()
  }
}

/// Bytes taken from the front, each take checked.
struct WireReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func take(_ count: Int, _ what: String) throws(IdentityError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else {
      throw .malformed("byte \(position + 1): \(what) needs \(count) bytes, \(bytes.count - position) are left")
    }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func integer<Number: FixedWidthInteger>(_: Number.Type, _ what: String) throws(IdentityError) -> Number {
    try take(MemoryLayout<Number>.size, what).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  mutating func label(_ what: String) throws(IdentityError) -> String {
    let count = try take(1, what).first!
    return String(decoding: try take(Int(count), what), as: UTF8.self)
  }

  func finish() throws(IdentityError) {
    guard position == bytes.count else { throw .malformed("byte \(position + 1): \(bytes.count - position) bytes too many") }
  }
}
