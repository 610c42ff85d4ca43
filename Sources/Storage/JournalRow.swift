/// One row of a journal: numbers that mean what its owner says, and a fingerprint of it and all before it.
public struct JournalRow: Sendable, Equatable {
  /// From 1, without gaps.
  public var number: Int64
  /// In microseconds.
  public var time: Int64
  public var kind: Int64
  public var id: Int64
  public var debit: Int64
  public var credit: Int64
  public var amount: Int64
  public var code: Int64
  /// Empty for most.
  public var name: String
  public var hash: Fingerprint

  public init(
    number: Int64, time: Int64, kind: Int64, id: Int64, debit: Int64, credit: Int64, amount: Int64, code: Int64, name: String,
    hash: Fingerprint
  ) {
    self.number = number
    self.time = time
    self.kind = kind
    self.id = id
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.code = code
    self.name = name
    self.hash = hash
  }
}

/// 256 bits that stand for a text of any length.
public struct Fingerprint: Hashable, Sendable {
  /// Little-endian, whatever the machine.
  public var words: SIMD4<UInt64>

  public init(words: SIMD4<UInt64> = .zero) { self.words = words }

  /// 64 hexadecimal digits.
  public var hexadecimal: String {
    (0..<4).map { i in
      let digits = String(UInt64(bigEndian: words[i].littleEndian), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
