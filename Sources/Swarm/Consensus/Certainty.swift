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
    let scale = 1 / log2(Lanes(repeating: Float(options)))[0]
    for row in 0..<rows {
      let belief = beliefs + row * options
      var sum = Lanes.zero
      var start = 0
      while start < options {
        let shares = lanes(belief + start, options - start)
        sum += shares * log2(shares)
        start += 8
      }
      certainty[row] = max(0, min(1, 1 + sum.total * scale))
      choices[row] = Int32(choice(belief, options))
    }
  }

  /// The first option with the largest share.
  @inline(__always)
  static func choice(_ belief: UnsafePointer<Float>, _ options: Int) -> Int {
    if options == 8 { return Int(Lanes(at: belief).choice) }
    var best = 0
    for option in 1..<max(options, 1) where belief[option] > belief[best] { best = option }
    return best
  }

  /// The first `count` shares from `start` on, zeros after them.
  @inline(__always)
  private static func lanes(_ start: UnsafePointer<Float>, _ count: Int) -> Lanes {
    if count >= 8 { return Lanes(at: start) }
    var lanes = Lanes.zero
    for i in 0..<count { lanes[i] = start[i] }
    return lanes
  }

  /// Base-2 logarithm of positive shares to about 1e-6; finite for 0, so that `0 · log2(0)` is 0.
  ///
  /// Range reduction to [√½, √2) and Cephes' polynomial for logf.
  @inline(__always)
  static func log2(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD8<Int32>.self)
    let exponent = (bits &- 0x3F35_04F3) &>> 23
    let f = unsafeBitCast(bits &- (exponent &<< 23), to: Lanes.self) - 1
    let square = f * f
    var series = f * 7.0376836292e-2 - 1.1514610310e-1
    series = series * f + 1.1676998740e-1
    series = series * f - 1.2420140846e-1
    series = series * f + 1.4249322787e-1
    series = series * f - 1.6668057665e-1
    series = series * f + 2.0000714765e-1
    series = series * f - 2.4999993993e-1
    series = series * f + 3.3333331174e-1
    let natural = f + (series * f * square - 0.5 * square)
    return natural * 1.44269504 + Lanes(exponent)
  }
}
