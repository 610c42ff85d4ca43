/// "1…100 µrUv", "0.0…1.0", "≥ 1".
public func boundsText(_ bounds: Bounds, unit: String? = nil) -> String {
  let suffix = unit.map { " \($0)" } ?? ""
  switch bounds {
  case .integers(let range): return "\(range.lowerBound)…\(range.upperBound)\(suffix)"
  case .numbers(let range): return "\(shortNumber(range.lowerBound))…\(shortNumber(range.upperBound))\(suffix)"
  }
}

/// A number without a needless fraction: 1, 0.5, 1e+300, ∞.
func shortNumber(_ number: Double) -> String {
  if number.isInfinite { return number < 0 ? "-∞" : "∞" }
  if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
  return "\(number)"
}
