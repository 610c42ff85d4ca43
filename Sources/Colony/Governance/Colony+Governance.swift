import Economy
import Kernels
import Simulation

// Nodes propose and vote by their own interest; what is carried is really put in force.
extension Colony {
  /// When the first node proposes, and how long until the next does.
  static let firstProposal: Microseconds = .seconds(120)
  static let proposalPeriod: Microseconds = .seconds(120)
  /// Moments in a voting window at which nodes vote, a part of them each.
  static let ballotRounds = 4

  func foundGovernance() throws(GovernanceError) {
    guard configuration.governance else { return }
    governor.deployment = deployment
    stances = declareStances()
    for stance in stances { governor.govern(stance.parameter) }
    // The founders' stake was there before the first moment, so that they decide on what is proposed in it.
    for node in 0..<nodes.count { try governor.setStake(market.stake(of: node), of: governor.join(), at: -1) }
    if !tasks.isEmpty { queue.schedule(ColonyEvent(.propose, 0), at: Self.firstProposal) }
  }

  /// What a node has at stake now is what it votes with on later proposals.
  func setVotingPower(of node: Int) {
    guard configuration.governance else { return }
    do { try governor.setStake(market.stake(of: node), of: node, at: now) } catch { preconditionFailure("node \(node + 1): \(error)") }
  }

  /// What a node gains by changes; below 0 where it loses, and 0 where it doesn't care.
  func gain(_ node: Int, from changes: [Change]) -> Double {
    changes.reduce(0) { sum, change in
      guard case .parameter(let name, let value) = change, let stance = stances.first(where: { $0.parameter.name == name }) else { return sum }
      return sum + stance.interest(node) * Double(value - stance.parameter.value) / Double(stance.step)
    }
  }

  // MARK: Events

  /// Somebody proposes to move one term a step its own way, if there is one it cares for.
  func propose(_ turn: Int) {
    queue.schedule(ColonyEvent(.propose, turn + 1), at: now + Self.proposalPeriod)
    var random = proposing.lane(UInt64(turn))
    let node = random.below(nodes.count), first = random.below(stances.count)
    guard nodes.isOnline[node] else { return }
    for i in 0..<stances.count {
      let stance = stances[(first + i) % stances.count], parameter = stance.parameter
      let interest = stance.interest(node)
      guard interest != 0 else { continue }
      let value = min(max(parameter.value + (interest > 0 ? stance.step : -stance.step), parameter.bounds.lowerBound), parameter.bounds.upperBound)
      guard value != parameter.value else { continue }
      // A node whose stake is gone proposes in vain.
      _ = try? governor.propose([.parameter(parameter.name, value)], "in its own interest", by: node, at: now)
      return followGovernance()
    }
  }

  /// A part of the nodes votes on a proposal; those that neither gain nor lose stay away.
  func castBallots(_ subject: Int) {
    let number = subject / Self.ballotRounds, round = subject % Self.ballotRounds
    guard let proposal = try? governor.proposal(number) else { return }
    for node in stride(from: round, to: nodes.count, by: Self.ballotRounds) where nodes.isOnline[node] {
      let gain = gain(node, from: proposal.changes)
      if gain == 0 { continue }
      let support: Support = gain > 0 ? .for : .against
      let word = { Array("\(proposal.id.hexadecimal) \(support.rawValue)".utf8) }
      guard signing.delivers(word(), .vote, from: node, about: number) else { continue }
      // Refused where a script has voted for the node, or a person has ended it.
      try? governor.vote(support, on: number, by: node, at: now)
    }
    followGovernance()
  }

  /// A vote has ended, or the time of what was carried has come.
  func enact(_ number: Int) {
    governor.settle(at: now)
    guard let proposal = try? governor.proposal(number) else { return }
    followUps[number] = nil
    if proposal.state == .queued, now >= proposal.due!, !governor.isPaused {
      attempted.insert(number)  // what can't be made now is in the log, and a person may try again
      try? governor.execute(number, at: now)
    }
    followGovernance()
  }

  /// Puts what each open proposal waits for on the calendar. To be called after whatever may have moved one.
  func followGovernance() {
    guard configuration.governance else { return }
    for number in governor.open {
      let proposal = governor.proposals[number - 1]
      if number > followed {
        followed = number
        let window = proposal.rules.votingPeriod
        for round in 0..<Self.ballotRounds {
          let moment = proposal.voteStart + max(1, mulDiv(window, Int64(round + 1), Int64(Self.ballotRounds + 1), .floor)!)
          queue.schedule(ColonyEvent(.ballot, number * Self.ballotRounds + round), at: moment)
        }
      }
      let next: Microseconds
      switch proposal.state {
      case .pending, .active: next = proposal.voteEnd + 1
      case .queued where !governor.isPaused && !attempted.contains(number): next = max(proposal.due!, now)
      default: continue
      }
      if followUps[number] == next { continue }
      followUps[number] = next
      queue.schedule(ColonyEvent(.enact, number), at: next)
    }
  }
}
