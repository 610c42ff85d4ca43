import Identity
import Kernels
import Testing

struct NameTests {
  /// From the did:key specification's test vectors, and go-libp2p's for the same key.
  @Test func `names are those other programs give the same key`() throws {
    let key = try PublicKey(name: "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")
    #expect(key.hexadecimal == "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29")
    #expect(key.did == "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")
    #expect(key.peerID.hasPrefix("12D3KooW") && key.peerID.count == 52)
    var zeros = [UInt8](repeating: 0, count: 32)
    #expect(KeyPair(seed: &zeros).publicKey == key, "the seed of 32 zeros")
  }

  @Test(arguments: 0..<1_000 as Range<UInt64>)
  func `every name leads back to its key, and a typo in a checked one to none`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "names")
    let key = KeyPair(simulation: Int64(seed)).publicKey
    for name in [key.hexadecimal, key.did, key.peerID, key.checkedID] { #expect(try PublicKey(name: name) == key, "\(name)") }
    #expect(key.checkedID.count == 56 && key.checkedID.hasPrefix("F"))
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var typo = Array(key.checkedID)
    let place = random.below(56)
    typo[place] = letters.filter { $0 != typo[place] }[random.below(31)]
    #expect(throws: IdentityError.self, "seed \(seed), letter \(place)") { try PublicKey(name: String(typo)) }
    // No checksum in these: a typo leads nowhere, or to somebody else who is visibly another.
    for name in [key.did, key.peerID] {
      var typo = Array(name)
      typo[name.count - 1 - random.below(20)] = "2"
      let found = try? PublicKey(name: String(typo))
      #expect(String(typo) == name || found != key, "seed \(seed)")
    }
  }

  @Test(arguments: ["", "bob", "12D3KooW", "did:key:z", "did:key:z6Mk", String(repeating: "0", count: 64), String(repeating: "F", count: 56), String(repeating: "1", count: 5_000), "did:key:z" + String(repeating: "1", count: 5_000)])
  func `what is no name says so`(name: String) {
    #expect(throws: IdentityError.self) { try PublicKey(name: name) }
  }

  @Test func `aliases have the lengths of the scheme, and are names only`() {
    let key = KeyPair(simulation: 1).publicKey
    #expect(key.piIdentity.count == 40 && key.session(1).count == 34 && key.genesis(network: "lab").count == 21)
    #expect(key.session(1) != key.session(2) && key.genesis(network: "lab") != key.genesis(network: "home"))
    #expect(key.piIdentity == KeyPair(simulation: 1).publicKey.piIdentity && key.piIdentity != KeyPair(simulation: 2).publicKey.piIdentity)
  }
}
