/// Bytes that a reader may copy by hand: base32 (RFC 4648, no padding) with a checksum, as NATS writes its keys.
enum CheckedText {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var letters: [UInt8] = [], pending = 0, bits = 0
    for byte in bytes + littleEndian(checksum(bytes)) {
      pending = pending << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        letters.append(alphabet[pending >> bits & 31])
      }
      pending &= 1 << bits - 1
    }
    if bits > 0 { letters.append(alphabet[pending << (5 - bits) & 31]) }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Nil where the checksum doesn't hold.
  static func bytes(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 128 else { return nil }
    var bytes: [UInt8] = [], pending = 0, bits = 0
    for letter in text.utf8 {
      guard let value = alphabet.firstIndex(of: letter) else { return nil }
      pending = pending << 5 | value
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(pending >> bits & 255))
      }
      pending &= 1 << bits - 1
    }
    guard pending == 0, bits < 5, bytes.count > 2 else { return nil }
    let content = Array(bytes.dropLast(2))
    return Array(bytes.suffix(2)) == littleEndian(checksum(content)) ? content : nil
  }

  /// CRC-16/XMODEM: finds every error of one letter, and of any two bits.
  private static func checksum(_ bytes: [UInt8]) -> UInt16 {
    bytes.reduce(0) { sum, byte in
      (0..<8).reduce(sum ^ UInt16(byte) << 8) { sum, _ in sum & 0x8000 != 0 ? sum << 1 ^ 0x1021 : sum << 1 }
    }
  }
}
