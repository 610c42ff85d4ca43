import Kernels
import Storage

/// Decides disputes by jurors who have a stake, at the loser's expense (after Kleros, Lesaege & Ast 2019, and UMA).
///
/// ```
/// evidence ──► committing ──► revealing ──► ruled ──► final
///    │             ▲                          │
///    │ unanswered  └── appeal, n → 2n + 1 ────┘
///    └────────────────────────────────────────────────► final
/// ```
/// A challenger puts up a bond, the respondent as much to answer; who doesn't answer loses. Jurors are drawn from the seed by
/// stake, and vote sealed. Late evidence lengthens its window once. Each appeal takes a larger panel and a larger bond; their
/// number is bounded, so that every dispute ends. Half of the loser's bonds goes to the jurors who voted with the final
/// ruling, the rest to the winner. Time never runs backwards.
///
/// Not a property: that jurors can't be bought. One who promises jurors `p + ε` if they vote wrongly *and lose* may sway a
/// panel at no cost (Buterin 2015). Sealed votes keep a briber from seeing what it pays for until it is too late to add to it,
/// and an appeal to twice as many, whom it must then also buy, makes it dear.
public struct DisputeCourt {
  public enum Stage: String, Sendable { case evidence, committing, revealing, ruled, final }

  /// Times in µs, bonds in µrUv.
  public struct Rules: Sendable, Equatable {
    public var bond: Int64 = 1_000_000
    public var panel = 3
    /// Panels a dispute goes through at most.
    public var rounds = 3
    public var evidence: Int64 = 60_000_000
    /// Evidence this late lengthens its window by as much, once.
    public var late: Int64 = 10_000_000
    public var commit: Int64 = 60_000_000
    public var reveal: Int64 = 60_000_000
    public var appeal: Int64 = 60_000_000
    /// Disputes a challenger may have open.
    public var open = 3
    /// Pieces of evidence of a party.
    public var submissions = 16

    public init() {}
  }

  public let ledger: Ledger
  /// Holds the bonds.
  public let account: AccountID
  public let rules: Rules
  var isRestoring = false
  private let chance: RandomStream
  private(set) var cases: [Dispute] = []
  private var latest: Int64 = 0
  private var transfers = 0

  /// - Parameter account: where bonds are held; a new one when nil.
  /// - Precondition: `rules` has a bond of at least 1, an odd panel, at least one round, and times above 0.
  public init(_ ledger: Ledger, _ rules: Rules = Rules(), account: AccountID? = nil, seed: UInt64) {
    precondition(rules.bond >= 1 && rules.panel >= 1 && rules.panel % 2 == 1 && rules.rounds >= 1)
    precondition(min(rules.evidence, rules.late, rules.commit, rules.reveal, rules.appeal) >= 1 && rules.late <= rules.evidence)
    self.ledger = ledger
    self.rules = rules
    self.account = account ?? ledger.open("disputes")
    chance = RandomStream(seed: seed, "jury")
  }

  static func panel(after count: Int) -> Int { 2 * count + 1 }

  public var count: Int { cases.count }
  /// A dispute as of the latest moment it was looked at.
  public subscript(number: Int) -> Dispute? { cases.indices.contains(number) ? cases[number] : nil }

  // MARK: The parties

  /// Who would decide between two parties if a dispute were opened now.
  ///
  /// - Parameter stakes: who may be a juror.
  public func panel(for challenger: AccountID, against respondent: AccountID, jurors stakes: StakeBook) throws(DisputeError) -> [AccountID] {
    if challenger == respondent { throw .sameParty(challenger) }
    return try draw(rules.panel, case: cases.count, round: 0, challenger, respondent, stakes)
  }

  /// Opens a dispute, with the challenger's bond.
  ///
  /// - Parameter panel: as `panel(for:against:jurors:)` drew it.
  /// - Returns: its number.
  public mutating func open(
    _ challenger: AccountID, against respondent: AccountID, panel: [AccountID], at now: Int64
  ) throws(DisputeError) -> Int {
    if challenger == respondent { throw .sameParty(challenger) }
    let now = max(latest, now)
    for number in cases.indices where cases[number].challenger == challenger { try advance(number, to: now) }
    let isOpen = cases.count { $0.challenger == challenger && $0.stage != .final }
    guard isOpen < rules.open else { throw .tooManyOpen(challenger, limit: rules.open) }
    try move(rules.bond, from: challenger, to: account, .disputeBond)
    latest = now
    cases.append(
      Dispute(
        number: cases.count, challenger: challenger, respondent: respondent, deadline: later(now, rules.evidence),
        rounds: [Dispute.Round(panel: panel)], challengerBond: rules.bond))
    return cases.count - 1
  }

