import Interface

/// Decides by votes on changes to a running system, in the open and with time to object.
///
/// What counts is fixed when a proposal is made: the electorate (the stake of the moment before), the rules, the tally
/// and the content. Boundaries are those of OpenZeppelin's Governor: votes are taken after the delay has passed, up to and
/// including the last moment of the window. A guardian, the person, may pause, veto, and must approve what is declared so.
///
/// Time never runs backwards: a moment before the latest seen counts as that.
public final class Governor {
  /// From one member at a time.
  public static let openLimit = 3
  /// In one proposal.
  public static let changeLimit = 16

  public internal(set) var rules: GovernanceRules
  public internal(set) var power = VotingPower()
  public internal(set) var proposals: [Proposal] = []
  public internal(set) var log: [GovernanceEvent] = []
  public internal(set) var isPaused = false
  public let tally: TallyRule
  /// What may be changed, the rules of governance included.
  public private(set) var parameters: [GovernedParameter] = []
  public weak var deployment: (any PolicyDeployment)?
  /// Numbers of the proposals that are not at an end.
  public internal(set) var open: [Int] = []
  private(set) var latest: Int64 = .min

  /// Votes on rules of governance, and on whose policy is in force, take two thirds.
  public static let superMajority: Int64 = 6_667

  /// - Throws: `GovernanceError.outOfBounds` for rules outside their limits.
  public init(rules: GovernanceRules = GovernanceRules(), tally: TallyRule) throws(GovernanceError) {
    try rules.check()
    self.rules = rules
    self.tally = tally
    for rule in GovernanceRules.declarations {
      parameters.append(
        GovernedParameter(
          rule.name, rule.summary, unit: rule.unit, bounds: rule.bounds, majority: Self.superMajority,
          read: { [unowned self] in self.rules[keyPath: rule.place] }, write: { [unowned self] in self.rules[keyPath: rule.place] = $0 }))
    }
  }

  /// - Precondition: there is no parameter of that name.
  public func govern(_ parameter: GovernedParameter) {
    precondition(!parameters.contains { $0.name == parameter.name }, "parameter \(parameter.name) is declared twice")
    precondition(parameter.bounds.contains(parameter.value), "\(parameter.name) is \(parameter.value), outside its bounds")
    parameters.append(parameter)
  }

  public func proposal(_ number: Int) throws(GovernanceError) -> Proposal {
    guard number >= 1, number <= proposals.count else { throw .unknownProposal(number) }
    return proposals[number - 1]
  }

  public func parameter(_ name: String) throws(GovernanceError) -> GovernedParameter {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      throw .unknownParameter(name, hint: hint(name))
    }
    return parameter
  }

  // MARK: Members

  public func join() -> Int { power.join() }

  public func setStake(_ amount: Int64, of member: Int, at now: Int64) throws(GovernanceError) {
    try power.setStake(amount, of: member, at: advance(to: now))
  }

  public func delegate(_ member: Int, to delegate: Int, at now: Int64) throws(GovernanceError) {
    try power.delegate(member, to: delegate, at: advance(to: now))
  }

  // MARK: Proposals

  /// Puts changes to the vote.
  ///
  /// - Returns: the proposal's number.
  @discardableResult
  public func propose(_ changes: [Change], _ summary: String = "", by member: Int, at now: Int64) throws(GovernanceError) -> Int {
    try power.check(member)
    let now = settle(at: now)
    let (majority, needsApproval) = try validate(changes)
    let snapshot = now - 1, supply = power.supply(at: snapshot), own = power.power(of: member, at: snapshot).amount
    let needed = max(1, mulDiv(supply, rules.threshold, 10_000, .ceil)!)
    guard own >= needed else { throw .belowThreshold(power: own, needed: needed) }
    guard open.count(where: { proposals[$0 - 1].proposer == member }) < Self.openLimit else { throw .tooManyOpen(limit: Self.openLimit) }
    let number = proposals.count + 1
    proposals.append(
      Proposal(
        number: number, id: .init(proposer: member, number: number, changes: changes, summary: summary), proposer: member,
        changes: changes, summary: summary, rules: rules, majority: majority, needsApproval: needsApproval, created: now,
        snapshot: snapshot, supply: supply, tally: tally.inForce, voteStart: now + rules.votingDelay,
        voteEnd: now + rules.votingDelay + rules.votingPeriod))
    open.append(number)
    record(.proposed(by: member), number, at: now)
    return number
  }

  /// Takes a proposal back, before the vote has begun.
  public func cancel(_ number: Int, by member: Int, at now: Int64) throws(GovernanceError) {
    let now = settle(at: now)
    let proposal = try proposal(number)
    guard proposal.proposer == member else { throw .notProposer(member: member, number: number) }
    guard proposal.state == .pending else { throw .wrongState(number: number, state: proposal.state, action: "cancelled") }
    move(number, to: .cancelled, at: now)
  }

  // MARK: Steps

  /// Checks changes against their declarations.
  ///
  /// - Returns: the strictest majority asked, and whether any needs approval.
  func validate(_ changes: [Change]) throws(GovernanceError) -> (majority: Int64, needsApproval: Bool) {
    guard (1...Self.changeLimit).contains(changes.count) else {
      throw .invalidContent("a proposal has 1…\(Self.changeLimit) changes, not \(changes.count)")
    }
    var majority: Int64 = 5_000, needsApproval = false, seen: Set<String> = [], policies = 0
    for change in changes {
      switch change {
      case .parameter(let name, let value):
        let parameter = try parameter(name)
        guard seen.insert(name).inserted else { throw .invalidContent("\(name) is changed twice") }
        try parameter.check(value)
        majority = max(majority, parameter.majority)
        needsApproval = needsApproval || parameter.needsApproval
      case .policy(let kind, let name, let hash):
        policies += 1
        guard policies == 1 else { throw .invalidContent("a proposal changes one policy at most: two could not be undone together") }
        guard let deployment else { throw .invalidContent("there are no policies to change here") }
        let found = try deployment.fingerprint(ofPolicy: kind, named: name)
        guard found == hash else {
          throw .refused("\(kind): \(name) has the content \(found.prefix(16))…, not the \(hash.prefix(16))… that is voted on")
        }
        majority = max(majority, Self.superMajority)
        needsApproval = true
      }
    }
    return (majority, needsApproval)
  }

  func advance(to now: Int64) -> Int64 {
    latest = max(latest, now)
    return latest
  }

  func move(_ number: Int, to state: ProposalState, at time: Int64) {
    precondition(proposals[number - 1].state.successors.contains(state), "proposal \(number): \(proposals[number - 1].state) → \(state)")
    proposals[number - 1].state = state
    if state.isEnd { open.removeAll { $0 == number } }
    record(.became(state), number, at: time)
  }

  func record(_ kind: GovernanceEvent.Kind, _ number: Int, at time: Int64) {
    log.append(GovernanceEvent(time: time, number: number, kind: kind))
  }

  private func hint(_ name: String) -> String {
    let names = parameters.map(\.name)
    return suggestion(for: name, among: names).map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))"
  }
}
