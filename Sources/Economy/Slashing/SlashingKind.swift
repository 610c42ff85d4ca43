public import Policies

/// What an offence costs its offender.
public enum Slashing {
  public static let kind: PolicyKind = PolicyKind(
    "slashing", "What part of its stake a proven offence costs.",
    movesMoney: true,
    functions: [
      PolicyFunction(
        "fraction", "The part of the liable stake that is lost, and whether a span's offences are punished by their worst only.",
        parameters: [
          PolicyField("severity", .integer, unit: "ppm", bounds: .integers(0...PartsPerMillion.whole), "how grave the offence is")
        ],
        results: [
          PolicyField("fraction", .integer, unit: "ppm", bounds: .integers(0...PartsPerMillion.whole), "0 for nothing, 1,000,000 for all"),
          PolicyField(
            "worst_only", .boolean, isOptional: true,
            "true: what the offender lost in the span already is counted towards it; nil or false: it comes on top"),
        ])
    ],
    fields: [
      PolicyField("offence", .integer, "1 deadline missed, 2 answer contradicted by referees, 3 opening unlike its commitment, 4 two signed messages that contradict each other"),
      PolicyField("stake", .integer, unit: "µrUv", "that is liable"),
      PolicyField("earlier", .integer, "the node's offences in the span so far"),
      PolicyField("span_us", .integer, unit: "µs", "how long an offence counts"),
    ],
    laws: laws,
    fallback: { FlatSlash.policy() })

  enum Field { static let offence = 0, stake = 1, earlier = 2, span = 3 }
}
