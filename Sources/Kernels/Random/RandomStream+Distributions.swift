import CKernels

extension RandomStream {
  /// A standard normal draw (Box & Muller 1958). Takes two uniforms, whatever their values.
  public mutating func normal() -> Double { ck_stream_normal(&state) }

  /// An exponential draw of mean 1.
  public mutating func exponential() -> Double { -Reproducible.log(1 - uniform()) }

  /// A gamma draw of scale 1 (Marsaglia & Tsang 2000).
  ///
  /// - Precondition: `shape` is positive and finite.
  /// - Complexity: O(1) expected; a rejection takes further draws of this stream.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "a gamma's shape is positive, not \(shape)")
    return ck_stream_gamma(&state, shape)
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
