public import Policies

/// How a candidate model is scored for a node's budgets.
public enum Fitness {
  enum Function {
    static let score = 0
    static let rank = 1
  }

  enum Argument {
    static let accuracy = 0
    static let latency = 1
    static let bytes = 2
    static let metrics = 0
  }

  enum Field {
    static let latencyBudget = 0
    static let bytesBudget = 1
  }

  public static let kind = PolicyKind(
    "fitness", "How a candidate model is scored for a node's budgets.",
    functions: [
      PolicyFunction(
        "score", "How good a candidate is; more is better.",
        parameters: [
          PolicyField("accuracy", .number, bounds: .numbers(0...1), "share of validation rows it gets right"),
          PolicyField("latency_us", .number, unit: "µs", bounds: .numbers(0...1e12), "of one forward pass on this node"),
          PolicyField("bytes", .integer, bounds: .integers(0...(1 << 50)), "memory its parameters take"),
        ],
        results: [PolicyField("score", .number, bounds: .numbers(-1e15...1e15))]),
      PolicyFunction(
        "rank", "Scores of all candidates at once, where one depends on the others.", .optional,
        parameters: [
          PolicyField("metrics", .matrix(.f64), "one row a candidate: accuracy, latency in µs, bytes")
        ],
        results: [PolicyField("scores", .vector(.f64), "one a candidate; more is better")]),
    ],
    fields: [
      PolicyField("latency_budget_us", .number, unit: "µs", bounds: .numbers(1e-3...1e12), "what the node may spend on one forward pass"),
      PolicyField("bytes_budget", .integer, bounds: .integers(1...(1 << 50)), "what the node may keep in memory"),
    ],
    laws: laws,
    fallback: { PenaltyScore.policy() })
}
