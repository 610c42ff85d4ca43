public import Policies

/// How far a pattern is to be trusted, and when it is forgotten.
public enum MemoryKind {
  /// The kind's functions, in order.
  public enum Function {
    public static let confidence = 0
    public static let forget = 1
  }

  /// The kind's context fields, in order.
  enum Field {
    static let count = 0
    static let quality = 1
    static let age = 2
    static let spread = 3
    static let isHeard = 4
    static let trust = 5
  }

  /// Without `forget`, what is trusted less is forgotten.
  public static let confidenceMin = 0.01

  public static let kind: PolicyKind = PolicyKind(
    "memory", "How far a remembered pattern is trusted, and when it is forgotten.",
    functions: [
      PolicyFunction("confidence", "How far the pattern is to be trusted.", results: [confidence]),
      PolicyFunction(
        "forget", "Whether the pattern is to be forgotten; without it, below a confidence of \(confidenceMin).", .optional,
        parameters: [confidence], results: [PolicyField("forgotten", .boolean, "true to forget it")]),
    ],
    fields: [
      PolicyField("count", .number, bounds: .numbers(0...1e9), "episodes behind it"),
      PolicyField("quality", .number, bounds: .numbers(0...1), "their mean quality; 0 are failures"),
      PolicyField("age_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "since the latest of them"),
      PolicyField("spread", .number, bounds: .numbers(0...1), "their mean cosine distance to the centroid"),
      PolicyField("heard", .boolean, "whether they are a peer's and not one's own"),
      PolicyField("trust", .number, bounds: .numbers(0...1), "in that peer; 1 for one's own"),
    ],
    laws: MemoryLaws.all,
    fallback: { EvidenceRule().policy() })

  private static let confidence = PolicyField("confidence", .number, bounds: .numbers(0...1), "0 is never used")
}
