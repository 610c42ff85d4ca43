import Interface

extension KernelsInterface {
  /// `vector`: one-dimensional arrays.
  static let vector = Module(
    "vector", "One-dimensional arrays of f32, f64, i64 or mask elements, shared with native code without copying.",
    functions: [
      Function("new", "A vector of a table's numbers, or a copy of a vector.", detail: "Mask elements may be booleans.", .any("elements"),
        ElementType.parameter(), returns: .vector("vector"), example: "vector.new{ 3, 1, 2 }", isPolicySafe: true, errors: ["an entry is no number, or none of the type", "the memory limit is reached"]
      ) { elements, type in try Vector(script: elements, type) },
      Function("zeros", "A vector of zeros.", .integer("count", 0...Int64.max), ElementType.parameter(), returns: .vector("vector"),
        example: "vector.zeros(1000)", isPolicySafe: true, errors: .memory
      ) { try Vector(ElementType(named: $1), count: Int($0)) },
      Function("ones", "A vector of ones.", .integer("count", 0...Int64.max), ElementType.parameter(), returns: .vector("vector"),
        example: "vector.ones(3, \"i64\")", isPolicySafe: true, errors: .memory
      ) { count, type in
        let vector = try Vector(ElementType(named: type), count: Int(count))
        try vector.fill(1)
        return vector
      },
      Function("range", "The integers from first to last, as i64.", .integer("first"), .integer("last"), .optional(.integer("step"), "1"),
        returns: .vector("vector"), example: "vector.range(1, 10, 3)", isPolicySafe: true, errors: ["the step is 0, or there are more elements than memory"]
      ) { try Vector(from: $0, through: $1, by: $2 ?? 1) },
      Function("linspace", "Evenly spaced numbers, both ends included.", .number("first"), .number("last"), .integer("count", 1...Int64.max),
        ElementType.parameter(), returns: .vector("vector"), example: "vector.linspace(0, 1, 5)", isPolicySafe: true, errors: ["an element is none of the type", "the memory limit is reached"]
      ) { try Vector(from: $0, to: $1, count: Int($2), ElementType(named: $3)) },
      Function("random", "Reproducible random numbers.",
        detail: """
          `stream` is a seed, or `{ seed = 7, "purpose", "name", lane = 3 }`; the same stream gives the same numbers on every \
          machine, and streams of other names are independent. uniform: 0 ≤ x < 1; normal: mean 0, variance 1.
          """,
        .integer("count", 0...Int64.max), .any("stream"), .optional(.choice("law", ["uniform", "normal"]), "uniform"), ElementType.parameter(),
        returns: .vector("vector"), example: "vector.random(4, 7, \"normal\")", isPolicySafe: true, errors: ["the seed is neither an integer nor a stream such as { seed = 7, \"purpose\" }", "the memory limit is reached"]
      ) { count, stream, law, type in
        var random = try RandomStream(script: stream)
        return try Vector(ElementType(named: type), count: Int(count), random: &random, isNormal: law == "normal")
      },
    ],
    classes: [
      Class("vector", "A one-dimensional array: v[i] from 1 to #v.", methods: members.methods + vectorMethods, fields: members.fields,
        operators: members.operators + vectorOperators)
    ])

  private static let members = ArrayMembers<Vector>(sample: "vector.ones(3)")
  private static let this: Typed<Vector> = .object("self")

