import Interface

extension KernelsInterface {
  /// `fmath`: elementary functions with the same bits on every CPU.
  static let fmath = Module(
    "fmath", "Elementary functions whose results have the same bits on every CPU; in a policy `math` is made of them.",
    functions: [
      unary("exp", "e to the power x.", "1", Reproducible.exp),
      unary("expm1", "exp(x) − 1, precise near 0.", "1e-9", Reproducible.expm1),
      unary("log", "The natural logarithm.", "10", Reproducible.log),
      unary("tanh", "The hyperbolic tangent.", "0.5", Reproducible.tanh),
      unary("sin", "The sine of an angle in radians.", "1", Reproducible.sin),
      unary("cos", "The cosine of an angle in radians.", "1", Reproducible.cos),
      unary("sqrt", "The square root.", "2", Reproducible.sqrt),
      Function("pow", "base to the power exponent.", .number("base"), .number("exponent"), returns: Parameter("power", .number),
        example: "fmath.pow(2, 0.5)", isPolicySafe: true) { Reproducible.pow($0, $1) },
    ])

  private static func unary(_ name: String, _ summary: String, _ argument: String, _ body: @escaping @Sendable (Double) -> Double) -> Function {
    Function(name, summary, detail: "Within 2 units in the last place.", .number("x"), returns: Parameter("y", .number),
      example: "fmath.\(name)(\(argument))", isPolicySafe: true) { body($0) }
  }
}
