/// Who is who now: keys, the keys that took their place, and those no longer believed.
///
/// One successor a key, first come: a second one is refused, and both statements are evidence against the key's holder. A
/// reputation or a stake kept under `origin(of:)` follows its owner through every rotation.
///
/// - Invariant: successors form paths, without branches, joins or cycles.
public struct KeyChain: Sendable {
  public let network: String
  /// Most statements held.
  public let capacity: Int
  private var successions: [PublicKey: KeyStatement] = [:]
  private var predecessors: [PublicKey: PublicKey] = [:]
  /// The earliest moment each revoked key is void from, in µs.
  private var revocations: [PublicKey: Int64] = [:]

  public init(network: String = SigningContext.standardNetwork, capacity: Int = 1_000_000) throws(IdentityError) {
    _ = try SigningContext(network: network, purpose: "any")
    (self.network, self.capacity) = (network, capacity)
  }

  public var rotationCount: Int { successions.count }
  public var revocationCount: Int { revocations.count }

  /// Takes a statement up; one that is there already changes nothing.
  ///
  /// - Throws: `.secondSuccessor` with the first one in place; `.badStatement` for what contradicts the rest; `.full`.
  public mutating func add(_ statement: KeyStatement) throws(IdentityError) {
    try statement.message.check(for: SigningContext(network: network, purpose: statement.message.context.purpose))
    switch statement.kind {
    case .rotation: try rotate(statement)
    case .revocation: try revoke(statement)
    }
  }

  private mutating func rotate(_ statement: KeyStatement) throws(IdentityError) {
    let old = statement.subject, new = statement.successor!
    if let known = successions[old] {
      if known.message == statement.message { return }
      throw .secondSuccessor(of: old.peerID)
    }
    // A thief who has a key that was revoked could write any date.
    if revocations[old] != nil { throw .badStatement("\(old.peerID) is revoked and can't name a successor") }
    if predecessors[new] != nil || successions[new] != nil || revocations[new] != nil {
      throw .badStatement("\(new.peerID) has a past of its own and can't succeed another key")
    }
    if let before = predecessors[old], statement.time < successions[before]!.time {
      throw .badStatement("\(old.peerID) can't be replaced at \(statement.time) µs, before it came into use at \(successions[before]!.time) µs")
    }
    try checkRoom()
    successions[old] = statement
    predecessors[new] = old
  }

  private mutating func revoke(_ statement: KeyStatement) throws(IdentityError) {
    let key = statement.subject, signer = statement.message.signer
    let isOwn = signer == key && successions[key] == nil
    guard isOwn || (signer != key && current(signer) == signer && origin(of: signer) == origin(of: key)) else {
      throw .badStatement("\(key.peerID) is revoked by itself while in use, or by the present key of its chain; not by \(signer.peerID)")
    }
    if signer != key, revocations[signer] != nil { throw .badStatement("\(signer.peerID) is revoked and can't revoke another key") }
    if revocations[key] == nil { try checkRoom() }
    revocations[key] = min(revocations[key] ?? .max, statement.time)
  }

  private func checkRoom() throws(IdentityError) {
    guard successions.count + revocations.count < capacity else { throw .full(capacity: capacity) }
  }

  // MARK: Who is who

  /// The key in use now by whoever held `key`: itself where it was never replaced.
  ///
  /// - Complexity: O(rotations since)
  public func current(_ key: PublicKey) -> PublicKey {
    var key = key
    while let next = successions[key]?.successor { key = next }
    return key
  }

  /// The first key of the chain: the name under which what an identity has earned stays.
  public func origin(of key: PublicKey) -> PublicKey {
    var key = key
    while let before = predecessors[key] { key = before }
    return key
  }

  /// All keys of one identity, the first one first.
  public func keys(of key: PublicKey) -> [PublicKey] {
    var keys = [origin(of: key)]
    while let next = successions[keys.last!]?.successor { keys.append(next) }
    return keys
  }

  /// The rotation by which a key was replaced.
  public func succession(of key: PublicKey) -> KeyStatement? { successions[key] }

  /// - Throws: `.retired` or `.revoked` where a message that came at `now` is not to be believed.
  public func checkValid(_ key: PublicKey, at now: Int64) throws(IdentityError) {
    if let since = revocations[key], now >= since { throw .revoked(since: since, now: now) }
    if let succession = successions[key], now >= succession.time { throw .retired(since: succession.time, now: now) }
  }
}
