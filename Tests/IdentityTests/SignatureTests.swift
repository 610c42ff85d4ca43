import Foundation
import Identity
import Kernels
import Testing

func octets(_ hexadecimal: String) -> [UInt8] {
  let digits = Array(hexadecimal)
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16)! }
}

func randomBytes(_ count: Int, _ random: inout RandomStream) -> [UInt8] { (0..<count).map { _ in UInt8(random.below(256)) } }

/// The group's order L, little-endian.
private let order = octets("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")

struct SignatureTests {
  /// RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc).
  @Test(arguments: [
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
  ])
  func `signatures are those of RFC 8032`(seed: String, key: String, message: String, signature: String) throws {
    var secret = octets(seed)
    let pair = KeyPair(seed: &secret)
    #expect(secret == [UInt8](repeating: 0, count: 32), "the caller's copy is wiped")
    #expect(pair.publicKey.hexadecimal == key)
    #expect(pair.signature(of: octets(message)).bytes == octets(signature))
    #expect(try PublicKey(octets(key)).isSignature(#require(Signature(octets(signature))), of: octets(message)))
  }

  /// Project Wycheproof's vectors; those left to the verifier have points of small order, and are refused.
  @Test func `all of Wycheproof's signatures are accepted or refused as listed`() throws {
    let path = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" } + "/scripts/data/wycheproof/ed25519.tsv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count == 210)
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let key = try? PublicKey(octets(fields[2])), signature = Signature(octets(fields[4]))
      let isGood = key.flatMap { key in signature.map { key.isSignature($0, of: octets(fields[3])) } } ?? false
      #expect(isGood == (fields[1] == "valid"), "vector \(fields[0]): \(fields[5])")
    }
  }

  /// The eight points of small order, and encodings of them above the field's size; then no point, and mixed order (G + a point of order 2).
  @Test(arguments: [
    "0100000000000000000000000000000000000000000000000000000000000000", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080", "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "0100000000000000000000000000000000000000000000000000000000000080", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0200000000000000000000000000000000000000000000000000000000000000", "9599999999999999999999999999999999999999999999999999999999999999",
  ])
  func `a key that fits several signatures or messages is refused`(key: String) {
    #expect(throws: IdentityError.self) { try PublicKey(octets(key)) }
  }

  @Test(arguments: [0, 31, 33, 64]) func `a key has 32 bytes`(count: Int) {
    #expect(throws: IdentityError.notAKey("\(count) bytes where a key has 32")) { try PublicKey([UInt8](repeating: 1, count: count)) }
  }

  @Test func `a signature with s + L, or a point of small order, is refused`() throws {
    let key = KeyPair(simulation: 1), text = Array("a bid".utf8)
    let good = key.signature(of: text).bytes
    var carry = 0
    let bigger = zip(good[32...], order).map { a, b -> UInt8 in
      carry += Int(a) + Int(b)
      defer { carry >>= 8 }
      return UInt8(carry & 255)
    }
    #expect(key.publicKey.isSignature(try #require(Signature(good)), of: text))
    #expect(!key.publicKey.isSignature(try #require(Signature(good[..<32] + bigger)), of: text))
    #expect(!key.publicKey.isSignature(try #require(Signature([1] + [UInt8](repeating: 0, count: 31) + good[32...])), of: text))
    #expect(!key.publicKey.isSignature(try #require(Signature([UInt8](repeating: 0, count: 64))), of: text))
  }

  @Test(arguments: 0..<1_000 as Range<UInt64>)
  func `whatever bit of a message on the wire is changed, nobody takes it`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "tamper")
    let key = KeyPair(simulation: Int64(seed))
    let context = try SigningContext(network: "net\(random.below(9))", purpose: "bid/\(random.below(1_000))")
    let freshness: Freshness = random.below(2) == 0 ? .sequence(Int64(random.below(1 << 40))) : .expiry(Int64(1 + random.below(1 << 40)))
    let message = try SignedMessage(randomBytes(random.below(100), &random), context, freshness, by: key)
    var wire = message.wire
    #expect(try SignedMessage(wire: wire) == message && message.isGenuine)
    let place = random.below(wire.count)
    wire[place] ^= UInt8(1 << random.below(8))
    #expect((try? SignedMessage(wire: wire))?.isGenuine != true, "seed \(seed), byte \(place)")
    wire[place] = message.wire[place]
    #expect(throws: IdentityError.self, "seed \(seed)") { try SignedMessage(wire: Array(wire.prefix(random.below(wire.count)))) }
    #expect(throws: IdentityError.self, "seed \(seed)") { try SignedMessage(wire: wire + [0]) }
  }

  @Test func `every byte of one message matters`() throws {
    let message = try SignedMessage(Array("pay 250 to bob".utf8), SigningContext(purpose: "bid"), .sequence(7), by: KeyPair(simulation: 3))
    for place in message.wire.indices {
      var wire = message.wire
      wire[place] ^= 1
      #expect((try? SignedMessage(wire: wire))?.isGenuine != true, "byte \(place)")
    }
  }

  @Test(arguments: 0..<1_000 as Range<UInt64>)
  func `a signature for one domain, network, purpose or number is worth nothing for another`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "contexts")
    let words = ["a", "ab", "b", "bid", "bi", "d", "vote", "local"]
    func context() throws -> SigningContext {
      try SigningContext(domain: words[random.below(8)], network: words[random.below(8)], purpose: words[random.below(8)])
    }
    let key = KeyPair(simulation: Int64(seed)), mine = try context(), other = try context()
    let payload = randomBytes(random.below(4), &random)
    let message = try SignedMessage(payload, mine, .sequence(5), by: key)
    // The other context's bytes with this signature.
    let forged = try SignedMessage(payload, other, .sequence(5), by: key).wire.dropLast(64) + message.signature.bytes
    #expect(try SignedMessage(wire: Array(forged)).isGenuine == (mine == other), "seed \(seed)")
    if mine != other { #expect(throws: IdentityError.self) { try message.check(for: other) } }
    let expiring = try SignedMessage(payload, mine, .expiry(5), by: key).wire.dropLast(64) + message.signature.bytes
    #expect(try !SignedMessage(wire: Array(expiring)).isGenuine, "seed \(seed)")
  }

  @Test(arguments: ["", "a b", "é", "e\u{301}", "a|b", "a\0", String(repeating: "x", count: 65)])
  func `a label is short and has one spelling`(label: String) {
    #expect(throws: IdentityError.badLabel(part: "purpose")) { try SigningContext(purpose: label) }
    #expect(throws: IdentityError.badLabel(part: "network")) { try SigningContext(network: label, purpose: "bid") }
    #expect(throws: IdentityError.badLabel(part: "domain")) { try SigningContext(domain: label, purpose: "bid") }
  }

  @Test func `hostile lengths allocate nothing`() throws {
    let wire = try SignedMessage([], SigningContext(purpose: "bid"), .sequence(1), by: KeyPair(simulation: 1)).wire
    var long = wire
    for place in wire.count - 100..<wire.count - 96 { long[place] = 0xFF }
    #expect(throws: IdentityError.payloadTooLong(Int(UInt32.max))) { try SignedMessage(wire: long) }
    #expect(throws: IdentityError.payloadTooLong(SignedMessage.payloadLimit + 1)) {
      try SignedMessage([UInt8](repeating: 0, count: SignedMessage.payloadLimit + 1), SigningContext(purpose: "bid"), .sequence(1), by: KeyPair(simulation: 1))
    }
  }
}
