import Identity
import Kernels
import Testing

struct VerifierTests {
  private func message(_ freshness: Freshness, _ purpose: String = "bid", by key: KeyPair, _ payload: [UInt8] = [1]) throws -> SignedMessage {
    try SignedMessage(payload, SigningContext(purpose: purpose), freshness, by: key)
  }

  @Test(arguments: 0..<1_000 as Range<UInt64>)
  func `of any messages in any order each is taken at most once, and sequences rise`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "replay")
    let keys = [KeyPair(simulation: 1), KeyPair(simulation: 2)]
    var verifier = try Verifier(), last: [[Int64]] = [[-1, -1], [-1, -1]], taken: Set<SignedMessage> = []
    var now: Int64 = 0
    for _ in 0..<12 {
      let who = random.below(2), what = random.below(2), number = Int64(random.below(6))
      now += Int64(random.below(2))
      if random.below(3) == 0 {
        let message = try message(.expiry(number + 1), by: keys[who])
        let isTaken = (try? verifier.accept(message, purpose: "bid", at: now)) != nil
        #expect(isTaken == (now < number + 1 && !taken.contains(message)), "seed \(seed)")
        if isTaken { taken.insert(message) }
      } else {
        let purpose = ["bid", "vote"][what], message = try message(.sequence(number), purpose, by: keys[who])
        let isTaken = (try? verifier.accept(message, purpose: purpose, at: now)) != nil
        #expect(isTaken == (number > last[who][what]), "seed \(seed)")
        if isTaken { last[who][what] = number }
      }
    }
  }

  @Test func `memory is bounded, and a full one forgets nothing`() throws {
    var verifier = try Verifier(capacity: 2)
    let keys = (1...3).map { KeyPair(simulation: $0) }
    try verifier.accept(message(.sequence(5), by: keys[0]), purpose: "bid", at: 0)
    try verifier.accept(message(.sequence(5), by: keys[1]), purpose: "bid", at: 0)
    #expect(throws: IdentityError.full(capacity: 2)) { try verifier.accept(message(.sequence(5), by: keys[2]), purpose: "bid", at: 0) }
    #expect(throws: IdentityError.replayed(sequence: 5, last: 5)) { try verifier.accept(message(.sequence(5), by: keys[0]), purpose: "bid", at: 0) }
    try verifier.accept(message(.sequence(6), by: keys[0]), purpose: "bid", at: 0)
    #expect(verifier.remembered == 2 && verifier.accepted == 3 && verifier.refused == 2)
  }

  @Test func `an expiry is remembered until then, and one signer can't fill the memory`() throws {
    var verifier = try Verifier(capacity: 32, horizon: 100)
    let key = KeyPair(simulation: 1), other = KeyPair(simulation: 2)
    for payload in 0..<2 as Range<UInt8> { try verifier.accept(message(.expiry(10), by: key, [payload]), purpose: "bid", at: 0) }
    #expect(throws: IdentityError.full(capacity: 2)) { try verifier.accept(message(.expiry(10), by: key, [9]), purpose: "bid", at: 0) }
    try verifier.accept(message(.expiry(10), by: other), purpose: "bid", at: 0)
    #expect(throws: IdentityError.seenBefore) { try verifier.accept(message(.expiry(10), by: other), purpose: "bid", at: 9) }
    #expect(throws: IdentityError.expired(expiry: 10, now: 10)) { try verifier.accept(message(.expiry(10), by: other), purpose: "bid", at: 10) }
    #expect(throws: IdentityError.expiryTooFar(expiry: 111, latest: 110)) { try verifier.accept(message(.expiry(111), by: other), purpose: "bid", at: 10) }
    try verifier.accept(message(.expiry(20), by: key, [9]), purpose: "bid", at: 10)
    #expect(verifier.remembered == 1, "what expired is forgotten")
    // A clock set back makes nothing fresh again.
    #expect(throws: IdentityError.expired(expiry: 10, now: 10)) { try verifier.accept(message(.expiry(10), by: other), purpose: "bid", at: 0) }
  }

  @Test func `a forged message leaves no trace in the memory`() throws {
    var verifier = try Verifier()
    let key = KeyPair(simulation: 1)
    var wire = try message(.sequence(.max), by: key).wire
    wire[wire.count - 1] ^= 1
    let forged = try SignedMessage(wire: wire)
    #expect(throws: IdentityError.forged) { try verifier.accept(forged, purpose: "bid", at: 0) }
    #expect(verifier.remembered == 0)
    try verifier.accept(message(.sequence(1), by: key), purpose: "bid", at: 0)
    #expect(throws: IdentityError.self) { try verifier.accept(message(.sequence(2), by: key), purpose: "vote", at: 0) }
  }
}
