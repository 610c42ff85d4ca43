public import Policies

/// How a node combines its own gradient with those its peers sent.
public enum Aggregation {
  enum Function {
    static let combine = 0
  }

  enum Argument {
    static let own = 0
    static let peers = 1
    static let out = 2
  }

  enum Field {
    static let weights = 0
    static let staleness = 1
    static let trust = 2
    static let faulty = 3
  }

  /// What a message's numbers are clipped to before a policy sees them: no sum of a few thousand of them overflows.
  public static let magnitudeLimit: Float = 1e6

  public static let kind = PolicyKind(
    "aggregation", "How a node combines its own gradient with those its peers sent.",
    functions: [
      PolicyFunction(
        "combine", "Writes the combined gradient to `out`.",
        parameters: [
          PolicyField("own", .vector(.f32), "this node's gradient"),
          PolicyField("peers", .matrix(.f32), "one row a peer, as long as `own`; may have no rows"),
          PolicyField("out", .vector(.f32), isOutput: true, "the answer, as long as `own`"),
        ])
    ],
    fields: [
      PolicyField("weights", .vector(.f32), "mixing weight of each peer; they and the node's own sum to 1"),
      PolicyField("staleness", .vector(.f32), unit: "rounds", "age of each peer's gradient"),
      PolicyField("trust", .vector(.f32), "0 … 1 for each peer"),
      PolicyField("f", .integer, bounds: .integers(0...65_536), "how many peers are assumed faulty"),
    ],
    laws: laws,
    fallback: { MetropolisMixing.policy() })
}
