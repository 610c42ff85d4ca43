import CSodium

/// A key sealed by a password: Argon2id (RFC 9106) stretches it, XChaCha20-Poly1305 seals the seed.
///
/// | bytes | |
/// |---|---|
/// | 16 | "formic key 1", and zeros |
/// | 8, 8 | Argon2id's passes, and its memory in bytes, little-endian |
/// | 16, 24 | salt, nonce |
/// | 32 | public key |
/// | 48 | the sealed seed and its authenticator, which covers all before it |
/// | 16 | BLAKE2b-128 of all before it: tells damage from a wrong password before any work is done |
public enum KeyFile {
  public static let size = 168

  private static let magic = Array("formic key 1".utf8) + [0, 0, 0, 0]
  /// RFC 9106's second choice: 3 passes over 64 MiB, about 0.2 s.
  private static let passes: UInt64 = 3
  private static let memory: UInt64 = 64 << 20
  /// What a file may ask for, so that a hostile one can't exhaust the machine.
  private static let passesAllowed: ClosedRange<UInt64> = 1...16
  private static let memoryAllowed: ClosedRange<UInt64> = (8 << 20)...(1 << 30)

  private static let saltAt = 32, nonceAt = 48, publicAt = 72, sealAt = 104, sumAt = 152

  /// Writes a key where no file is yet. It is readable by its owner only from its first instant, and complete or not there.
  public static func save(_ key: KeyPair, to path: String, password: [UInt8]) throws(KeyFileError) {
    try check(path, password)
    _ = sodium
    if PrivateFile.isThere(path) { throw KeyFileError(path: path, problem: .exists) }  // before a fifth of a second of work
    var bytes = magic + littleEndian(passes) + littleEndian(memory)
    var random = [UInt8](repeating: 0, count: publicAt - saltAt)
    randombytes_buf(&random, random.count)
    bytes += random + key.publicKey.bytes
    var wrapping = try wrappingKey(path, password, salt: random[..<16], passes, memory)
    defer { sodium_memzero(&wrapping, wrapping.count) }
    var sealed = [UInt8](repeating: 0, count: sumAt - sealAt)
    key.withSeed { seed in
      _ = crypto_aead_xchacha20poly1305_ietf_encrypt(&sealed, nil, seed, 32, bytes, UInt64(bytes.count), nil, Array(random[16...]), wrapping)
    }
    bytes += sealed
    bytes += checksum(bytes)
    try PrivateFile.create(path, bytes)
  }

  /// - Throws: what is wrong with the file, told apart from a wrong password.
  public static func load(_ path: String, password: [UInt8]) throws(KeyFileError) -> KeyPair {
    try check(path, password)
    _ = sodium
    let bytes = try PrivateFile.read(path, size: size)
    func damaged(_ what: String) -> KeyFileError { KeyFileError(path: path, problem: .damaged(what)) }
    guard bytes.starts(with: magic) else { throw damaged("it does not begin as a key file does") }
    guard checksum(Array(bytes[..<sumAt])).elementsEqual(bytes[sumAt...]) else { throw damaged("its checksum does not hold") }
    let passes = number(bytes[16..<24]), memory = number(bytes[24..<32])
    guard passesAllowed.contains(passes), memoryAllowed.contains(memory) else { throw damaged("it asks for \(passes) passes over \(memory >> 20) MiB") }
    var wrapping = try wrappingKey(path, password, salt: bytes[saltAt..<nonceAt], passes, memory)
    defer { sodium_memzero(&wrapping, wrapping.count) }
    var seed = [UInt8](repeating: 0, count: 32)
    defer { sodium_memzero(&seed, seed.count) }
    let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
      &seed, nil, nil, Array(bytes[sealAt..<sumAt]), UInt64(sumAt - sealAt), bytes, UInt64(sealAt), Array(bytes[nonceAt..<publicAt]), wrapping)
    guard status == 0 else { throw KeyFileError(path: path, problem: .wrongPassword) }
    let key = KeyPair(seed: &seed)
    guard key.publicKey.bytes.elementsEqual(bytes[publicAt..<sealAt]) else { throw damaged("its public key is another key's") }
    return key
  }

  private static func check(_ path: String, _ password: [UInt8]) throws(KeyFileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw KeyFileError(path: path, problem: .badPath) }
    guard !password.isEmpty else { throw KeyFileError(path: path, problem: .emptyPassword) }
  }

  private static func wrappingKey(
    _ path: String, _ password: [UInt8], salt: ArraySlice<UInt8>, _ passes: UInt64, _ memory: UInt64
  ) throws(KeyFileError) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: 32)
    let status = password.withUnsafeBytes { password in
      crypto_pwhash(
        &key, 32, password.baseAddress!.assumingMemoryBound(to: CChar.self), UInt64(password.count), Array(salt), passes, Int(memory),
        crypto_pwhash_ALG_ARGON2ID13)
    }
    guard status == 0 else { throw KeyFileError(path: path, problem: .noMemory(Int(memory))) }
    return key
  }

  private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var sum = [UInt8](repeating: 0, count: size - sumAt)
    crypto_generichash_blake2b(&sum, sum.count, bytes, UInt64(bytes.count), nil, 0)
    return sum
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
