public import Policies

/// What a trail is worth: how success strengthens it, how time weakens it, how much it attracts.
///
/// A trail's strength lies in `tau_min … tau_max`; the quality of an outcome in 0 … 1, where 0 is a failure.
public enum PheromoneKind {
  /// The kind's functions, in order.
  public enum Function {
    public static let deposit = 0
    public static let evaporate = 1
    public static let weight = 2
    public static let depositAll = 3
    public static let evaporateAll = 4
    public static let weightAll = 5
  }

  /// The kind's context fields, in order.
  enum Field {
    static let tauMin = 0
    static let tauMax = 1
    static let best = 2
    static let count = 3
  }

  public static let kind: PolicyKind = PolicyKind(
    "pheromone", "What a trail is worth: deposit, evaporation, attraction.",
    functions: [
      PolicyFunction("deposit", "The trail's strength after an outcome.", parameters: [strength, quality], results: [strength]),
      PolicyFunction(
        "evaporate", "The trail's strength after some time without an outcome.", parameters: [strength, elapsed], results: [strength]),
      PolicyFunction(
        "weight", "How much the trail attracts.",
        parameters: [
          strength, PolicyField("heuristic", .number, bounds: .numbers(0...1e9), "what is known without trails: 1 / distance, or 1"),
        ],
        results: [PolicyField("weight", .number, bounds: .numbers(0...1e300), "relative; 0 is never chosen")]),
      PolicyFunction(
        "deposit_all", "`deposit` on every trail of a vector, with one quality.", .optional,
        parameters: [strengths, quality, output("strengths after it")]),
      PolicyFunction(
        "evaporate_all", "`evaporate` on every trail of a vector.", .optional,
        parameters: [strengths, elapsed, output("strengths after it")]),
      PolicyFunction(
        "weight_all", "`weight` of every trail of a vector.", .optional,
        parameters: [
          strengths, PolicyField("heuristics", .vector(.f64), bounds: .numbers(0...1e9), "one a trail"),
          PolicyField("out", .vector(.f64), bounds: .numbers(0...1e300), isOutput: true, "weights"),
        ]),
    ],
    fields: [
      PolicyField("tau_min", .number, bounds: .numbers(0...1e12), "the weakest a trail may be"),
      PolicyField("tau_max", .number, bounds: .numbers(0...1e12), "the strongest a trail may be"),
      PolicyField("best", .number, bounds: .numbers(0...1), "the best quality seen for this task type so far"),
      PolicyField("count", .integer, bounds: .integers(0...Int64.max), "outcomes this trail has had"),
    ],
    laws: PheromoneLaws.all,
    fallback: { MaxMinRule().policy() })

  private static let strength = PolicyField("strength", .number, bounds: .numbers(0...1e12), "of the trail, tau_min … tau_max")
  private static let strengths = PolicyField("strengths", .vector(.f64), bounds: .numbers(0...1e12), "one a trail")
  private static let quality = PolicyField("quality", .number, bounds: .numbers(0...1), "of the outcome; 0 is a failure")
  private static let elapsed = PolicyField("dt_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "time passed")
  private static func output(_ summary: String) -> PolicyField {
    PolicyField("out", .vector(.f64), bounds: .numbers(0...1e12), isOutput: true, summary)
  }
}
