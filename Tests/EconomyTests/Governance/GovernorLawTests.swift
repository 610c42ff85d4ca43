import Economy
import Kernels
import Testing

/// Random members do random things at random moments; a plain model that remembers every past state is right about all.
@Suite struct GovernorLawTests {
  /// Stakes and delegations of a moment.
  private struct Moment {
    let time: Int64
    let stakes: [Int64]
    let delegates: [Int]
    func power(_ member: Int) -> Int64 { delegates.indices.reduce(0) { delegates[$1] == member ? $0 + stakes[$1] : $0 } }
  }

  /// What the laws are held to after each step.
  private func check(_ governor: Governor, _ history: [Moment], fee: Int64, seed: UInt64) {
    for proposal in governor.proposals {
      let then = history.last { $0.time <= proposal.snapshot }!
      #expect(Set(proposal.ballots.map(\.member)).count == proposal.ballots.count, "seed \(seed): somebody voted twice")
      for ballot in proposal.ballots { #expect(ballot.stake == then.power(ballot.member) && ballot.stake > 0, "seed \(seed): not the stake of the snapshot") }
      let voted = proposal.ballots.reduce(0) { $0 + $1.stake }
      #expect(voted <= proposal.supply && proposal.supply == then.stakes.reduce(0, +), "seed \(seed): stake voted twice")
      #expect(proposal.stake.for + proposal.stake.against + proposal.stake.abstain == voted, "seed \(seed)")
      if proposal.state == .queued || proposal.state == .executed {
        #expect(proposal.supply > 0 && (proposal.stake.for + proposal.stake.abstain) * 10_000 >= proposal.supply * proposal.rules.quorum, "seed \(seed): no quorum")
        #expect(proposal.stake.for > proposal.stake.against, "seed \(seed): no majority")
      }
    }
    var states: [Int: ProposalState] = [:], executions: [Int: Int] = [:], value: Int64 = 200
    for event in governor.log {
      switch event.kind {
      case .proposed: states[event.number] = .pending
      case .became(let state):
        #expect(states[event.number]!.successors.contains(state), "seed \(seed): \(states[event.number]!) → \(state)")
        states[event.number] = state
        if state == .executed { executions[event.number, default: 0] += 1 }
      case .voted:
        let proposal = governor.proposals[event.number - 1]
        #expect(states[event.number] == .active && event.time > proposal.voteStart && event.time <= proposal.voteEnd, "seed \(seed): a vote outside the window")
      case .changed(_, _, let to): value = to
      default: break
      }
    }
    #expect(executions.values.allSatisfy { $0 == 1 } && value == fee, "seed \(seed): executed twice, or by nobody")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `whatever members do, each stake votes once, in time, and each decision is made once`(block: UInt64) throws {
    var executed = 0, votes = 0
    for seed in block * 100..<block * 100 + 100 {
      var random = RandomStream(seed: seed, "governor")
      let members = 5
      let chamber = try Chamber(stakes: (0..<members).map { _ in Int64(random.below(100)) }) { ($0.votingPeriod, $0.lateExtension, $0.grace) = (25, 4, 40) }
      let governor = chamber.governor
      var stakes = (0..<members).map { governor.power.stake(of: $0, at: -1) }, delegates = Array(0..<members)
      var history = [Moment(time: -1, stakes: stakes, delegates: delegates)], now: Int64 = 0
      for _ in 0..<200 {
        now += Int64(random.below(3))
        let member = random.below(members), number = max(0, governor.proposals.count + 1 - random.below(4))
        switch random.below(10) {
        case 0:
          stakes[member] = Int64(random.below(100))
          try governor.setStake(stakes[member], of: member, at: now)
        case 1:
          delegates[member] = random.below(members)
          try governor.delegate(member, to: delegates[member], at: now)
        case 2: _ = try? chamber.propose(fee: Int64(random.below(1_100)), by: member, at: now)
        case 3 where random.below(4) == 0: try? governor.cancel(number, by: member, at: now)
        case 4: try? governor.execute(number, at: now)
        case 5 where random.below(16) == 0: try? governor.veto(number, "why not", at: now)
        case 6 where random.below(8) == 0: governor.isPaused ? governor.resume(at: now) : governor.pause(at: now)
        default: try? governor.vote(Support.allCases[random.below(3)], on: number, by: member, at: now)
        }
        history.append(Moment(time: now, stakes: stakes, delegates: delegates))
      }
      check(governor, history, fee: chamber.fee, seed: seed)
      executed += governor.proposals.count { $0.state == .executed }
      votes += governor.proposals.reduce(0) { $0 + $1.ballots.count }
    }
    #expect(executed > 20 && votes > 500, "\(executed) executed after \(votes) votes: too little to learn from")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `power is the stake delegated, at every moment of the past, and adds up`(block: UInt64) throws {
    for seed in block * 100..<block * 100 + 100 {
      var random = RandomStream(seed: seed, "power")
      var power = VotingPower(), history: [Moment] = [], now: Int64 = 0
      let members = 6
      var stakes = [Int64](repeating: 0, count: members), delegates = Array(0..<members)
      for _ in 0..<members { _ = power.join() }
      for _ in 0..<40 {
        now += Int64(random.below(3))
        let member = random.below(members)
        if random.below(2) == 0 {
          stakes[member] = Int64(random.below(1_000))
          try power.setStake(stakes[member], of: member, at: now)
        } else {
          delegates[member] = random.below(members)
          try power.delegate(member, to: delegates[member], at: now)
        }
        history.append(Moment(time: now, stakes: stakes, delegates: delegates))
      }
      for time in 0...now {
        let then = history.last { $0.time <= time }
        for member in 0..<members { #expect(power.power(of: member, at: time).amount == then?.power(member) ?? 0, "seed \(seed), at \(time)") }
        #expect(power.supply(at: time) == then?.stakes.reduce(0, +) ?? 0)
      }
    }
  }

  @Test func `no stake overflows, and what is refused changes nothing`() throws {
    var power = VotingPower()
    let (a, b) = (power.join(), power.join())
    try power.setStake(VotingPower.supplyLimit - 1, of: a, at: 0)
    for amount in [1, .max, -1, .min] as [Int64] {
      #expect(throws: GovernanceError.invalidStake(amount)) { try power.setStake(amount, of: b, at: 1) }
    }
    #expect(throws: GovernanceError.unknownMember(7)) { try power.delegate(a, to: 7, at: 1) }
    #expect(power.supply(at: 1) == VotingPower.supplyLimit - 1)
  }

  @Test func `dust hardly changes how long a stake has been held`() throws {
    var power = VotingPower()
    let whale = power.join()
    try power.setStake(1_000_000, of: whale, at: 0)
    for step in 1...100 as ClosedRange<Int64> {
      let dust = power.join()
      try power.setStake(1, of: dust, at: step * 1_000)
      try power.delegate(dust, to: whale, at: step * 1_000)
    }
    #expect(power.power(of: whale, at: 100_000).since < 200)
  }
}