  /// The respondent contests it, with a bond of its own.
  public mutating func answer(_ number: Int, at now: Int64) throws(DisputeError) {
    try enter(number, .evidence, at: now)
    if cases[number].isAnswered { throw .alreadyAnswered(number) }
    try move(rules.bond, from: cases[number].respondent, to: account, .disputeBond)
    cases[number].respondentBond = rules.bond
    cases[number].isAnswered = true
  }

  /// A party shows something.
  ///
  /// - Returns: whether it came so late that the window is longer now.
  @discardableResult
  public mutating func submit(_ number: Int, by party: AccountID, at now: Int64) throws(DisputeError) -> Bool {
    try enter(number, .evidence, at: now)
    guard party == cases[number].challenger || party == cases[number].respondent else { throw .notAParty(party, number) }
    let count = cases[number].submissions[party] ?? 0
    guard count < rules.submissions else { throw .tooMuchEvidence(party, limit: rules.submissions) }
    cases[number].submissions[party] = count + 1
    guard !cases[number].isExtended, cases[number].deadline - latest <= rules.late else { return false }
    cases[number].isExtended = true
    cases[number].deadline = later(cases[number].deadline, rules.late)
    return true
  }

  /// Who would decide the next round of a case.
  public func panel(ofAppeal number: Int, jurors stakes: StakeBook) throws(DisputeError) -> [AccountID] {
    guard cases.indices.contains(number) else { throw .unknownCase(number) }
    let dispute = cases[number]
    return try draw(
      Self.panel(after: dispute.round.panel.count), case: number, round: dispute.rounds.count, dispute.challenger, dispute.respondent, stakes)
  }

  /// Whoever lost the last round asks for a larger panel, with a larger bond.
  public mutating func appeal(_ number: Int, by party: AccountID, panel: [AccountID], at now: Int64) throws(DisputeError) {
    try enter(number, .ruled, at: now)
    let dispute = cases[number]
    guard party == dispute.loser else { throw .notTheLoser(party, number) }
    guard dispute.rounds.count < rules.rounds else { throw .noMoreRounds(number, limit: rules.rounds) }
    precondition(panel.count == Self.panel(after: dispute.round.panel.count), "an appeal of case \(number) takes a larger panel")
    guard let bond = dispute.appealBond(rules.bond) else { throw .ledger(.overflow(party)) }
    try move(bond, from: party, to: account, .disputeBond)
    if party == dispute.challenger { cases[number].challengerBond += bond } else { cases[number].respondentBond += bond }
    cases[number].rounds.append(Dispute.Round(panel: panel))
    cases[number].stage = .committing
    cases[number].deadline = later(latest, rules.commit)
  }

  // MARK: The jurors

  public mutating func commit(_ number: Int, by juror: AccountID, _ commitment: Fingerprint, at now: Int64) throws(DisputeError) {
    try enter(number, .committing, at: now)
    guard cases[number].round.panel.contains(juror) else { throw .notAJuror(juror, number) }
    let last = cases[number].rounds.count - 1
    guard cases[number].rounds[last].commitments[juror] == nil else { throw .alreadyVoted(juror, number) }
    cases[number].rounds[last].commitments[juror] = commitment
  }

  public mutating func reveal(_ number: Int, by juror: AccountID, _ vote: SealedVote, at now: Int64) throws(DisputeError) {
    try enter(number, .revealing, at: now)
    let last = cases[number].rounds.count - 1, round = cases[number].rounds[last]
    guard round.panel.contains(juror) else { throw .notAJuror(juror, number) }
    guard round.votes[juror] == nil else { throw .alreadyVoted(juror, number) }
    guard round.commitments[juror] == vote.commitment(case: number, round: last, juror: juror) else { throw .mismatch(juror, number) }
    cases[number].rounds[last].votes[juror] = vote.upholds
  }

