import Interface

/// Which way a division of money rounds. Choose the one against the party that chose the amount.
public enum Rounding: String, Sendable, CaseIterable {
  case floor, ceil
}

/// ⌊a·b/c⌋ or ⌈a·b/c⌉ with a 128-bit product; nil where the quotient leaves 64 bits.
///
/// - Precondition: `a >= 0`, `b >= 0`, `c > 0`
public func mulDiv(_ a: Int64, _ b: Int64, _ c: Int64, _ rounding: Rounding) -> Int64? {
  precondition(a >= 0 && b >= 0 && c > 0, "mulDiv takes amounts, not differences")
  let product = UInt64(a).multipliedFullWidth(by: UInt64(b))
  let divisor = UInt64(c)
  guard product.high < divisor else { return nil }
  let (quotient, remainder) = divisor.dividingFullWidth(product)
  let (rounded, overflow) = quotient.addingReportingOverflow(rounding == .ceil && remainder > 0 ? 1 : 0)
  return overflow ? nil : Int64(exactly: rounded)
}

/// The resource utility voucher, rUv. Amounts are counted in millionths of it, µrUv.
public enum Voucher {
  /// One rUv in µrUv.
  public static let micros: Int64 = 1_000_000

  /// An amount in µrUv as people read it: "1.25 rUv".
  public static func describe(_ amount: Int64) -> String {
    let (whole, rest) = amount.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var text = (amount < 0 ? "−" : "") + Readable.count(whole)
    if rest > 0 {
      var digits = String(rest + 1_000_000).dropFirst()
      while digits.last == "0" { digits.removeLast() }
      text += ".\(digits)"
    }
    return text + " rUv"
  }
}
