/// Trust that flows along ratings from peers that are trusted beforehand (Kamvar, Schlosser & Garcia-Molina 2003).
///
/// `t = (1 − α) Cᵀ t + α p`, where row *i* of *C* is how *i* shares its trust: its ratings above zero, or *p* where it has none.
/// A ring that nobody trusted rates gets nothing, however much its members praise each other.
public enum EigenTrust {
  /// - Parameters:
  ///   - ratings: row *i* holds what *i* thinks of each peer, 0 or more; what it thinks of itself doesn't count. n × n.
  ///   - pretrusted: indices of peers trusted beforehand, at least one.
  ///   - alpha: share of trust that goes to them in each step, 0 (excluded) to 1.
  /// - Returns: the peers' trust, summing to 1.
  /// - Complexity: O(n² · log ε / log (1 − α)) for a precision of ε = 1e-12
  public static func trust(_ ratings: [[Double]], pretrusted: [Int], alpha: Double) -> [Double] {
    let n = ratings.count
    precondition(alpha > 0 && alpha <= 1 && !pretrusted.isEmpty && pretrusted.allSatisfy { (0..<n).contains($0) })
    precondition(ratings.allSatisfy { $0.count == n && $0.allSatisfy { $0 >= 0 && $0.isFinite } })
    var source = [Double](repeating: 0, count: n)
    for peer in Set(pretrusted) { source[peer] = 1 / Double(Set(pretrusted).count) }
    let shares = ratings.enumerated().map { i, row in
      // Divided by the largest first, so that a sum of large ratings stays finite.
      let largest = row.enumerated().reduce(0) { $1.offset == i ? $0 : max($0, $1.element) }
      if largest == 0 { return source }
      let scaled = row.enumerated().map { $0.offset == i ? 0 : $0.element / largest }
      let sum = scaled.reduce(0, +)
      return scaled.map { $0 / sum }
    }
    var trust = source
    for _ in 0..<10_000 {
      var next = source.map { alpha * $0 }
      for i in 0..<n where trust[i] > 0 {
        let passed = (1 - alpha) * trust[i]
        for j in 0..<n { next[j] += passed * shares[i][j] }
      }
      let change = zip(next, trust).reduce(0) { $0 + abs($1.0 - $1.1) }
      trust = next
      if change < 1e-12 { break }
    }
    return trust
  }
}
