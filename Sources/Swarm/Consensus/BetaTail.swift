import Kernels

/// How sure a Beta posterior is.
enum BetaTail {
  /// P(X > ½) for X ~ Beta(a, b), to about 1e-13.
  ///
  /// The continued fraction of the regularised incomplete beta function, by Lentz's method (Numerical Recipes 6.4), on the
  /// side of the mean where it converges fast.
  ///
  /// - Precondition: both are positive and finite.
  /// - Complexity: O(√max(a, b))
  static func aboveHalf(_ a: Double, _ b: Double) -> Double {
    precondition(a > 0 && b > 0 && a.isFinite && b.isFinite)
    let front = Reproducible.exp(logGamma(a + b) - logGamma(a) - logGamma(b) - (a + b) * 0.693147180559945309417)
    return 0.5 < (a + 1) / (a + b + 2) ? 1 - front * fraction(a, b) / a : front * fraction(b, a) / b
  }

  /// The fraction of I_½(a, b), converging fast for a mean above ½.
  private static func fraction(_ a: Double, _ b: Double) -> Double {
    let x = 0.5, tiny = 1e-300
    func bounded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0, d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var result = d
    for m in 1...10_000 {
      let m = Double(m)
      for term in [m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))] {
        d = 1 / bounded(1 + term * d)
        c = bounded(1 + term / c)
        result *= d * c
      }
      if abs(d * c - 1) < 1e-15 { break }
    }
    return result
  }

  /// ln Γ(x) for x > 0 by Lanczos' series (g = 7, n = 9), to about 1e-15 relatively.
  private static func logGamma(_ x: Double) -> Double {
    if x < 0.5 { return logGamma(x + 1) - Reproducible.log(x) }
    var series = 0.99999999999980993
    let coefficients = (
      676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
      9.9843695780195716e-6, 1.5056327351493116e-7)
    series += coefficients.0 / x + coefficients.1 / (x + 1) + coefficients.2 / (x + 2) + coefficients.3 / (x + 3)
    series += coefficients.4 / (x + 4) + coefficients.5 / (x + 5) + coefficients.6 / (x + 6) + coefficients.7 / (x + 7)
    let shifted = x + 6.5
    return 0.918938533204672741780 + (x - 0.5) * Reproducible.log(shifted) - shifted + Reproducible.log(series)
  }
}
