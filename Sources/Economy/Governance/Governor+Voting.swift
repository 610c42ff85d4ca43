// From the first vote to the decision.
extension Governor {
  /// Casts a member's one vote, with the power it had at the proposal's snapshot.
  ///
  /// - Complexity: O(log *n*) in the member's changes of stake
  public func vote(_ support: Support, on number: Int, by member: Int, at now: Int64) throws(GovernanceError) {
    try power.check(member)
    let now = settle(at: now)
    let (ballot, hadQuorum) = try admit(support, number, member)
    proposals[number - 1].voters.insert(member)
    proposals[number - 1].ballots.append(ballot)
    proposals[number - 1].stake.add(ballot.stake, support)
    record(.voted(ballot), number, at: now)
    if !hadQuorum { extend(number, at: now) }
  }

  /// The ballot a member may cast, and whether the quorum is there without it. Apart from the vote itself, so that no copy
  /// of the ballots is alive while one is added.
  private func admit(_ support: Support, _ number: Int, _ member: Int) throws(GovernanceError) -> (Ballot, hadQuorum: Bool) {
    let proposal = try proposal(number)
    guard proposal.state == .active else { throw .wrongState(number: number, state: proposal.state, action: "voted on") }
    guard !proposal.voters.contains(member) else { throw .alreadyVoted(member: member, number: number) }
    let stake = power.power(of: member, at: proposal.snapshot).amount
    guard stake > 0 else { throw .noPower(member: member, snapshot: proposal.snapshot) }
    return (Ballot(member: member, support: support, stake: stake), proposal.isQuorumMet)
  }

  /// Whoever brings the quorum about in the last moment gives everybody else time to answer, once.
  private func extend(_ number: Int, at now: Int64) {
    let proposal = proposals[number - 1]
    guard proposal.isQuorumMet, !proposal.isExtended else { return }
    let end = now + proposal.rules.lateExtension
    guard end > proposal.voteEnd else { return }
    proposals[number - 1].voteEnd = end
    proposals[number - 1].isExtended = true
    record(.extended(voteEnd: end), number, at: now)
  }

  /// Moves every proposal to where it stands at a moment. Decisions are made once and kept.
  ///
  /// - Returns: the moment, or the latest seen if that is later.
  @discardableResult
  public func settle(at now: Int64) -> Int64 {
    let now = advance(to: now)
    for number in open { while settleOnce(number, at: now) {} }
    return now
  }

  /// - Returns: whether it moved.
  private func settleOnce(_ number: Int, at now: Int64) -> Bool {
    let proposal = proposals[number - 1]
    switch proposal.state {
    case .pending where now > proposal.voteStart:
      move(number, to: .active, at: proposal.voteStart + 1)
    case .active where now > proposal.voteEnd:
      decide(number)
    case .succeeded where !proposal.needsApproval || proposal.approvedAt != nil:
      let decided = max(proposal.voteEnd + 1, proposal.approvedAt ?? .min)
      proposals[number - 1].due = decided + proposal.rules.timelock
      move(number, to: .queued, at: decided)
    case .succeeded where now > proposal.voteEnd + 1 + proposal.rules.timelock + proposal.rules.grace:
      move(number, to: .expired, at: now)
    case .queued where now > proposal.expiry!:
      move(number, to: .expired, at: proposal.expiry! + 1)
    default:
      return false
    }
    return true
  }

  private func decide(_ number: Int) {
    let proposal = proposals[number - 1]
    let electorate = proposal.ballots.map { ballot in
      TallyRule.Voter(
        member: ballot.member, stake: ballot.stake,
        held: max(0, proposal.snapshot - power.power(of: ballot.member, at: proposal.snapshot).since),
        isBonded: power.stake(of: ballot.member, at: proposal.snapshot) >= proposal.rules.identityBond)
    }
    let weights = tally.weigh(electorate, by: proposal.tally, number: number, supply: proposal.supply, now: proposal.voteEnd)
    var sums = Proposal.Votes()
    for (ballot, weight) in zip(proposal.ballots, weights) { sums.add(weight, ballot.support) }
    proposals[number - 1].weight = sums
    let isCarried = proposal.isQuorumMet && sums.isCarried(majority: proposal.majority)
    move(number, to: isCarried ? .succeeded : .defeated, at: proposal.voteEnd + 1)
  }
}

