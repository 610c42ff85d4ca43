public import Policies

/// How a node's belief moves when it hears its neighbours.
///
/// A belief is a row on the simplex: what share of its trust a node gives each option. Its *choice* is the option with
/// the largest share, its *certainty* 1 − H / ln K (1 for a single option).
public enum ConsensusKind {
  /// The kind's functions, in order.
  public enum Function {
    public static let update = 0
    public static let updateAll = 1
  }

  /// Which parameter of each function is `memory`.
  static let memoryParameter = [3, 2]

  /// Numbers a node keeps between rounds.
  static func memoryWidth(options: Int) -> Int { options + 4 }

  /// The kind's context fields, in order.
  enum Field {
    static let options = 0
    static let rate = 1
    static let round = 2
    static let weights = 3
    static let certainty = 4
    static let group = 5
    static let evidence = 6
    static let graph = 7
    static let memories = 8
  }

  public static let kind: PolicyKind = PolicyKind(
    "consensus", "How a node's belief moves when it hears its neighbours.",
    functions: [
      PolicyFunction(
        "update", "One node's next belief.", .oneOf(group: "update"),
        parameters: [
          PolicyField("belief", .vector(.f32), "the node's own, K shares that sum to 1"),
          PolicyField("neighbours", .matrix(.f32), "a row for each neighbour's belief"),
          PolicyField("out", .vector(.f32), isOutput: true, "the next belief; filled with NaN before the call"),
          PolicyField(
            "memory", .vector(.f32), isOptional: true, isOutput: true, isKept: true,
            "what the node keeps between rounds, K + 4 numbers, 0 at the start; lent to rules that name it"),
        ]),
      PolicyFunction(
        "update_all", "Every node's next belief at once.", .oneOf(group: "update"),
        parameters: [
          PolicyField("beliefs", .matrix(.f32), "a row for each node"),
          PolicyField("out", .matrix(.f32), isOutput: true, "the next beliefs; filled with NaN before the call"),
          PolicyField(
            "memory", .matrix(.f32), isOptional: true, isOutput: true, isKept: true,
            "what each node keeps between rounds, a row of K + 4 numbers a node, 0 at the start; lent to rules that name it"),
        ]),
    ],
    fields: [
      PolicyField("m", .integer, bounds: .integers(1...65_536), "options, K"),
      PolicyField("rate", .number, bounds: .numbers(0...1), "how far a node may move in a round; 1 all the way"),
      PolicyField("round", .integer, bounds: .integers(1...Int64.max), "the round, from 1"),
      PolicyField(
        "weights", .vector(.f32), bounds: .numbers(0...1e6), isOptional: true,
        "how much each voice counts (quality, trust): in update the node's own first, then its neighbours'; in update_all one a node; nil: all alike"),
      PolicyField("certainty", .vector(.f32), bounds: .numbers(0...1), "1 − H / ln K of each belief, ordered as weights"),
      PolicyField(
        "group", .vector(.f32), isOptional: true,
        "size of the connected group of nodes with the same choice that each belongs to, ordered as weights; nil when nobody counted them"),
      PolicyField(
        "evidence", .matrix(.f32), isOptional: true,
        "log-likelihoods of what each node itself observed this round, a row a node (one row in update); nil: nothing new"),
      PolicyField(
        "graph", .vector(.i64), isOptional: true,
        "update_all only: who hears whom. Node i hears graph[k] for k = graph[i] … graph[i + 1] - 1; nil in update"),
      PolicyField(
        "memories", .matrix(.f32), isOptional: true,
        "memory as it was before the round, a row a node: in update the node's own first, then its neighbours'; nil for rules that don't name memory"),
    ],
    laws: ConsensusLaws.all,
    fallback: { EntropyRule().policy() })
}
