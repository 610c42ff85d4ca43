import Simulation

/// What the market's members agree on, and may change by vote while it runs.
struct MarketTerms: Sendable {
  /// Of each payment, from the requester to the treasury, in basis points.
  var taskFee: Int64 = 200
  /// At risk for a bidder until it opens its bid, in µrUv.
  var bond: Int64 = 20_000
  /// What a proven fault costs, in percent of what the slashing rule says.
  var slashRate: Int64 = 100
  /// How long a requester may dispute a result; the reward vests at its end.
  var disputeWindow: Microseconds = .seconds(30)
  /// Without it a node is not asked for bids, in µrUv.
  var minimumStake: Int64 = 0
}
