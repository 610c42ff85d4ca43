import Interface

extension Comparison {
  static let declaration = Class(
    className, "How long functions take: what `bench` measured.",
    fields: [
      Function(
        "rows", "A table a function: name, ns (the median a call), p50, p99, min, allocations and bytes a call, checksum; from the second on ratio, ratio_low, ratio_high.",
        .object("comparison") as Typed<Comparison>, returns: Parameter("rows", .table), example: ""
      ) { comparison in Value.table(Table(list: comparison.rows.map(comparison.table))) },
      Function(
        "ns", "The first function's median time a call.", .object("comparison") as Typed<Comparison>,
        returns: Parameter("ns", .number, unit: "ns"), example: ""
      ) { $0.rows[0].median },
      Function(
        "empty_call", "What a call of an empty function took, and was subtracted.", .object("comparison") as Typed<Comparison>,
        returns: Parameter("ns", .number, unit: "ns"), example: ""
      ) { $0.emptyCall },
    ],
    operators: [
      Function("__tostring", "A table.", .object("comparison") as Typed<Comparison>, returns: Parameter("text", .string), example: "") { $0.text },
    ])
}
