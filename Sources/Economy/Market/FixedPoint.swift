import Interface

/// A fraction ≥ 0 in binary fixed point: `whole + fraction / 2^64`, rounded down.
public struct FixedPoint: Sendable, Equatable {
  public let whole: UInt64
  public let fraction: UInt64

  /// ⌊numerator · 2^64 / denominator⌋ / 2^64
  ///
  /// - Precondition: `numerator >= 0`, `denominator > 0`
  public init(_ numerator: Int64, over denominator: Int64) {
    precondition(numerator >= 0 && denominator > 0, "a fraction of amounts, not of differences")
    let (quotient, rest) = UInt64(numerator).quotientAndRemainder(dividingBy: UInt64(denominator))
    whole = quotient
    fraction = UInt64(denominator).dividingFullWidth((rest, 0)).quotient  // rest < denominator: it fits
  }

  /// ⌊amount · factor · 2^64 / denominator⌋ / 2^64
  ///
  /// - Precondition: all are at least 0, the denominator at least 1, and the quotient is below 2^64.
  init(_ amount: Int64, times factor: Int64, over denominator: Int64) {
    precondition(amount >= 0 && factor >= 0 && denominator > 0, "a fraction of amounts, not of differences")
    let divisor = UInt64(denominator)
    let (quotient, rest) = divisor.dividingFullWidth(UInt64(amount).multipliedFullWidth(by: UInt64(factor)))
    whole = quotient
    fraction = divisor.dividingFullWidth((rest, 0)).quotient
  }

  init(whole: UInt64, fraction: UInt64) {
    self.whole = whole
    self.fraction = fraction
  }

  /// With so many decimals, the rest cut off.
  public func text(decimals: Int) -> String {
    var digits = "", rest = fraction
    for _ in 0..<decimals {
      let (digit, next) = rest.multipliedFullWidth(by: 10)
      digits += "\(digit)"
      rest = next
    }
    return Readable.count(whole) + "." + digits
  }

  /// For display; amounts are computed from the parts.
  public var value: Double { Double(whole) + Double(fraction) / 0x1p64 }
}
