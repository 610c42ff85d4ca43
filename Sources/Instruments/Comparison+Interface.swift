import Interface

extension Comparison {
  static let declaration = Class(
    className, "How long functions take: what `bench` measured.",
    fields: [
      Function(
        "rows", "What was measured of each function.", .object("comparison") as Typed<Comparison>,
        returns: .table("rows", elements: row), example: "bench(os.clock, { samples = 3 }).rows[1].allocations"
      ) { comparison in Value.table(Table(list: comparison.rows.map(comparison.table))) },
      Function(
        "ns", "The first function's median time a call.", .object("comparison") as Typed<Comparison>,
        returns: Parameter("ns", .number, unit: "ns"), example: "bench(os.clock, { samples = 3 }).ns"
      ) { $0.rows[0].median },
      Function(
        "empty_call", "What a call of an empty function took, and was subtracted.", .object("comparison") as Typed<Comparison>,
        returns: Parameter("ns", .number, unit: "ns"), example: "bench(os.clock, { samples = 3 }).empty_call"
      ) { $0.emptyCall },
    ],
    operators: [.card(of: Comparison.self, example: "tostring(bench(os.clock, { samples = 3 }))")])

  private static let row = Parameter.table(
    "row",
    fields: [
      Parameter("name", .string), Parameter("ns", .number, unit: "ns", "a call, the median"), Parameter("p50", .number, unit: "ns", "the same"),
      Parameter("p99", .number, unit: "ns"), Parameter("min", .number, unit: "ns"), Parameter("allocations", .number, "a call"),
      Parameter("bytes", .number, unit: "bytes", "a call"), Parameter("checksum", .string, "of what the first call returned"),
      Parameter("ratio", .number, isOptional: true, "to the first function"),
      Parameter("ratio_low", .number, isOptional: true, "end of its 95% interval"), Parameter("ratio_high", .number, isOptional: true, "the other end"),
    ])
}
