/// What the holder of a key says about the key itself: that another one takes its place, or that it is no longer to be believed.
///
/// A rotation is signed by the old key, always under sequence 0 so that two successors contradict each other, and
/// countersigned by the new one, so that nobody takes over a key that isn't theirs.
public struct KeyStatement: Sendable, Hashable {
  public enum Kind: String, Sendable { case rotation, revocation }

  static let rotate = "key/rotate", succeed = "key/succeed", revoke = "key/revoke"

  public let kind: Kind
  /// The key it is about.
  public let subject: PublicKey
  /// Who takes its place, in a rotation.
  public let successor: PublicKey?
  /// Messages of the key are believed if they came before this moment, in µs.
  public let time: Int64
  /// What the subject, or for a revocation perhaps its successor, signed.
  public let message: SignedMessage
  let countersignature: SignedMessage?

  /// Puts `next` in the place of `key` from `time` on.
  public init(rotating key: KeyPair, to next: KeyPair, at time: Int64, network: String = SigningContext.standardNetwork) throws(IdentityError) {
    let context = try SigningContext(network: network, purpose: Self.rotate)
    guard key.publicKey != next.publicKey else { throw .badStatement("a key can't succeed itself") }
    let message = try SignedMessage(next.publicKey.bytes + littleEndian(time), context, .sequence(0), by: key)
    try self.init([
      message, SignedMessage(message.digest.bytes, context.with(purpose: Self.succeed), .sequence(0), by: next),
    ])
  }

  /// Declares what `key` signs from `time` on void.
  ///
  /// - Parameter signer: the key itself, or one that succeeded it.
  public init(revoking key: PublicKey, at time: Int64, by signer: KeyPair, network: String = SigningContext.standardNetwork) throws(IdentityError) {
    try self.init([
      SignedMessage(key.bytes + littleEndian(time), SigningContext(network: network, purpose: Self.revoke), .sequence(0), by: signer)
    ])
  }

  /// Reads messages as a statement.
  ///
  /// - Throws: `.badStatement` or `.forged` unless every signature a statement of its kind needs is there.
  init(_ messages: [SignedMessage]) throws(IdentityError) {
    guard let message = messages.first else { throw .malformed("byte 1: no statement") }
    var reader = WireReader(message.payload)
    let key = try PublicKey(Array(reader.take(32, "the key")))
    time = try reader.integer(Int64.self, "the time")
    try reader.finish()
    guard time >= 0, message.freshness == .sequence(0) else { throw .badStatement("a statement has sequence 0 and a time of 0 µs or more") }
    guard message.isGenuine else { throw .forged }
    self.message = message
    switch (message.context.purpose, messages.count) {
    case (Self.rotate, 2):
      let second = messages[1]
      try second.check(for: message.context.with(purpose: Self.succeed))
      guard key != message.signer else { throw .badStatement("a key can't succeed itself") }
      guard second.signer == key, second.payload == message.digest.bytes, second.freshness == .sequence(0) else {
        throw .badStatement("the new key has not signed that it succeeds the old one")
      }
      guard second.isGenuine else { throw .forged }
      (kind, subject, successor, countersignature) = (.rotation, message.signer, key, second)
    case (Self.revoke, 1): (kind, subject, successor, countersignature) = (.revocation, key, nil, nil)
    default: throw .badStatement("neither a rotation nor a revocation")
    }
  }
}

extension KeyStatement {
  /// Its messages on the wire, each after its length.
  public var wire: [UInt8] {
    ([message] + (countersignature.map { [$0] } ?? [])).flatMap { littleEndian(UInt32($0.wire.count)) + $0.wire }
  }

  public init(wire: [UInt8]) throws(IdentityError) {
    var reader = WireReader(wire), messages: [SignedMessage] = []
    while reader.position < wire.count, messages.count < 2 {
      let count = try reader.integer(UInt32.self, "a message's length")
      messages.append(try SignedMessage(wire: Array(reader.take(Int(count), "a message"))))
    }
    try reader.finish()
    try self.init(messages)
  }
}
