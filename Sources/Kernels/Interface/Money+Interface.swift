import CKernels
import Interface

extension KernelsInterface {
  /// `money`: products of integers that would not fit in 64 bits on the way.
  static let money = Module(
    "money", "Exact arithmetic on integer amounts, µrUv.",
    functions: [
      Function("mul_div", "a · b / c, exactly, rounded down or up.", detail: "The product has 128 bits. Overflow and division by zero are errors.",
        .integer("a"), .integer("b"), .integer("c"), .choice("rounding", ["floor", "ceil"]), returns: Parameter("quotient", .integer),
        example: "money.mul_div(10, 1, 3, \"ceil\")", isPolicySafe: true, errors: ["the divisor is 0", "the result is no 64-bit integer"]
      ) { a, b, c, rounding in try mulDiv(a, b, c, roundsUp: rounding == "ceil") }
    ])
}

/// a · b / c with a 128-bit product, rounded towards minus infinity, or plus.
///
/// - Throws: `ArrayError.value` if c is 0 or the quotient does not fit in 64 bits.
private func mulDiv(_ a: Int64, _ b: Int64, _ c: Int64, roundsUp: Bool = false) throws(ArrayError) -> Int64 {
  var quotient: Int64 = 0
  switch ck_mul_div(a, b, c, roundsUp, &quotient) {
  case CK_ZERO_DIVISOR: throw .value("mul_div: division by zero")
  case CK_OVERFLOW: throw .value("mul_div: \(a) · \(b) / \(c) does not fit in 64 bits")
  default: return quotient
  }
}
