/// A symmetric tridiagonal matrix that grows at its end.
struct Tridiagonal {
  private var diagonal: [Double] = []
  /// What lies beside the diagonal, below each of its entries.
  private var below: [Double] = []
  var count: Int { diagonal.count }

  init() {}

  mutating func append(diagonal entry: Double, below other: Double) {
    diagonal.append(entry)
    below.append(other)
  }

  /// The largest eigenvalue, by bisection of Sturm counts.
  ///
  /// - Complexity: O(*k*)
  func largest() -> Double {
    var low = -Double.infinity, high = low
    for i in 0..<count {
      let radius = (i > 0 ? abs(below[i - 1]) : 0) + (i + 1 < count ? abs(below[i]) : 0)
      low = max(low, diagonal[i])  // an eigenvalue is at least as large as any diagonal entry
      high = max(high, diagonal[i] + radius)
    }
    for _ in 0..<80 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if hasEigenvalue(above: middle) { low = middle } else { high = middle }
    }
    return high
  }

  /// Whether some pivot of T − x is positive.
  private func hasEigenvalue(above x: Double) -> Bool {
    var pivot = diagonal[0] - x
    if pivot > 0 { return true }
    for i in 1..<count {
      pivot = diagonal[i] - x - below[i - 1] * below[i - 1] / (pivot == 0 ? -1e-300 : pivot)
      if pivot > 0 { return true }
    }
    return false
  }

  /// An eigenvector to the largest eigenvalue, by inverse iteration from just above it, where T − x is negative definite and
  /// elimination needs no pivoting.
  ///
  /// - Complexity: O(*k*)
  func vector(near largest: Double) -> [Double] {
    let x = largest + 1e-14
    var pivots = [min(diagonal[0] - x, -1e-15)]
    for i in 1..<count { pivots.append(min(diagonal[i] - x - below[i - 1] * below[i - 1] / pivots[i - 1], -1e-15)) }
    var vector = [Double](repeating: 1, count: count)
    for _ in 0..<3 {
      for i in 1..<count { vector[i] -= below[i - 1] / pivots[i - 1] * vector[i - 1] }
      vector[count - 1] /= pivots[count - 1]
      for i in stride(from: count - 2, through: 0, by: -1) { vector[i] = (vector[i] - below[i] * vector[i + 1]) / pivots[i] }
      let largest = vector.reduce(0) { max($0, abs($1)) }
      for i in 0..<count { vector[i] /= largest }
    }
    return vector
  }
}
