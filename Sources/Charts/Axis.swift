import Glibc

/// A range of values and the round numbers to mark on it.
struct Axis {
  let low: Double
  let high: Double
  let ticks: [Double]
  let labels: [String]

  /// Covers the finite ones of `values`, widened to round numbers unless a limit is given.
  ///
  /// - Returns: nil where there is nothing to cover.
  init?(covering values: some Sequence<Double>, low fixedLow: Double? = nil, high fixedHigh: Double? = nil, ticks count: Int, isWidened: Bool) {
    var least = Double.infinity, greatest = -Double.infinity
    for value in values where value.isFinite {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    guard least <= greatest else { return nil }
    var low = fixedLow.map(\.drawable) ?? least, high = fixedHigh.map(\.drawable) ?? greatest
    if !low.isFinite { low = least }
    if !high.isFinite { high = greatest }
    if !(high - low > 1e-12 * max(abs(low), abs(high))) {  // a constant, or nearly; or limits that leave nothing
      let margin = low == 0 ? 1 : abs(low) * 0.05
      (low, high) = (low - margin, low + margin)
    }
    let step = roundStep((high - low) / Double(max(1, count)))
    if isWidened {
      if fixedLow == nil { low = floor(low / step + 1e-9) * step }
      if fixedHigh == nil { high = ceil(high / step - 1e-9) * step }
    }
    self.low = low
    self.high = high
    let first = Int(ceil(low / step - 1e-9)), last = Int(floor(high / step + 1e-9))
    ticks = (first...max(first, last)).map { Double($0) * step }
    labels = tickLabels(ticks, step: step)
  }

  /// Where `value` lies: 0 at the low end, 1 at the high end.
  func position(_ value: Double) -> Double { (value - low) / (high - low) }
}

/// 1, 2 or 5 times a power of ten: the least that is not below `step`.
func roundStep(_ step: Double) -> Double {
  let power = pow(10, floor(log10(step)))
  let mantissa = step / power
  return (mantissa <= 1.000001 ? 1 : mantissa <= 2.000001 ? 2 : mantissa <= 5.000001 ? 5 : 10) * power
}

/// Labels with the same scale and just enough digits: `0 0.5 1`, `10k 20k`, `0 2e-5`.
func tickLabels(_ ticks: [Double], step: Double) -> [String] {
  let largest = ticks.map(abs).max() ?? 0
  let (divisor, suffix): (Double, String) =
    switch largest {
    case 1e12...: (1e12, "T")
    case 1e9..<1e12: (1e9, "G")
    case 1e6..<1e9: (1e6, "M")
    case 1e4..<1e6: (1e3, "k")
    default: (1, "")
    }
  if largest > 0 && largest < 1e-3 {
    let exponent = Int(floor(log10(largest)))
    return ticks.map { $0 == 0 ? "0" : fixed($0 / pow(10, Double(exponent)), step < pow(10, Double(exponent)) * 0.999 ? 1 : 0) + "e\(exponent)" }
  }
  let decimals = max(0, -Int(floor(log10(step / divisor) + 1e-9)))
  return ticks.map { fixed($0 / divisor, decimals) + ($0 == 0 ? "" : suffix) }
}
