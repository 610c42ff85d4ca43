import Economy
import Kernels
import Policies

/// A governor over one number, with what the tests need to know of both. Times are whole ticks.
final class Chamber {
  let governor: Governor
  let policies = Policies()
  private(set) var fee: Int64 = 200
  private(set) var limit: Int64 = 10

  init(stakes: [Int64], tally: (any Policy)? = nil, _ change: (inout GovernanceRules) -> Void = { _ in }) throws {
    var rules = GovernanceRules()
    (rules.votingDelay, rules.votingPeriod, rules.lateExtension, rules.timelock, rules.grace) = (1, 10, 0, 5, 20)
    change(&rules)
    let rule = TallyRule(seed: 1)
    if let tally { rule.slot.use(tally) }
    governor = try Governor(rules: rules, tally: rule)
    governor.deployment = policies
    governor.govern(GovernedParameter(
      "fee", "", unit: "basis points", bounds: 0...1_000, read: { [unowned self] in fee }, write: { [unowned self] in fee = $0 }))
    governor.govern(GovernedParameter(
      "limit", "", unit: nil, bounds: 1...100, majority: 6_667, needsApproval: true, read: { [unowned self] in limit }, write: { [unowned self] in limit = $0 }))
    for stake in stakes { try governor.setStake(stake, of: governor.join(), at: -1) }
  }

  /// A proposal made at `now`, and the moments that matter.
  func propose(fee value: Int64 = 300, by member: Int = 0, at now: Int64 = 0) throws -> Proposal {
    try governor.proposal(governor.propose([.parameter("fee", value)], by: member, at: now))
  }

  func state(_ number: Int) -> ProposalState { governor.proposals[number - 1].state }

  /// Texts that can be changed between a vote and its execution.
  final class Policies: PolicyDeployment {
    var hashes = ["first_price": "aa", "vickrey": "bb"]
    var inForce = "vickrey"
    var failure: String?

    func fingerprint(ofPolicy kind: String, named name: String) throws(GovernanceError) -> String {
      guard let hash = hashes[name] else { throw .refused("no plugin '\(name)'") }
      return hash
    }

    func deploy(_ kind: String, _ name: String, hash: String, at now: Int64) throws(GovernanceError) {
      guard failure == nil, hashes[name] == hash else { throw .refused(failure ?? "another content") }
      inForce = name
    }
  }
}
