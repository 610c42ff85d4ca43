public import Policies

/// Which of the shortlisted nodes gets the task.
public enum AllocationKind {
  /// The kind's one function.
  public enum Function {
    public static let choose = 0
  }

  /// The kind's context fields, in order.
  enum Field {
    static let count = 0
    static let meanLogLatency = 1
    static let variance = 2
    static let observations = 3
    static let successA = 4
    static let successB = 5
    static let trail = 6
    static let load = 7
    static let rtt = 8
  }

  public static let kind: PolicyKind = PolicyKind(
    "allocation", "Which of the shortlisted nodes gets the task.",
    functions: [
      PolicyFunction(
        "choose", "The place of a candidate, from 1.",
        results: [PolicyField("index", .integer, bounds: .integers(1...65_536), "1 … ctx.count")])
    ],
    fields: [
      PolicyField("count", .integer, bounds: .integers(1...65_536), "candidates"),
      vector("mean_log_latency", "posterior mean of ln(service time in µs), one a candidate"),
      vector("variance", "posterior variance of that mean; falls as 1 / observations"),
      vector("observations", "outcomes seen, discounted by age"),
      vector("success_a", "successes + prior: the first shape of Beta(a, b)"),
      vector("success_b", "failures + prior: the second shape"),
      vector("trail", "strength of the pheromone trail"),
      vector("load", "work waiting at the candidate, in tasks"),
      vector("rtt_us", "round-trip time to it, in µs"),
    ],
    laws: AllocationLaws.all,
    fallback: { ThompsonRule().policy() })

  private static func vector(_ name: String, _ summary: String) -> PolicyField {
    PolicyField(name, .vector(.f64), summary)
  }
}