  private static let vectorMethods: [Function] =
    [
      Function("slice", "Elements first to last, without a copy: what changes here changes there.", this, .integer("first", 1...Int64.max),
        .integer("last", 0...Int64.max), returns: .vector("view"), example: "vector.range(1, 9):slice(2, 4)", isPolicySafe: true, errors: ["the range is none of this vector"]
      ) { vector, first, last in
        guard last >= first - 1 else { throw ScriptError("slice: last \(last) is before first \(first)") }
        return try vector.slice(position(first)..<Int(last))
      },
      Function("gather", "The elements at some indices, as a new vector.", this, .object("indices") as Typed<Vector>, returns: .vector("elements"),
        example: "vector.new{ 5, 6, 7 }:gather(vector.new({ 3, 1 }, \"i64\"))", isPolicySafe: true, errors: ["the indices are not i64, or one is outside the vector"]
      ) { try $0.gather($1.combined(.sub, 1)) },
      Function("table", "The elements as a Lua table.", this, returns: Parameter("elements", .table), example: "vector.ones(3):table()", isPolicySafe: true) {
        vector in Table(list: try (0..<vector.count).map { try vector.element($0).value(vector.type) })
      },
      Function("dot", "Sum of the products of elements.", detail: "In one order on every CPU. Integers are exact or an error.", this,
        .object("other") as Typed<Vector>, returns: Parameter("product", .number), example: "vector.ones(3):dot(vector.ones(3))", isPolicySafe: true, errors: .operands + ["an integer overflows"]
      ) { try $0.dot($1) },
      Function("l2", "Euclidean distance.", this, .object("other") as Typed<Vector>, returns: Parameter("distance", .number),
        example: "vector.new{ 0, 3 }:l2(vector.new{ 4, 0 })", isPolicySafe: true, errors: .operands) { try $0.l2($1) },
      Function("cosine", "Cosine of the angle, 0 if either is zero.", this, .object("other") as Typed<Vector>, returns: Parameter("cosine", .number),
        example: "vector.new{ 1, 0 }:cosine(vector.new{ 1, 1 })", isPolicySafe: true, errors: .operands) { try $0.cosine($1) },
      Function("softmax", "Replaces the elements by their softmax.", detail: "All NaN if there is a NaN or inf among them.", this,
        returns: .this(Vector.self), example: "vector.new{ 1, 2, 3 }:softmax()", isPolicySafe: true, errors: ["the elements are neither f32 nor f64"]
      ) {
        try $0.softmax()
        return $0
      },
      Function("log_softmax", "Replaces the elements by the logarithm of their softmax.", this, returns: .this(Vector.self),
        example: "vector.new{ 1, 2, 3 }:log_softmax()", isPolicySafe: true, errors: ["the elements are neither f32 nor f64"]
      ) {
        try $0.softmax(logarithm: true)
        return $0
      },
      Function("argmin", "Index of the least element whose mask is 1; nil if there is none.", detail: "The lowest index of equals; NaN is passed over.",
        this, .optional(.object("mask") as Typed<Vector>, "all"), returns: Parameter("index", .integer, isOptional: true),
        example: "vector.new{ 3, 1, 2 }:argmin()", isPolicySafe: true, errors: .operands) { try $0.argmin(where: $1).map { Int64($0 + 1) } },
      Function("argmax", "Index of the greatest element whose mask is 1; nil if there is none.",
        detail: "The lowest index of equals; NaN is passed over.", this, .optional(.object("mask") as Typed<Vector>, "all"),
        returns: Parameter("index", .integer, isOptional: true), example: "vector.new{ 3, 1, 2 }:argmax()", isPolicySafe: true, errors: .operands
      ) { try $0.argmax(where: $1).map { Int64($0 + 1) } },
      Function("top_k", "Indices of the k greatest elements, greatest first.", detail: "Fewer if there are fewer. O(n log k).", this,
        .integer("k", 0...Int64.max), returns: .vector("indices"), example: "vector.new{ 3, 1, 2 }:top_k(2)", isPolicySafe: true
      ) { try oneBased(try $0.top(Int($1))) },
      Function("order", "The indices that put the elements in order.", detail: "Stable; NaN last.", this,
        .optional(.choice("direction", ["ascending", "descending"]), "ascending"), returns: .vector("indices"),
        example: "vector.new{ 3, 1, 2 }:order()", isPolicySafe: true) { try oneBased(try $0.order(descending: $1 == "descending")) },
      Function("sort", "Puts the elements in order in place.", detail: "Stable; NaN last.", this,
        .optional(.choice("direction", ["ascending", "descending"]), "ascending"), returns: .this(Vector.self),
        example: "vector.new{ 3, 1, 2 }:sort(\"descending\")", isPolicySafe: true
      ) {
        try $0.sort(descending: $1 == "descending")
        return $0
      },
      Function("compare", "The mask of where the comparison with a vector or a number holds.", this,
        .choice("comparison", Comparison.allCases.map(\.symbol)), .any("other", "vector or number"), returns: .vector("mask"),
        example: "vector.new{ 3, 1, 2 }:compare(\">\", 1)", isPolicySafe: true, errors: .operands
      ) { vector, symbol, other in
        let comparison = Comparison.allCases.first { $0.symbol == symbol }!
        switch try Operand<Vector>(other, "other") {
        case .array(let other): return try vector.compare(comparison, other)
        case .scalar(let number): return try vector.compare(comparison, number)
        }
      },
      Function("where", "These elements where the mask is 1, another vector's or a number elsewhere.", this, .object("mask") as Typed<Vector>,
        .any("other", "vector or number"), returns: .vector("chosen"),
        example: "vector.new{ 3, 1 }:where(vector.new({ true, false }, \"mask\"), 0)", isPolicySafe: true, errors: .operands
      ) { vector, mask, other in
        switch try Operand<Vector>(other, "other") {
        case .array(let other): try vector.select(where: mask, else: other)
        case .scalar(let number): try vector.select(where: mask, else: number)
        }
      },
      Function("count", "How many elements of a mask are 1.", this, returns: Parameter("count", .integer),
        example: "vector.ones(3, \"mask\"):count()", isPolicySafe: true, errors: ["the vector is no mask"]
      ) { mask in
        try mask.checkRead(.mask)
        return try mask.sum()
      },
    ]

  private static let vectorOperators: [Function] = [
    Function("__len", "How many elements there are.", this, returns: Parameter("count", .integer), example: "#vector.ones(3)", isPolicySafe: true) {
      vector in
      try vector.checkRead()
      return Int64(vector.count)
    },
    Function("__band", "Where both masks are 1.", .object("a") as Typed<Vector>, .object("b") as Typed<Vector>, returns: .vector("mask"),
      example: "vector.ones(2, \"mask\") & vector.zeros(2, \"mask\")", isPolicySafe: true) { try $0.intersection($1) },
    Function("__bor", "Where either mask is 1.", .object("a") as Typed<Vector>, .object("b") as Typed<Vector>, returns: .vector("mask"),
      example: "vector.ones(2, \"mask\") | vector.zeros(2, \"mask\")", isPolicySafe: true) { try $0.union($1) },
    Function("__bnot", "Where the mask is 0.", this, returns: .vector("mask"), example: "~vector.zeros(2, \"mask\")", isPolicySafe: true) {
      try $0.inverted()
    },
  ]

  private static func oneBased(_ indices: Vector) throws -> Vector {
    try indices.combine(.add, 1)
    return indices
  }
}

extension Scalar {
  /// As scripts see an element of the type.
  func value(_ type: ElementType) -> Value {
    switch self {
    case .integer(let value): type == .mask ? .boolean(value != 0) : .integer(value)
    case .number(let value): .number(value)
    }
  }
}
