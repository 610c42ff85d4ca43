public import Policies

/// How votes are weighed: what one member's stake counts for in a decision.
public enum Governance {
  public static let kind: PolicyKind = PolicyKind(
    "governance", "What each vote on a proposal weighs.",
    movesMoney: true,
    functions: [
      PolicyFunction(
        "weigh", "Writes the weight of each vote. The core adds them up by support; the quorum is of stake, not of weight.",
        parameters: [
          PolicyField("stakes", .vector(.i64), unit: "µrUv", bounds: .integers(0...VotingPower.supplyLimit), "the stake behind each vote, one vote a member"),
          PolicyField("weights", .vector(.i64), bounds: .integers(0...VotingPower.supplyLimit), isOutput: true, "what it weighs: at most the stake"),
        ])
    ],
    fields: [
      PolicyField("count", .integer, "how many votes"),
      PolicyField("supply", .integer, unit: "µrUv", "all stake, whether it voted or not"),
      PolicyField("held_us", .vector(.i64), unit: "µs", "how long each stake had been there, on average of its parts, when the electorate was fixed"),
      PolicyField("bonded", .vector(.mask), "1 where the member itself has the stake that makes a person"),
      PolicyField("lot", .vector(.i64), "a seeded key for each member and proposal, for what is decided by lot"),
    ],
    laws: laws,
    fallback: { StakeMajority.policy() })

  // Places in the declaration above.
  enum Field { static let count = 0, supply = 1, held = 2, bonded = 3, lot = 4 }
  enum Argument { static let stakes = 0, weights = 1 }
}

/// One unit of stake, one vote.
enum StakeMajority {
  static func policy() -> any Policy {
    NativePolicy(kind: "governance", name: "stake_majority", [{ frame, _ in
      let stakes = frame.argumentElements(Governance.Argument.stakes, Int64.self)
      let weights = frame.outputElements(Governance.Argument.weights, Int64.self)
      for i in 0..<stakes.count { weights[i] = stakes[i] }
    }])
  }
}
