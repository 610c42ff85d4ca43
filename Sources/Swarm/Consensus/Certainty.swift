/// Certainty 1 − H / ln K of beliefs, and the choice each exhibits.
///
/// In single precision and plain IEEE operations in a fixed order, hence equal bits on every CPU.
enum Certainty {
  /// Writes each row's certainty, clamped to [0, 1], and its first largest option.
  ///
  /// - Complexity: O(rows · options)
  static func measure(
    _ beliefs: UnsafePointer<Float>, rows: Int, options: Int, certainty: UnsafeMutablePointer<Float>,
    choices: UnsafeMutablePointer<Int32>
  ) {
    guard options > 1 else {
      certainty.update(repeating: 1, count: rows)
      choices.update(repeating: 0, count: rows)
      return
    }
    let scale = 1 / log2(Float(options))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 8) { terms in
      for row in 0..<rows {
        let belief = beliefs + row * options
        var sum = Lanes.zero
        var start = 0
        while start + 8 <= options {
          for k in 0..<8 { terms[k] = belief[start + k] * log2(belief[start + k]) }
          sum += Lanes(at: terms.baseAddress!)
          start += 8
        }
        var entropy = -sum.total
        while start < options {
          entropy -= belief[start] * log2(belief[start])
          start += 1
        }
        certainty[row] = max(0, min(1, 1 - entropy * scale))
        choices[row] = Int32(choice(belief, options))
      }
    }
  }

  /// The first option with the largest share.
  @inline(__always)
  static func choice(_ belief: UnsafePointer<Float>, _ options: Int) -> Int {
    options == 8 ? first(belief, 8) : first(belief, options)  // a constant count is unrolled and vectorised
  }

  @inline(__always)
  private static func first(_ belief: UnsafePointer<Float>, _ options: Int) -> Int {
    var best = (share: belief[0], option: 0)
    for option in 1..<max(options, 1) {  // selects instead of branches: beliefs come in no order a CPU could guess
      let isMore = belief[option] > best.share
      best.share = isMore ? belief[option] : best.share
      best.option = isMore ? option : best.option
    }
    return best.option
  }

  /// Base-2 logarithm of a share to about 1e-6; finite for 0, so that `0 · log2(0)` is 0.
  ///
  /// Range reduction to [√½, √2) and Cephes' polynomial for logf. Without branches, so that a loop of eight vectorises.
  @inline(__always)
  static func log2(_ x: Float) -> Float {
    let bits = Int32(bitPattern: x.bitPattern)
    let exponent = (bits &- 0x3F35_04F3) &>> 23
    let f = Float(bitPattern: UInt32(bitPattern: bits &- (exponent &<< 23))) - 1
    let square = f * f
    var series = f * 7.0376836292e-2 - 1.1514610310e-1
    series = series * f + 1.1676998740e-1
    series = series * f - 1.2420140846e-1
    series = series * f + 1.4249322787e-1
    series = series * f - 1.6668057665e-1
    series = series * f + 2.0000714765e-1
    series = series * f - 2.4999993993e-1
    series = series * f + 3.3333331174e-1
    return (f + (series * f * square - 0.5 * square)) * 1.44269504 + Float(exponent)
  }
}
