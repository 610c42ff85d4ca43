import Identity
import Kernels
import Testing

struct SuccessionTests {
  private let a = KeyPair(simulation: 1), b = KeyPair(simulation: 2), c = KeyPair(simulation: 3), thief = KeyPair(simulation: 99)

  @Test func `what an identity has earned follows its rotations`() throws {
    var chain = try KeyChain()
    try chain.add(KeyStatement(rotating: a, to: b, at: 100))
    try chain.add(KeyStatement(rotating: b, to: c, at: 200))
    for key in [a, b, c] {
      #expect(chain.current(key.publicKey) == c.publicKey && chain.origin(of: key.publicKey) == a.publicKey)
      #expect(chain.keys(of: key.publicKey) == [a, b, c].map(\.publicKey))
    }
    #expect(chain.current(thief.publicKey) == thief.publicKey)
    try chain.checkValid(a.publicKey, at: 99)
    #expect(throws: IdentityError.retired(since: 100, now: 100)) { try chain.checkValid(a.publicKey, at: 100) }
    try chain.checkValid(c.publicKey, at: .max)
  }

  @Test func `a second successor is refused, and both statements convict`() throws {
    var chain = try KeyChain()
    let first = try KeyStatement(rotating: a, to: b, at: 100), second = try KeyStatement(rotating: a, to: thief, at: 50)
    try chain.add(first)
    try chain.add(first)
    #expect(throws: IdentityError.secondSuccessor(of: a.publicKey.peerID)) { try chain.add(second) }
    #expect(chain.current(a.publicKey) == b.publicKey && chain.rotationCount == 1)
    let verdict = try Evidence(second.message, #require(chain.succession(of: a.publicKey)).message).check()
    #expect(verdict.guilty == a.publicKey && verdict.offence == .equivocation)
  }

  @Test func `nobody succeeds without the new key's word, or another's key without the old one's`() throws {
    let good = try KeyStatement(rotating: a, to: b, at: 100), other = try KeyStatement(rotating: a, to: c, at: 100)
    #expect(try KeyStatement(wire: good.wire) == good)
    // a's statement about b under c's countersignature, and with none.
    let half = good.message.wire.count + 4
    #expect(throws: IdentityError.self) { try KeyStatement(wire: Array(good.wire[..<half] + other.wire[half...])) }
    #expect(throws: IdentityError.self) { try KeyStatement(wire: Array(good.wire[..<half])) }
    #expect(throws: IdentityError.self) { try KeyStatement(wire: good.wire + good.wire) }
    #expect(throws: IdentityError.self) { try KeyStatement(wire: []) }
    #expect(throws: IdentityError.self) { try KeyStatement(rotating: a, to: a, at: 1) }
    for place in good.wire.indices {
      var wire = good.wire
      wire[place] ^= 1
      #expect(throws: IdentityError.self, "byte \(place)") { try KeyStatement(wire: wire) }
    }
  }

  @Test func `a revoked key is believed before that moment only, and can name nobody`() throws {
    var chain = try KeyChain()
    try chain.add(KeyStatement(revoking: a.publicKey, at: 500, by: a))
    try chain.checkValid(a.publicKey, at: 499)
    #expect(throws: IdentityError.revoked(since: 500, now: 500)) { try chain.checkValid(a.publicKey, at: 500) }
    #expect(throws: IdentityError.self) { try chain.add(KeyStatement(rotating: a, to: thief, at: 1)) }
    try chain.add(KeyStatement(revoking: a.publicKey, at: 300, by: a))  // the earlier moment holds, whichever came first
    try chain.add(KeyStatement(revoking: a.publicKey, at: 900, by: a))
    #expect(throws: IdentityError.revoked(since: 300, now: 400)) { try chain.checkValid(a.publicKey, at: 400) }
  }

  @Test func `only the key in use revokes: itself or those before it`() throws {
    var chain = try KeyChain()
    try chain.add(KeyStatement(rotating: a, to: b, at: 100))
    #expect(throws: IdentityError.self) { try chain.add(KeyStatement(revoking: a.publicKey, at: 1, by: a)) }  // a thief with the old key
    #expect(throws: IdentityError.self) { try chain.add(KeyStatement(revoking: b.publicKey, at: 1, by: a)) }
    #expect(throws: IdentityError.self) { try chain.add(KeyStatement(revoking: b.publicKey, at: 1, by: thief)) }
    try chain.add(KeyStatement(revoking: a.publicKey, at: 50, by: b))
    #expect(throws: IdentityError.revoked(since: 50, now: 60)) { try chain.checkValid(a.publicKey, at: 60) }
    try chain.checkValid(b.publicKey, at: 1_000)
    #expect(throws: IdentityError.self) { try chain.add(KeyStatement(rotating: b, to: c, at: 99)) }  // before b was in use
    #expect(throws: IdentityError.self) { try chain.add(KeyStatement(rotating: b, to: c, at: 200, network: "elsewhere")) }
  }

  @Test(arguments: 0..<1_000 as Range<UInt64>)
  func `whatever statements come in whatever order, chains neither branch, join nor turn in circles`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "chains")
    let keys = (1...6).map { KeyPair(simulation: $0) }
    var chain = try KeyChain()
    for _ in 0..<14 {
      let one = keys[random.below(6)], other = keys[random.below(6)], time = Int64(random.below(20))
      if random.below(4) == 0 {
        try? chain.add(KeyStatement(revoking: one.publicKey, at: time, by: other))
      } else {
        try? chain.add(KeyStatement(rotating: one, to: other, at: time))
      }
    }
    var successors: Set<PublicKey> = []
    for key in keys.map(\.publicKey) {
      let line = chain.keys(of: key)  // ends, or there is a circle
      #expect(Set(line).count == line.count && line.contains(key) && line.last == chain.current(key), "seed \(seed)")
      if let next = chain.succession(of: key)?.successor { #expect(successors.insert(next).inserted, "seed \(seed)") }
    }
  }
}

