import CSodium

/// 32 bytes without a heap: a key, half a signature, a fingerprint.
struct Octets32: Sendable, Hashable {
  private var a: UInt64 = 0, b: UInt64 = 0, c: UInt64 = 0, d: UInt64 = 0

  init() {}

  /// - Precondition: 32 bytes.
  init(_ bytes: some Sequence<UInt8>) {
    var count = 0
    withUnsafeMutableBytes(of: &self) { target in
      for byte in bytes {
        precondition(count < 32, "more than 32 bytes")
        target[count] = byte
        count += 1
      }
    }
    precondition(count == 32, "fewer than 32 bytes")
  }

  var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }

  /// BLAKE2b-256 (RFC 7693) of a tag that belongs to one use only, and some content.
  static func hash(_ tag: StaticString, _ content: [UInt8]) -> Octets32 {
    hash(Array(UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount)) + content)
  }

  static func hash(_ content: [UInt8]) -> Octets32 {
    _ = sodium
    var hash = Octets32()
    withUnsafeMutableBytes(of: &hash) { output in
      let status = crypto_generichash_blake2b(output.baseAddress!, 32, content, UInt64(content.count), nil, 0)
      precondition(status == 0, "BLAKE2b failed")
    }
    return hash
  }
}

/// Lets libsodium choose its fastest code, once.
let sodium: Int32 = {
  let status = sodium_init()
  precondition(status >= 0, "libsodium could not start")
  return status
}()

/// Little-endian.
func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { Array($0) } }
