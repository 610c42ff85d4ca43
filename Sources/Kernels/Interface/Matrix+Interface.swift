import Interface

extension KernelsInterface {
  /// `matrix`: two-dimensional arrays.
  static let matrix = Module(
    "matrix", "Two-dimensional arrays, shared with native code without copying.",
    functions: [
      Function("zeros", "A matrix of zeros.", .integer("rows", 0...Int64.max), .integer("columns", 0...Int64.max), ElementType.parameter(),
        returns: .matrix("matrix"), example: "matrix.zeros(2, 3)", isPolicySafe: true, errors: .memory
      ) { try Matrix(ElementType(named: $2), rows: Int($0), columns: Int($1)) },
      Function("new", "A matrix of a table of rows, each a table or a vector.", .table("rows"), ElementType.parameter(), returns: .matrix("matrix"),
        example: "matrix.new{ { 1, 2 }, { 3, 4 } }", isPolicySafe: true, errors: ["the rows are not tables or vectors of numbers of one length", "the memory limit is reached"]
      ) { rows, type in try Matrix(script: rows, ElementType(named: type)) },
      Function("identity", "The identity matrix.", .integer("size", 0...Int64.max), ElementType.parameter(), returns: .matrix("matrix"),
        example: "matrix.identity(3)", isPolicySafe: true, errors: .memory
      ) { size, type in
        let matrix = try Matrix(ElementType(named: type), rows: Int(size), columns: Int(size))
        for i in 0..<Int(size) { try matrix.setElement(i, i, to: 1) }
        return matrix
      },
      Function("random", "Reproducible random numbers; see vector.random.", .integer("rows", 0...Int64.max), .integer("columns", 0...Int64.max),
        .any("stream"), .optional(.choice("law", ["uniform", "normal"]), "uniform"), returns: .matrix("matrix"),
        example: "matrix.random(2, 3, { seed = 7, \"weights\" }, \"normal\")", isPolicySafe: true, errors: ["the seed is neither an integer nor a stream such as { seed = 7, \"purpose\" }", "the memory limit is reached"]
      ) { rows, columns, stream, law in
        var random = try RandomStream(script: stream)
        let matrix = try Matrix(.f32, rows: Int(rows), columns: Int(columns))
        let draws = try Vector(.f32, count: matrix.elementCount, random: &random, isNormal: law == "normal")
        try copyElements(from: draws.view.pointee.reshaped(like: matrix.view.pointee), to: matrix.view.pointee, .f32)
        withExtendedLifetime(draws) {}
        return matrix
      },
    ],
    classes: [
      Class("matrix", "A two-dimensional array: m:get(i, j), rows and columns from 1.", methods: members.methods + matrixMethods,
        fields: members.fields + [
          Function("rows", "How many rows there are.", this, returns: Parameter("rows", .integer), example: "matrix.zeros(2, 3).rows", isPolicySafe: true) {
            Int64($0.rows)
          },
          Function("columns", "How many columns there are.", this, returns: Parameter("columns", .integer), example: "matrix.zeros(2, 3).columns",
            isPolicySafe: true) { Int64($0.columns) },
        ],
        operators: members.operators)
    ])

  private static let members = ArrayMembers<Matrix>(sample: "matrix.identity(2)")
  private static let this: Typed<Matrix> = .object("self")

  private static let matrixMethods: [Function] = [
    Function("get", "One element.", this, .integer("row", 1...Int64.max), .integer("column", 1...Int64.max), returns: Parameter("element", .number),
      example: "matrix.identity(2):get(1, 1)", isPolicySafe: true, errors: ["there is no such row or column"]) { try $0.element(position($1), position($2)) },
    Function("set", "Sets one element.", this, .integer("row", 1...Int64.max), .integer("column", 1...Int64.max), .scalar("value"),
      returns: .this(Matrix.self), example: "matrix.zeros(2, 2):set(1, 2, 5)", isPolicySafe: true, errors: ["there is no such row or column", "the number is none of the type of the elements"]
    ) {
      try $0.setElement(position($1), position($2), to: $3)
      return $0
    },
    Function("row", "A row, without a copy.", this, .integer("row", 1...Int64.max), returns: .vector("view"), example: "matrix.identity(3):row(2)",
      isPolicySafe: true, errors: ["there is no such row"]) { try $0.row(position($1)) },
    Function("column", "A column, without a copy.", this, .integer("column", 1...Int64.max), returns: .vector("view"),
      example: "matrix.identity(3):column(2)", isPolicySafe: true, errors: ["there is no such column"]) { try $0.column(position($1)) },
    Function("slice", "Rows first to last, without a copy.", this, .integer("first", 1...Int64.max), .integer("last", 0...Int64.max),
      returns: .matrix("view"), example: "matrix.identity(3):slice(2, 3)", isPolicySafe: true, errors: ["the range is none of this matrix"]
    ) { matrix, first, last in
      guard last >= first - 1 else { throw ScriptError("slice: last \(last) is before first \(first)") }
      return try matrix.slice(rows: position(first)..<Int(last))
    },
    Function("transpose", "Rows and columns exchanged, without a copy.", this, returns: .matrix("view"), example: "matrix.zeros(2, 3):transpose()",
      isPolicySafe: true) { try $0.transpose() },
    Function("gemv", "The product with a vector: one dot product a row.", this, .object("x") as Typed<Vector>,
      .optional(.object("out") as Typed<Vector>, "a new vector"), returns: .vector("product"),
      example: "matrix.identity(3):gemv(vector.new{ 1, 2, 3 })", isPolicySafe: true, errors: .operands
    ) { matrix, x, out in
      guard let out else { return try matrix.gemv(x) }
      try matrix.gemv(x, into: out)
      return out
    },
    Function("gemm", "The product with a matrix.", this, .object("other") as Typed<Matrix>, returns: .matrix("product"),
      example: "matrix.identity(2):gemm(matrix.new{ { 1, 2 }, { 3, 4 } })", isPolicySafe: true, errors: .operands) { try $0.gemm($1) },
  ]
}

extension Matrix {
  /// A script's table of rows, each a table of numbers or a vector.
  convenience init(script rows: Table, _ type: ElementType) throws {
    let vectors = try rows.list.map { try Vector(script: $0, type.name) }
    let columns = vectors.first?.count ?? 0
    try self.init(type, rows: vectors.count, columns: columns)
    for (i, vector) in vectors.enumerated() {
      guard vector.count == columns else { throw ScriptError("row \(i + 1) has \(vector.count) elements, row 1 has \(columns)") }
      try row(i).assign(vector)
    }
  }
}
