import CSodium

/// A fingerprint of a run's results: BLAKE2b-256 (RFC 7693), chained over blocks of the values in the order they
/// happened: `h ← BLAKE2b(h ‖ block)`.
///
/// It covers results only (events, balances, metrics), never texts: a comment-only edit of a policy leaves it equal.
public struct Digest: Sendable {
  private static let blockSize = 4_096
  /// The chain's hash so far, then the block being filled.
  private var bytes: [UInt8]

  public init() {
    bytes = [UInt8](repeating: 0, count: 32)
    bytes.reserveCapacity(32 + Self.blockSize + 16)
  }

  public mutating func add<T: BitwiseCopyable & FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    if bytes.count >= 32 + Self.blockSize { bytes.replaceSubrange(0..., with: Self.hash(bytes)) }
  }

  public mutating func add(bytes added: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: added)
    if bytes.count >= 32 + Self.blockSize { bytes.replaceSubrange(0..., with: Self.hash(bytes)) }
  }

  public mutating func add(_ value: Double) { add(value.bitPattern) }

  /// The digest of everything added so far, in hexadecimal. More may be added afterwards.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: Self.hash(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&hash, 32, bytes, UInt64(bytes.count), nil, 0)
    return hash
  }
}
