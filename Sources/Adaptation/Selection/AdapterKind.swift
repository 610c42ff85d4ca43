public import Policies

/// Which adapter serves a task, and which leaves the cache when another needs its place.
public enum AdapterSelection {
  enum Function {
    static let select = 0
    static let evict = 1
  }

  enum Field {
    static let similarity = 0
    static let cached = 1
    static let load = 2
    static let age = 3
    static let hits = 4
    static let bytes = 5
    static let pinned = 6
  }

  public static let kind = PolicyKind(
    "adapter", "Which adapter serves a task, and which leaves the cache.", scope: .node,
    functions: [
      PolicyFunction(
        "select", "The adapter that serves the task; nil for the base model alone.",
        results: [
          PolicyField("index", .integer, bounds: .integers(1...65_536), isOptional: true, "1 … the number of adapters, or nil")
        ]),
      PolicyFunction(
        "evict", "The cached, unpinned adapter that leaves.",
        results: [PolicyField("index", .integer, bounds: .integers(1...65_536), "1 … the number of adapters")]),
    ],
    fields: [
      PolicyField("similarity", .vector(.f32), "cosine of the task's embedding and each adapter's nearest prototype, −1 … 1"),
      PolicyField("cached", .vector(.mask), "which adapters are in fast memory"),
      PolicyField("load_us", .vector(.i64), unit: "µs", "what loading each would take; 0 where it is cached"),
      PolicyField("age_us", .vector(.i64), unit: "µs", "time since each was last used"),
      PolicyField("hits", .vector(.i64), "how often each has served on this node"),
      PolicyField("bytes", .vector(.i64), "memory each takes"),
      PolicyField("pinned", .vector(.mask), "which are in use and must stay"),
    ],
    laws: laws,
    fallback: { NearestAdapter.policy() })
}
