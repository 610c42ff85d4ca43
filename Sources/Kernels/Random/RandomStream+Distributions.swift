extension RandomStream {
  /// A standard normal draw (Box & Muller 1958). Takes two uniforms, whatever their values.
  public mutating func normal() -> Double {
    let radius = Reproducible.sqrt(-2 * Reproducible.log(1 - uniform()))
    return radius * Reproducible.cos(2 * .pi * uniform())
  }

  /// An exponential draw of mean 1.
  public mutating func exponential() -> Double { -Reproducible.log(1 - uniform()) }

  /// A gamma draw of scale 1 (Marsaglia & Tsang 2000).
  ///
  /// - Precondition: `shape` is positive and finite.
  /// - Complexity: O(1) expected; a rejection takes further draws of this stream.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "a gamma's shape is positive, not \(shape)")
    if shape < 1 {  // Γ(a) = Γ(a + 1) · U^(1/a)
      let boosted = gamma(shape: shape + 1)
      return boosted * Reproducible.pow(1 - uniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / Reproducible.sqrt(9 * d)
    while true {
      let x = normal()
      let t = 1 + c * x
      let u = 1 - uniform()
      guard t > 0 else { continue }
      let v = t * t * t
      if Reproducible.log(u) < 0.5 * x * x + d - d * v + d * Reproducible.log(v) { return d * v }
    }
  }

  /// A beta draw in [0, 1].
  ///
  /// - Precondition: `a` and `b` are positive and finite.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(shape: a), y = gamma(shape: b)
    // Both underflow only for tiny shapes, where the law is nearly a coin with odds a : b.
    return x + y > 0 ? x / (x + y) : (uniform() * (a + b) < a ? 1 : 0)
  }
}