  private func draw(
    _ count: Int, case number: Int, round: Int, _ challenger: AccountID, _ respondent: AccountID, _ stakes: StakeBook
  ) throws(DisputeError) -> [AccountID] {
    let candidates = stakes.owners.filter { $0 != challenger && $0 != respondent }.map { (juror: $0, stake: stakes.staked(by: $0)) }
      .filter { $0.stake > 0 }
    guard candidates.count >= count else { throw .tooFewJurors(available: candidates.count, needed: count) }
    var random = chance.lane(UInt64(number) << 8 | UInt64(round))
    return drawPanel(count, of: candidates, &random)
  }

  // MARK: Time

  /// Brings a dispute to a moment: stages whose time is over end, and the last one pays out.
  public mutating func advance(_ number: Int, to now: Int64) throws(DisputeError) {
    guard cases.indices.contains(number) else { throw .unknownCase(number) }
    latest = max(latest, now)
    while cases[number].stage != .final, latest >= cases[number].deadline {
      let ended = cases[number].deadline
      switch cases[number].stage {
      case .evidence where !cases[number].isAnswered: try conclude(number, for: true)
      case .evidence: pass(number, to: .committing, later(ended, rules.commit))
      case .committing: pass(number, to: .revealing, later(ended, rules.reveal))
      case .revealing:
        cases[number].rounds[cases[number].rounds.count - 1].ruling = cases[number].round.majority
        pass(number, to: .ruled, cases[number].rounds.count < rules.rounds ? later(ended, rules.appeal) : ended)
      case .ruled, .final: try conclude(number, for: cases[number].round.ruling!)
      }
    }
  }

  private mutating func enter(_ number: Int, _ stage: Stage, at now: Int64) throws(DisputeError) {
    try advance(number, to: now)
    guard cases[number].stage == stage else { throw .outOfTurn(number, stage: cases[number].stage, needed: stage) }
  }

  private mutating func pass(_ number: Int, to stage: Stage, _ deadline: Int64) {
    cases[number].stage = stage
    cases[number].deadline = deadline
  }

  /// The winner has its bonds back, and the loser's go to the jurors who saw it that way and to the winner. All or nothing.
  private mutating func conclude(_ number: Int, for upheld: Bool) throws(DisputeError) {
    let dispute = cases[number]
    let (winner, own, lost) =
      upheld
      ? (dispute.challenger, dispute.challengerBond, dispute.respondentBond)
      : (dispute.respondent, dispute.respondentBond, dispute.challengerBond)
    let voters = dispute.rounds.flatMap { round in round.panel.filter { round.votes[$0] == upheld } }
    let fee = voters.isEmpty ? 0 : lost / 2 / Int64(voters.count)
    let before = transfers
    ledger.begin()
    do throws(DisputeError) {
      for juror in voters where fee > 0 { try move(fee, from: account, to: juror, .verdict) }
      try move(own + lost - fee * Int64(voters.count), from: account, to: winner, .verdict)
    } catch {
      ledger.rollBack()
      transfers = before
      throw error
    }
    do throws(LedgerError) { try ledger.commit() } catch { throw .ledger(error) }
    cases[number].stage = .final
    cases[number].outcome = upheld
  }

  private func later(_ time: Int64, _ wait: Int64) -> Int64 {
    let (sum, overflow) = time.addingReportingOverflow(wait)
    return overflow ? .max : sum
  }

  private mutating func move(_ amount: Int64, from debit: AccountID, to credit: AccountID, _ code: TransferCode) throws(DisputeError) {
    var id = TransferID(code, task: transfers, party: Int(account.rawValue))
    while ledger.transfer(id)?.state == .rejected {
      transfers += 1
      id = TransferID(code, task: transfers, party: Int(account.rawValue))
    }
    do throws(LedgerError) {
      let receipt = try ledger.transfer(id, from: debit, to: credit, amount: amount, code: code)
      if (receipt == .existing) != isRestoring { throw .reusedID(id) }
    } catch { throw .ledger(error) }
    transfers += 1
  }
}
