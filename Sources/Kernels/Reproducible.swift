import CKernels

/// Elementary functions whose results have the same bits on every CPU, unlike libm's, which choose by instruction set.
///
/// Whatever decides state (a policy, a draw, a simulated time) uses these. Errors are below 2 units in the last place;
/// special values follow IEEE 754.
public enum Reproducible {
  public static func exp(_ x: Double) -> Double { ck_exp(x) }
  /// exp(x) − 1, precise near 0.
  public static func expm1(_ x: Double) -> Double { ck_expm1(x) }
  public static func log(_ x: Double) -> Double { ck_log(x) }
  public static func pow(_ base: Double, _ exponent: Double) -> Double { ck_pow(base, exponent) }
  public static func tanh(_ x: Double) -> Double { ck_tanh(x) }
  public static func sin(_ x: Double) -> Double { ck_sin(x) }
  public static func cos(_ x: Double) -> Double { ck_cos(x) }
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }
}
