public import Interface

/// What scripts see of choosing a model for a node's budgets.
public enum OptimizationInterface {
  public static let module = Module(
    "optimization", "Which model suits a node's budgets.",
    functions: [
      Function(
        "best", "The candidate with the highest built-in fitness: accuracy less what the budgets are exceeded by.",
        detail: "A candidate is { accuracy 0…1, latency in µs, bytes }. Of equals, the first.",
        .table("candidates"), .number("latency_budget", 1e-3...1e12, unit: "µs"), .integer("bytes_budget", 1...(1 << 50)),
        returns: Parameter("index", .integer), example: "optimization.best({ { 0.85, 20, 230000 }, { 0.84, 6, 80000 } }, 10, 100000)", errors: ["there are no candidates, or one is not as described"]
      ) { table, latency, bytes in
        let candidates = try table.list.enumerated().map { try candidate($1, $0 + 1) }
        guard !candidates.isEmpty else { throw ScriptError("no candidates to choose from") }
        return Int64(FitnessRule(seed: 0).best(of: candidates, latencyBudget: latency, bytesBudget: Int(bytes), lane: 0) + 1)
      }
    ])

  private static func candidate(_ value: Value, _ position: Int) throws -> ModelCandidate {
    guard case .table(let row) = value, row.list.count == 3, let accuracy = number(row.list[0]), let latency = number(row.list[1]),
      let bytes = number(row.list[2]), (0...1).contains(accuracy), (0...1e12).contains(latency), (0...1e15).contains(bytes)
    else { throw ScriptError("candidate \(position) is not { accuracy 0…1, latency in µs, bytes }") }
    return ModelCandidate(name: "candidate \(position)", accuracy: accuracy, latency: latency, bytes: Int(bytes))
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }
}
