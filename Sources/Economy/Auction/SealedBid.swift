import CSodium

/// 128 secret bits that keep a commitment from being guessed, fresh for every bid.
public struct Nonce: Sendable, Equatable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public init(_ random: inout some RandomNumberGenerator) {
    self.init(high: random.next(), low: random.next())
  }

  /// From 32 hexadecimal digits; nil for anything else.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 32, text.allSatisfy(\.isHexDigit), let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  /// 32 hexadecimal digits.
  public var hexadecimal: String { hexDigits(high) + hexDigits(low) }
}

/// The 256-bit fingerprint a bidder shows before anyone shows a price.
public struct Commitment: Sendable, Equatable {
  /// As four little-endian words.
  let words: (UInt64, UInt64, UInt64, UInt64)

  public static func == (a: Commitment, b: Commitment) -> Bool { a.words == b.words }

  /// The 32 bytes of the hash.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
  }

  /// 64 hexadecimal digits.
  public var hexadecimal: String {
    [words.0, words.1, words.2, words.3].map { hexDigits($0.byteSwapped) }.joined()
  }
}

/// A price that binds its bidder before it is seen.
///
/// The commitment is BLAKE2b-256 of a domain tag, price, nonce, task and node: it can't be guessed without the nonce, nor
/// used by another node or for another task.
public struct SealedBid: Sendable, Equatable {
  public let task: Int
  public let node: Int
  /// In µrUv.
  public let price: Int64
  public let nonce: Nonce

  public init(task: Int, node: Int, price: Int64, nonce: Nonce) {
    self.task = task
    self.node = node
    self.price = price
    self.nonce = nonce
  }

  private var message: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) {
    (
      tag, UInt64(bitPattern: price).littleEndian, nonce.high.littleEndian, nonce.low.littleEndian,
      UInt64(task).littleEndian, UInt64(node).littleEndian
    )
  }

  /// The 48 bytes the commitment is the fingerprint of: what a bidder signs to open its bid.
  public var opening: [UInt8] { withUnsafeBytes(of: message) { Array($0) } }

  /// - Complexity: one hash of one block, about 200 ns; no allocation
  public var commitment: Commitment {
    _ = sodium
    var message = message
    var digest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &digest) { output in
      withUnsafeBytes(of: &message) { input in
        let status = crypto_generichash_blake2b(
          output.baseAddress!, output.count, input.baseAddress!, UInt64(input.count), nil, 0)
        precondition(status == 0, "BLAKE2b failed")
      }
    }
    return Commitment(words: (
      UInt64(littleEndian: digest.0), UInt64(littleEndian: digest.1), UInt64(littleEndian: digest.2), UInt64(littleEndian: digest.3)))
  }
}

/// "formbid1", so that no other hash of ours is a commitment.
private let tag: UInt64 = 0x3164_6962_6D72_6F66

/// Lets libsodium choose its fastest code, once.
private let sodium: Int32 = {
  let status = sodium_init()
  precondition(status >= 0, "libsodium could not start")
  return status
}()

/// 16 digits.
private func hexDigits(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
