import CSodium

/// An Ed25519 key pair. The secret half never leaves this object but sealed, and is wiped when the object goes.
public final class KeyPair: @unchecked Sendable {  // immutable after init
  public let publicKey: PublicKey
  /// Whether it was derived from a number anybody may know, as in simulations: it proves nothing outside of them.
  public let isReproducible: Bool
  /// Seed and public key, as libsodium has them.
  private let secret: UnsafeMutableRawPointer

  private static let secretSize = 64

  /// A fresh one, from the system's randomness.
  public convenience init() {
    _ = sodium
    var seed = [UInt8](repeating: 0, count: 32)
    randombytes_buf(&seed, seed.count)
    self.init(seed: &seed)
  }

  /// - Parameter seed: 32 secret bytes, wiped here.
  public convenience init(seed: inout [UInt8]) {
    self.init(seed, isReproducible: false)
    sodium_memzero(&seed, seed.count)
  }

  /// The key pair of a node of a simulation: alike for the same seed and number.
  ///
  /// - Complexity: about 25 µs; no locked memory, since a simulation may have a hundred thousand
  public convenience init(simulation seed: Int64, node: Int = 0) {
    self.init(Octets32.hash("formic/simulated-key", littleEndian(seed) + littleEndian(Int64(node))).bytes, isReproducible: true)
  }

  private init(_ seed: [UInt8], isReproducible: Bool) {
    _ = sodium
    precondition(seed.count == 32, "a seed has 32 bytes")
    self.isReproducible = isReproducible
    let memory: UnsafeMutableRawPointer
    if isReproducible {
      memory = .allocate(byteCount: Self.secretSize, alignment: 16)
    } else {
      // Locked where the system allows it, never in a core dump, between guard pages, and wiped when freed.
      guard let guarded = sodium_malloc(Self.secretSize) else { preconditionFailure("no memory for a key") }
      memory = guarded
    }
    var octets = Octets32()
    withUnsafeMutableBytes(of: &octets) {
      _ = crypto_sign_ed25519_seed_keypair($0.baseAddress!, memory.assumingMemoryBound(to: UInt8.self), seed)
    }
    secret = memory
    publicKey = PublicKey(derived: octets)
    if !isReproducible { sodium_mprotect_readonly(secret) }
  }

  deinit {
    if isReproducible {
      sodium_memzero(secret, Self.secretSize)
      secret.deallocate()
    } else {
      sodium_free(secret)
    }
  }

  /// A key to take this one's place: as random, or as reproducible, as this one.
  public func makeSuccessor() -> KeyPair {
    isReproducible ? KeyPair(Octets32.hash("formic/simulated-successor", publicKey.bytes).bytes, isReproducible: true) : KeyPair()
  }

  /// Signs bytes as they are. Messages are signed by `SignedMessage`, which says what they are for.
  public func signature(of bytes: [UInt8]) -> Signature {
    var signature = Signature()
    withUnsafeMutableBytes(of: &signature) {
      _ = crypto_sign_ed25519_detached($0.baseAddress!, nil, bytes, UInt64(bytes.count), secret.assumingMemoryBound(to: UInt8.self))
    }
    return signature
  }

  /// Lets `body` see the seed.
  func withSeed<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result { body(UnsafePointer(secret.assumingMemoryBound(to: UInt8.self))) }
}
