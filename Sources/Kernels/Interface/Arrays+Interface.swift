import Interface

/// What vectors and matrices have in common, declared for one of them. `sample` is an expression that makes one.
struct ArrayMembers<A: NumericArray & Describable> {
  let sample: String
  var this: Typed<A> { .object("self") }
  var result: Parameter { Parameter(A.className, .object(A.className)) }

  var fields: [Function] {
    [
      Function("type", "Type of the elements: f32, f64, i64 or mask.", this, returns: Parameter("type", .string), example: "\(sample).type", isPolicySafe: true) {
        $0.type.name
      }
    ]
  }

  var methods: [Function] {
    [
      Function("copy", "A contiguous copy that owns its memory.", this, returns: result, example: "\(sample):copy()", isPolicySafe: true) {
        try $0.copy()
      },
      Function(
        "convert", "A copy whose elements are of another type.", detail: "To i64, elements must be whole numbers of 64 bits.", this,
        .choice("type", ElementType.names), returns: result, example: "\(sample):convert(\"f64\")", isPolicySafe: true, errors: ["an element is no whole number of 64 bits, where the new type is i64"]
      ) { try $0.converted(to: ElementType(named: $1)) },
      Function("close", "Lets go of the memory now; any later use is an error.", detail: "Views of an array that owns its memory end with it.", this,
        returns: .nothing, example: "\(sample):close()", isPolicySafe: true
      ) { array in
        array.close()
        return Nothing()
      },
      Function("fill", "Sets every element.", this, .scalar("value"), returns: .this(A.self), example: "\(sample):fill(1)", isPolicySafe: true, errors: ["the number is none of the type of the elements"]) {
        try $0.fill($1)
        return $0
      },
      Function("assign", "Writes another array's elements over this one's.", this, .object("other") as Typed<A>, returns: .this(A.self),
        example: "\(sample):assign(\(sample))", isPolicySafe: true, errors: .operands
      ) {
        try $0.assign($1)
        return $0
      },
      Function("axpy", "Adds a · x in place, with one rounding an element.", this, .scalar("a"), .object("x") as Typed<A>, returns: .this(A.self),
        example: "\(sample):axpy(0.5, \(sample))", isPolicySafe: true, errors: .operands
      ) {
        try $0.axpy($1, $2)
        return $0
      },
      Function("scale", "Multiplies every element in place.", this, .scalar("a"), returns: .this(A.self), example: "\(sample):scale(2)", isPolicySafe: true, errors: ["the number is none of the type of the elements", "an integer overflows"]) {
        try $0.scale($1)
        return $0
      },
      Function("sum", "Total of the elements; of a mask, how many are 1.", detail: "In one order on every CPU. Integers are checked.", this,
        returns: Parameter("total", .number), example: "\(sample):sum()", isPolicySafe: true, errors: ["an integer overflows"]) { try $0.sum() },
      Function("mean", "Mean of the elements, NaN of nothing.", this, returns: Parameter("mean", .number), example: "\(sample):mean()", isPolicySafe: true) {
        try $0.mean()
      },
      Function("min", "Least element, passing over NaN; nil of nothing.", this, returns: Parameter("least", .number, isOptional: true),
        example: "\(sample):min()", isPolicySafe: true) { try $0.min() },
      Function("max", "Greatest element, passing over NaN; nil of nothing.", this, returns: Parameter("greatest", .number, isOptional: true),
        example: "\(sample):max()", isPolicySafe: true) { try $0.max() },
      Function("pow", "Raises every element to a power in place.", this, .number("exponent"), returns: .this(A.self), example: "\(sample):pow(2)",
        isPolicySafe: true, errors: ["the elements are neither f32 nor f64"]
      ) {
        try $0.apply(.pow, argument: $1)
        return $0
      },
    ] + [Arithmetic.add, .sub, .mul, .div].map(inPlace) + [ElementFunction.exp, .log, .tanh, .sqrt, .abs].map(elementwise)
  }

  private func inPlace(_ arithmetic: Arithmetic) -> Function {
    let verb = ["Adds", "Subtracts", "Multiplies by", "Divides by"][Int(arithmetic.rawValue)]
    let detail = "Integers are checked: overflow is an error." + (arithmetic == .div ? " Of integers: rounded down, as `//`." : "")
    return Function(
      arithmetic.name, "\(verb) another \(A.className), or a number, in place.", detail: detail, this, .any("other", "\(A.className) or number"),
      returns: .this(A.self), example: "\(sample):\(arithmetic.name)(2)", isPolicySafe: true, errors: .operands + ["an integer overflows, or is divided by zero"]
    ) { array, other in
      switch try Operand<A>(other, "other") {
      case .array(let other): try array.combine(arithmetic, other)
      case .scalar(let number): try array.combine(arithmetic, number)
      }
      return array
    }
  }

  private func elementwise(_ function: ElementFunction) -> Function {
    Function(
      function.rawValue, "Replaces every element x by \(function.rawValue)(x).", detail: "The same bits on every CPU. f32 and f64.", this,
      returns: .this(A.self), example: "\(sample):\(function.rawValue)()", isPolicySafe: true, errors: ["the elements are neither f32 nor f64"]
    ) { array in
      try array.apply(function)
      return array
    }
  }

  var operators: [Function] {
    [
      binary("__add", .add, "+"), binary("__sub", .sub, "-"), binary("__mul", .mul, "*"), binary("__div", .div, "/"), binary("__idiv", .div, "//"),
      Function("__unm", "Every element's negative.", this, returns: result, example: "-\(sample)", isPolicySafe: true) {
        try $0.combined(.mul, -1)
      },
      Function("__eq", "Whether both have the same shape, type and elements.", .object("a") as Typed<A>, .object("b") as Typed<A>,
        returns: Parameter("equal", .boolean), example: "\(sample) == \(sample)", isPolicySafe: true) { try $0.isEqual(to: $1) },
      .card(of: A.self, example: "tostring(\(sample))", isPolicySafe: true),
    ]
  }

  private func binary(_ name: String, _ arithmetic: Arithmetic, _ symbol: String) -> Function {
    let operand = symbol == "//" ? "(\(sample) + 1):convert(\"i64\")" : sample
    return Function(
      name, "Element by element; either side may be a number.", .any("a"), .any("b"), returns: result, example: "\(operand) \(symbol) \(operand)",
      isPolicySafe: true
    ) { a, b in
      switch (try Operand<A>(a, "left"), try Operand<A>(b, "right")) {
      case (.array(let left), .array(let right)):
        try checkDivision(symbol, left.type)
        return try left.combined(arithmetic, right)
      case (.array(let left), .scalar(let right)):
        try checkDivision(symbol, left.type)
        return try left.combined(arithmetic, right)
      case (.scalar(let left), .array(let right)):
        try checkDivision(symbol, right.type)
        return try right.combined(arithmetic, left, reversed: true)
      case (.scalar, .scalar): throw ScriptError("\(A.className) expected")
      }
    }
  }

  /// `/` is for floating elements and `//` for integers, as each rounds in its own way.
  private func checkDivision(_ symbol: String, _ type: ElementType) throws {
    if symbol == "/", type == .i64 { throw ScriptError("i64 elements are divided with //, which rounds down; convert them for /") }
    if symbol == "//", type != .i64 { throw ScriptError("// is for i64 elements; use /") }
  }
}
