import Economy
import Simulation

/// A term of the market with what nodes want of it: the declaration that help, checks, proposals and votes are made from.
struct Stance {
  let parameter: GovernedParameter
  /// By how much nodes propose to change it.
  let step: Int64
  /// What a node gains where the term rises; below 0 where it loses. Only the sign and the sums of a batch matter.
  let interest: (Int) -> Double
}

extension Colony {
  /// The market's terms, each with its bounds and the majority it takes.
  func declareStances() -> [Stance] {
    // What a node has earned by selling over what it has paid as a buyer, in µrUv.
    let buying: (Int) -> Double = { [unowned self] in Double(nodes.spending[$0]) }
    let selling: (Int) -> Double = { [unowned self] in Double(nodes.income[$0] - nodes.spending[$0]) }
    // Above the middle for a node with a better name than most.
    let reputable: (Int) -> Double = { [unowned self] in market.reputation.score(of: $0, at: now) - 0.75 }
    let terms = market
    return [
      Stance(
        parameter: GovernedParameter(
          "task_fee", "of each payment, from the requester to the treasury", unit: "basis points", bounds: 0...1_000,
          read: { terms.terms.taskFee }, write: { terms.terms.taskFee = $0 }),
        step: 50, interest: { -buying($0) }),
      Stance(
        parameter: GovernedParameter(
          "pool_fee", "on top of the pricing rule's quotes, to the pool's shares", unit: "basis points", bounds: 0...1_000,
          read: { terms.pool.surcharge }, write: { terms.pool.surcharge = $0 }),
        step: 25, interest: { -buying($0) }),
      Stance(
        parameter: GovernedParameter(
          "dispute_window", "how long results may be disputed; rewards vest at its end", unit: "µs", bounds: 1_000_000...3_600_000_000,
          read: { terms.terms.disputeWindow }, write: { terms.terms.disputeWindow = $0 }),
        step: 10_000_000, interest: { -selling($0) }),
      Stance(
        parameter: GovernedParameter(
          "bond", "at risk for a bidder until it opens its bid", unit: "µrUv", bounds: 1...10_000_000,
          read: { terms.terms.bond }, write: { terms.setBond($0) }),
        step: 5_000, interest: { -selling($0) }),
      Stance(
        parameter: GovernedParameter(
          "slash_rate", "what a proven fault costs, of what the slashing rule says", unit: "%", bounds: 0...1_000, majority: Governor.superMajority,
          read: { terms.terms.slashRate }, write: { terms.terms.slashRate = $0 }),
        step: 50, interest: reputable),
      Stance(
        parameter: GovernedParameter(
          "minimum_stake", "without it a node is not asked for bids", unit: "µrUv", bounds: 0...(Market.initialStake), majority: Governor.superMajority,
          read: { terms.terms.minimumStake }, write: { terms.terms.minimumStake = $0 }),
        step: 2_000_000, interest: { Double(terms.stake(of: $0) - Market.initialStake) + 0.5 }),
      Stance(
        parameter: GovernedParameter(
          "reputation_decay", "how fast evidence fades, of what the reputation rule says", unit: "%", bounds: 0...1_000,
          read: { terms.reputation.decayPace }, write: { [unowned self] in terms.reputation.setDecayPace($0, at: now) }),
        step: 25, interest: { -reputable($0) }),
      Stance(
        parameter: GovernedParameter(
          "pheromone_decay", "how fast trails evaporate, of what the pheromone rule says", unit: "%", bounds: 0...1_000,
          read: { [unowned self] in shortlister.trails.evaporationPace }, write: { [unowned self] in shortlister.trails.setEvaporationPace($0, at: now) }),
        step: 25, interest: { -selling($0) }),
    ]
  }
}