struct EvidenceTests {
  private let key = KeyPair(simulation: 1), other = KeyPair(simulation: 2)

  private func message(_ payload: String, _ purpose: String = "vote/1", _ number: Int64 = 1, by key: KeyPair, network: String = "local") throws -> SignedMessage {
    try SignedMessage(Array(payload.utf8), SigningContext(network: network, purpose: purpose), .sequence(number), by: key)
  }

  @Test func `two votes of one sequence convict, in whatever order, under one id`() throws {
    let yes = try message("yes", by: key), no = try message("no", by: key)
    let evidence = Evidence(yes, no)
    #expect(try evidence.check().guilty == key.publicKey && evidence.check().offence == .equivocation)
    #expect(evidence == Evidence(no, yes) && evidence.id == Evidence(no, yes).id)
    #expect(try evidence.id == Evidence(yes, message("maybe", by: key)).id)  // one offence, however often it is said otherwise
  }

  @Test func `an opening that isn't what was committed to convicts`() throws {
    // BLAKE2b-256 of "250": hashlib.blake2b(b"250", digest_size=32).
    let fingerprint = octets("d16caa1a67e37893b12a36b7096db3a92c217336c2cfd1ecdff85b3337e7488e")
    let commitment = try SignedMessage(fingerprint, SigningContext(purpose: Evidence.commit), .sequence(4), by: key)
    let verdict = try Evidence(message("251", Evidence.reveal, 4, by: key), commitment).check()
    #expect(verdict.guilty == key.publicKey && verdict.offence == .mismatch)
    for honest in try [
      message("250", Evidence.reveal, 4, by: key), message("251", Evidence.reveal, 5, by: key), message("251", Evidence.reveal, 4, by: other),
      message("251", Evidence.reveal, 4, by: key, network: "elsewhere"), message("251", "vote", 4, by: key),
    ] { #expect(throws: IdentityError.self) { try Evidence(commitment, honest).check() } }
  }

  @Test func `nobody is convicted by what does not contradict, or isn't theirs`() throws {
    let yes = try message("yes", by: key)
    for innocent in try [
      yes, message("no", "vote/1", 2, by: key), message("no", "vote/2", by: key), message("no", by: other), message("no", by: key, network: "elsewhere"),
      SignedMessage(Array("no".utf8), SigningContext(purpose: "vote/1"), .expiry(1), by: key),
    ] { #expect(throws: IdentityError.self) { try Evidence(yes, innocent).check() } }
    // A framing: other's words under key's name.
    let words = try message("no", by: other).wire
    let framed = try SignedMessage(wire: Array(words.dropLast(96) + key.publicKey.bytes + words.suffix(64)))
    #expect(throws: IdentityError.forged) { try Evidence(yes, framed).check() }
  }
}
