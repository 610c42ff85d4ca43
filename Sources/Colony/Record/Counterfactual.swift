import Interface

/// What a run came to, and what it would have come to: one row a measure.
enum Counterfactual {
  /// A measure as a report holds it.
  private static let measures: [(name: String, section: String, field: String)] = [
    ("tasks completed", "tasks", "completed"), ("welfare, rUv", "market", "welfare_ruv"), ("payments, rUv", "market", "payments_ruv"),
    ("fees, rUv", "market", "fees_ruv"), ("slashed, rUv", "market", "slashed_ruv"), ("Gini of incomes", "market", "income_gini"),
    ("latency p50, s", "latency_s", "p50"), ("latency p95, s", "latency_s", "p95"), ("accuracy", "accuracy", "prequential"),
    ("shortlists agreed", "swarm", "agreed"),
  ]

  static let result: Parameter = .table(
    "rows",
    elements: .table(
      "row",
      fields: [
        Parameter("measure", .string), Parameter("recorded", .number, "as it was"), Parameter("changed", .number, "as it would have been"),
        Parameter("difference", .number, "the second less the first"),
      ], "a measure of both runs"), "one a measure")

  static func rows(_ recorded: Colony, _ changed: Colony) -> Table {
    let (old, new) = (recorded.report(), changed.report())
    return Table(list: measures.compactMap { measure in
      guard let before = number(old, measure.section, measure.field), let after = number(new, measure.section, measure.field) else { return nil }
      return ["measure": .string(measure.name), "recorded": .number(before), "changed": .number(after), "difference": .number(after - before)]
    })
  }

  private static func number(_ report: Table, _ section: String, _ field: String) -> Double? {
    guard case .table(let table) = report[section] else { return nil }
    switch table[field] {
    case .integer(let integer): return Double(integer)
    case .number(let number): return number
    default: return nil
    }
  }
}
