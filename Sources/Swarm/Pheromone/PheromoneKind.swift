public import Policies

/// What a trail is worth: how success strengthens it, how time weakens it, how much it attracts.
///
/// A trail's strength lies in `tau_min … tau_max`; the quality of an outcome in 0 … 1, where 0 is a failure. Outcomes come
/// one by one, as tasks do, or in rounds, as the paths of ants do: then `ctx.round` and its companions are there, quality is
/// the cost of the best over a path's own, and the optional functions say how a round goes (Dorigo & Stützle, "Ant colony
/// optimization", 2004, chapter 3).
public enum PheromoneKind {
  /// The kind's functions, in order.
  public enum Function {
    public static let deposit = 0
    public static let evaporate = 1
    public static let weight = 2
    public static let depositAll = 3
    public static let evaporateAll = 4
    public static let weightAll = 5
    public static let begin = 6
    public static let greed = 7
    public static let visited = 8
    public static let visitedAll = 9
    public static let elect = 10
    public static let restart = 11
  }

  /// The kind's context fields, in order.
  public enum Field {
    public static let tauMin = 0
    public static let tauMax = 1
    public static let best = 2
    public static let count = 3
    public static let round = 4
    public static let roundTime = 5
    public static let ants = 6
    public static let rank = 7
    public static let stagnation = 8
    public static let branching = 9
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
    ] + rounds,
    fields: [
      PolicyField("tau_min", .number, bounds: .numbers(0...1e12), "the weakest a trail may be"),
      PolicyField("tau_max", .number, bounds: .numbers(0...1e12), "the strongest a trail may be"),
      PolicyField("best", .number, bounds: .numbers(0...1), "the best quality seen for this task type so far; 1 in rounds"),
      PolicyField("count", .integer, bounds: .integers(0...Int64.max), "outcomes this trail has had"),
      PolicyField(
        "round", .integer, bounds: .integers(0...Int64.max), isOptional: true,
        "rounds since trails began, this one included; nil where outcomes come one by one"),
      PolicyField("round_us", .integer, unit: "µs", bounds: .integers(1...Int64.max), isOptional: true, "time that a round takes; nil without rounds"),
      PolicyField("ants", .integer, bounds: .integers(1...Int64.max), isOptional: true, "ants in a round: its outcomes; nil without rounds"),
      PolicyField(
        "rank", .integer, bounds: .integers(0...Int64.max), isOptional: true,
        "deposit only: the outcome's place in its round, 1 for the best; 0 is the best since trails began; nil without rounds"),
      PolicyField(
        "stagnation", .integer, bounds: .integers(0...Int64.max), isOptional: true,
        "rounds since the best since trails began was found; nil without rounds"),
      PolicyField(
        "branching", .number, bounds: .numbers(0...1e9), isOptional: true,
        "restart only: trails at a choice that lie above the weakest there by 5% of the way to the strongest, mean of all; 2 where all ants walk one tour"),
    ],
    laws: PheromoneLaws.all,
    fallback: { MaxMinRule().policy() })

  /// What a policy may say about rounds.
  private static let rounds = [
    PolicyFunction(
      "begin", "Before the first round: the weakest a trail may be and what all begin with, as parts of tau_max. Else a millionth, and 1.",
      .optional, parameters: [PolicyField("steps", .integer, bounds: .integers(1...Int64.max), "choices on the way of an ant, about")],
      results: [
        PolicyField("floor", .number, bounds: .numbers(1e-12...0.999), "the weakest"), PolicyField("start", .number, bounds: .numbers(1e-12...1), "what all begin with"),
      ]),
    PolicyFunction(
      "greed", "How likely an ant takes the most attractive way rather than drawing by weight, asked each round. Else 0.", .optional,
      results: [PolicyField("greed", .number, bounds: .numbers(0...1), "a probability")]),
    PolicyFunction(
      "visited", "The trail's strength after an ant has walked it, whatever came of it. Else as before.", .optional, parameters: [strength],
      results: [strength]),
    PolicyFunction(
      "visited_all", "`visited` of every trail of a vector.", .optional, parameters: [strengths, output("strengths after it")]),
    PolicyFunction(
      "elect", "How many outcomes of the round are deposited, best first, and whether the best since trails began is. Else all, and not.", .optional,
      results: [
        PolicyField("count", .integer, bounds: .integers(0...Int64.max), "of the round's outcomes, 0 … ctx.ants"),
        PolicyField("best", .boolean, "whether the best since trails began is deposited too"),
      ]),
    PolicyFunction(
      "restart", "Whether all trails begin anew, asked after each round. Else never.", .optional, results: [PolicyField("restart", .boolean)]),
  ]

  private static let strength = PolicyField("strength", .number, bounds: .numbers(0...1e12), "of the trail, tau_min … tau_max")
  private static let strengths = PolicyField("strengths", .vector(.f64), bounds: .numbers(0...1e12), "one a trail")
  private static let quality = PolicyField("quality", .number, bounds: .numbers(0...1), "of the outcome; 0 is a failure")
  private static let elapsed = PolicyField("dt_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "time passed")
  private static func output(_ summary: String) -> PolicyField {
    PolicyField("out", .vector(.f64), bounds: .numbers(0...1e12), isOutput: true, summary)
  }
}
