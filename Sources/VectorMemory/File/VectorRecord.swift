import CSodium

/// One commit's bytes, and what it is held to: each record's checksum covers the one before it, so that none can be lost,
/// doubled or moved unnoticed.
///
///     length     8 bytes, of the payload
///     check      8 bytes, BLAKE2b of chain and length: a length is believed before it is followed
///     payload    operations
///     checksum  16 bytes, BLAKE2b of chain and payload; the next record's chain
struct VectorRecord {
  typealias Chain = SIMD2<UInt64>

  static let headSize = 16
  static let checksumSize = 16

  /// Room for the head, then the payload.
  private(set) var bytes = [UInt8](repeating: 0, count: headSize)

  var isEmpty: Bool { bytes.count == Self.headSize }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func append(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }
  mutating func append<Number: FixedWidthInteger>(_ number: Number) { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }

  /// Completes the record.
  ///
  /// - Returns: the chain for the next one.
  mutating func seal(after chain: Chain) -> Chain {
    let length = UInt64(bytes.count - Self.headSize)
    let next = bytes.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: length.littleEndian, as: UInt64.self)
      bytes.storeBytes(of: Self.check(length, after: chain), toByteOffset: 8, as: UInt64.self)
      return Self.checksum(UnsafeRawBufferPointer(rebasing: bytes[Self.headSize...]), after: chain)
    }
    withUnsafeBytes(of: next) { bytes.append(contentsOf: $0) }
    return next
  }

  static func check(_ length: UInt64, after chain: Chain) -> UInt64 {
    withUnsafeBytes(of: length.littleEndian) { checksum($0, after: chain) }.x
  }

  static func checksum(_ bytes: UnsafeRawBufferPointer, after chain: Chain) -> Chain {
    _ = sodium
    var chain = chain, result = Chain()
    withUnsafeMutableBytes(of: &result) { output in
      let status = withUnsafeMutableBytes(of: &chain) { key in
        crypto_generichash_blake2b(
          output.baseAddress!, checksumSize, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count), key.baseAddress!, checksumSize)
      }
      precondition(status == 0, "BLAKE2b failed")
    }
    return result
  }
}

/// Lets libsodium choose its fastest code, once.
private let sodium: Int32 = {
  let status = sodium_init()
  precondition(status >= 0, "libsodium could not start")
  return status
}()
