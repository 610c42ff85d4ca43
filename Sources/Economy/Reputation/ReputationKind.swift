import Interface
public import Policies

/// How far a node is trusted: evidence for and against it, which fades.
public enum Reputation {
  public static let kind: PolicyKind = PolicyKind(
    "reputation", "How outcomes and time move a node's score.",
    movesMoney: true,
    functions: [
      PolicyFunction(
        "update", "The evidence after one more outcome.",
        parameters: [good, bad, PolicyField("outcome", .number, bounds: .numbers(0...1), "1 for a good result, 0 for a bad one")],
        results: [good, bad]),
      PolicyFunction(
        "decay", "The evidence after some time without news.",
        parameters: [good, bad, PolicyField("dt_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "time passed")],
        results: [good, bad]),
      PolicyFunction(
        "score", "The trust that the evidence earns.",
        parameters: [good, bad],
        results: [PolicyField("score", .number, bounds: .numbers(0...1), "0 for none, 1 for full")]),
    ],
    fields: [
      PolicyField("stake", .integer, unit: "µrUv", "what the node has at stake"),
      PolicyField("age_us", .integer, unit: "µs", "since the node joined"),
      PolicyField("value", .integer, unit: "µrUv", "what was at risk in the task the outcome is about"),
    ],
    laws: laws,
    fallback: { BetaEvidence.policy() })

  /// A bound that any sum of outcomes stays below.
  static let evidenceLimit = 1e15
  private static let good = PolicyField("a", .number, bounds: .numbers(0...evidenceLimit), "evidence for the node")
  private static let bad = PolicyField("b", .number, bounds: .numbers(0...evidenceLimit), "evidence against it")

  enum Call { static let update = 0, decay = 1, score = 2 }
}
