import Glibc

extension Double {
  /// As a chart draws it: beyond 10³⁰⁰ differences are no numbers any more, so that it is not drawn; below 10⁻³⁰⁰ it is 0.
  var drawable: Double { abs(self) > 1e300 ? .nan : abs(self) < 1e-300 ? 0 : self }
}

/// `value` with exactly `decimals` digits after the point, correctly rounded.
public func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  guard abs(value) < 1e17 else { return "\(value)" }
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
    withVaList([Int32(clamping: decimals), value]) { _ = vsnprintf(buffer.baseAddress!, 64, "%.*f", $0) }
    let text = String(cString: buffer.baseAddress!)
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text  // no −0.00
  }
}

/// Digits after the point that give the largest of `values` four significant digits.
func readableDecimals(_ values: some Sequence<Double>) -> Int {
  let largest = values.lazy.filter(\.isFinite).map(abs).max() ?? 0
  guard largest > 0 else { return 0 }
  return min(9, max(0, 3 - Int(floor(log10(largest)))))
}
