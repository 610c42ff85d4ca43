import Kernels

/// How fast gossip on a graph forgets disagreement: 1 − λ₂ of its Metropolis–Hastings mixing matrix,
/// `W_ij = 1 / (1 + max(d_i, d_j))` between neighbours (Xiao & Boyd 2004).
public struct SpectralGap: Sendable, Equatable {
  /// 0 where the graph is not connected, 1 where one round agrees exactly.
  public var value: Double
  /// An eigenvalue lies within so much of λ₂ as found; 0 where the gap follows from the graph's form.
  public var residual: Double
  /// Multiplications by W it took.
  public var steps: Int
}

extension Graph {
  /// The spectral gap by Lanczos' method on the complement of the constant vector.
  ///
  /// It stops when the residual is below `tolerance` · gap, or the work is done; then the residual says how well λ₂ is known.
  /// The gap found is never below the true one but for rounding.
  ///
  /// - Parameter work: links to be followed, at most.
  /// - Complexity: O(steps · (*n* + *m*)), steps growing as 1 / √gap
  public func spectralGap(tolerance: Double = 1e-6, work: Int = 1_000_000_000) -> SpectralGap {
    let n = nodeCount
    guard n > 1 else { return SpectralGap(value: 1, residual: 0, steps: 0) }
    guard isConnected else { return SpectralGap(value: 0, residual: 0, steps: 0) }
    let limit = max(30, work / (n + neighbours.count))
    let weights = mixingWeights()
    var random = RandomStream(seed: 0, "topology", "spectrum")
    var current = (0..<n).map { _ in random.uniform() - 0.5 }
    centre(&current)
    scale(&current, 1 / norm(current))
    var previous = [Double](repeating: 0, count: n), next = previous
    var tridiagonal = Tridiagonal()
    var beta = 0.0, answer = SpectralGap(value: 1, residual: 1, steps: 0)
    var checkAt = 4
    while true {
      multiply(current, weights, into: &next)
      var alpha = 0.0
      for i in 0..<n { alpha += next[i] * current[i] }
      for i in 0..<n { next[i] -= alpha * current[i] + beta * previous[i] }
      centre(&next)
      beta = norm(next)
      tridiagonal.append(diagonal: alpha, below: beta)
      let steps = tridiagonal.count
      let isSpent = beta < 1e-12  // nothing is left to find: the vectors so far span all there is
      if isSpent || steps >= checkAt || steps >= limit {
        let (largest, last) = tridiagonal.largest()
        answer = SpectralGap(value: min(1, max(0, 1 - largest)), residual: beta * last, steps: steps)
        if isSpent || steps >= limit || answer.residual <= tolerance * answer.value { return answer }
        checkAt = steps + max(4, steps / 4)
      }
      scale(&next, 1 / beta)
      (previous, current, next) = (current, next, previous)
    }
  }

  /// W's entry for each cell of `neighbours`.
  private func mixingWeights() -> [Double] {
    var weights: [Double] = []
    weights.reserveCapacity(neighbours.count)
    for node in 0..<nodeCount { for other in self[node] { weights.append(1 / Double(1 + max(degree(node), degree(Int(other))))) } }
    return weights
  }

  /// y ← W x, the diagonal being what makes rows sum to 1.
  private func multiply(_ x: [Double], _ weights: [Double], into y: inout [Double]) {
    offsets.withUnsafeBufferPointer { offsets in
      neighbours.withUnsafeBufferPointer { neighbours in
        weights.withUnsafeBufferPointer { weights in
          x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
              for i in 0..<y.count {
                var sum = x[i]
                for cell in Int(offsets[i])..<Int(offsets[i + 1]) { sum += weights[cell] * (x[Int(neighbours[cell])] - x[i]) }
                y[i] = sum
              }
            }
          }
        }
      }
    }
  }

  private func centre(_ x: inout [Double]) {
    let mean = x.reduce(0, +) / Double(x.count)
    for i in x.indices { x[i] -= mean }
  }

  private func norm(_ x: [Double]) -> Double { Reproducible.sqrt(x.reduce(0) { $0 + $1 * $1 }) }

  private func scale(_ x: inout [Double], _ factor: Double) {
    for i in x.indices { x[i] *= factor }
  }
}

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

  /// The largest eigenvalue, by bisection of Sturm counts, and the size of the last entry of its unit eigenvector.
  ///
  /// - Complexity: O(*k*)
  func largest() -> (value: Double, last: Double) {
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
    return (high, lastEntry(high))
  }

  /// Whether some pivot of T − x is positive.
  private func hasEigenvalue(above x: Double) -> Bool {
    var pivot = diagonal[0] - x
    if pivot > 0 { return true }
    for i in 1..<max(count, 1) {
      pivot = diagonal[i] - x - below[i - 1] * below[i - 1] / (pivot == 0 ? -1e-300 : pivot)
      if pivot > 0 { return true }
    }
    return false
  }

  /// From the last entry back, as (T − value) v = 0 demands: the pivots of the elimination are negative, so that it is stable.
  private func lastEntry(_ value: Double) -> Double {
    guard count > 1 else { return 1 }
    var pivots = [diagonal[0] - value]
    for i in 1..<count { pivots.append(diagonal[i] - value - below[i - 1] * below[i - 1] / (pivots[i - 1] == 0 ? -1e-300 : pivots[i - 1])) }
    var entry = 1.0, square = 1.0
    for i in stride(from: count - 2, through: 0, by: -1) {
      entry *= -below[i] / (pivots[i] == 0 ? -1e-300 : pivots[i])
      square += entry * entry
      if square > 1e280 { return 0 }
    }
    return 1 / Reproducible.sqrt(square)
  }
}
