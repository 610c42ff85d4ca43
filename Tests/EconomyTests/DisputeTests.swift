import Economy
import Kernels
import Testing

@Suite struct DisputeCourtTests {
  /// Two parties with 10,000 µrUv each, and jurors with a stake of 1…`jurors` hundred.
  private func courthouse(jurors: Int, seed: UInt64 = 1) throws -> (court: DisputeCourt, stakes: StakeBook, ledger: Ledger, parties: [AccountID], jurors: [AccountID]) {
    let (ledger, issuer, parties) = try books(10_000, 10_000)
    var stakes = StakeBook(ledger, unbonding: 1_000, evidenceWindow: 500), panel: [AccountID] = []
    for i in 0..<jurors {
      let juror = ledger.open("juror \(i)")
      try ledger.transfer(TransferID(.issue, task: 100 + i), from: issuer, to: juror, amount: Int64(100 * (i + 1)), code: .issue)
      try stakes.deposit(from: juror, amount: Int64(100 * (i + 1)), at: 0)
      panel.append(juror)
    }
    var rules = DisputeCourt.Rules()
    (rules.bond, rules.evidence, rules.late, rules.commit, rules.reveal, rules.appeal) = (100, 100, 10, 100, 100, 100)
    return (DisputeCourt(ledger, rules, seed: seed), stakes, ledger, parties, panel)
  }

  @Test func `who doesn't answer loses, and nobody else pays`() throws {
    var (court, stakes, ledger, parties, _) = try courthouse(jurors: 3)
    let number = try court.open(parties[0], against: parties[1], panel: court.panel(for: parties[0], against: parties[1], jurors: stakes), at: 0)
    try court.advance(number, to: 100)
    #expect(court[number]?.outcome == true && court[number]?.stage == .final)
    #expect(ledger.balance(of: parties[0]) == 10_000 && ledger.balance(of: parties[1]) == 10_000 && ledger.balance(of: court.account) == 0)
    #expect(throws: DisputeError.outOfTurn(number, stage: .final, needed: .evidence)) { try court.answer(number, at: 50) }
  }

  @Test func `a vote that isn't the sealed one, an outsider's or a second one is refused`() throws {
    var (court, stakes, _, parties, jurors) = try courthouse(jurors: 4)
    let panel = try court.panel(for: parties[0], against: parties[1], jurors: stakes)
    let number = try court.open(parties[0], against: parties[1], panel: panel, at: 0)
    try court.answer(number, at: 1)
    let vote = SealedVote(upholds: true, nonce: Nonce(high: 1, low: 2)), juror = panel[0]
    let seal = vote.commitment(case: number, round: 0, juror: juror)
    #expect(throws: DisputeError.outOfTurn(number, stage: .evidence, needed: .committing)) { try court.commit(number, by: juror, seal, at: 99) }
    let outsider = try #require(jurors.first { !panel.contains($0) })
    #expect(throws: DisputeError.notAJuror(outsider, number)) { try court.commit(number, by: outsider, seal, at: 100) }
    try court.commit(number, by: juror, seal, at: 100)
    try court.commit(number, by: panel[1], seal, at: 100)  // a copy
    #expect(throws: DisputeError.alreadyVoted(juror, number)) { try court.commit(number, by: juror, seal, at: 100) }
    #expect(throws: DisputeError.mismatch(juror, number)) { try court.reveal(number, by: juror, SealedVote(upholds: false, nonce: vote.nonce), at: 200) }
    #expect(throws: DisputeError.mismatch(panel[1], number)) { try court.reveal(number, by: panel[1], vote, at: 200) }
    try court.reveal(number, by: juror, vote, at: 200)
    #expect(throws: DisputeError.alreadyVoted(juror, number)) { try court.reveal(number, by: juror, vote, at: 200) }
  }

  @Test func `jurors are drawn in proportion to stake, no party among them`() throws {
    var drawn: [AccountID: Int] = [:]
    var (court, stakes, ledger, parties, jurors) = try courthouse(jurors: 4)
    try stakes.deposit(from: parties[0], amount: 9_000, at: 0)
    for seed in 0..<2_000 as Range<UInt64> {
      var rules = court.rules
      rules.panel = 1
      court = DisputeCourt(ledger, rules, seed: seed)
      for juror in try court.panel(for: parties[0], against: parties[1], jurors: stakes) { drawn[juror, default: 0] += 1 }
    }
    #expect(drawn[parties[0]] == nil)
    for (i, juror) in jurors.enumerated() { #expect(abs(Double(drawn[juror] ?? 0) - 200 * Double(i + 1)) < 120, "juror \(i): \(drawn[juror] ?? 0)") }
  }

  @Test func `every dispute ends, and its bonds are paid out to the last µrUv: 1,000 random ones`() throws {
    for seed in 0..<1_000 as Range<UInt64> {
      var random = RandomStream(seed: seed, "dispute")
      var (court, stakes, ledger, parties, jurors) = try courthouse(jurors: 16, seed: seed)
      let number = try court.open(parties[0], against: parties[1], panel: court.panel(for: parties[0], against: parties[1], jurors: stakes), at: 0)
      var now: Int64 = 0, votes: [AccountID: SealedVote] = [:]
      for _ in 0..<120 {
        now += Int64(random.below(30)) - 5
        let party = parties[random.below(2)], juror = jurors[random.below(16)], last = court[number]!.rounds.count - 1
        switch random.below(6) {
        case 0: try? court.answer(number, at: now)
        case 1: _ = try? court.submit(number, by: party, at: now)
        case 2, 3:
          let vote = SealedVote(upholds: random.below(2) == 0, nonce: Nonce(&random))
          if (try? court.commit(number, by: juror, vote.commitment(case: number, round: last, juror: juror), at: now)) != nil { votes[juror] = vote }
        case 4: if let vote = votes[juror] { try? court.reveal(number, by: juror, vote, at: now) }
        default:
          if let panel = try? court.panel(ofAppeal: number, jurors: stakes) { try? court.appeal(number, by: party, panel: panel, at: now) }
        }
      }
      try court.advance(number, to: 100_000)
      let all = (parties + jurors).reduce(ledger.balance(of: stakes.account)) { $0 + ledger.balance(of: $1) }
      guard court[number]?.stage == .final, ledger.balance(of: court.account) == 0, all == 20_000 + 13_600 else {
        Issue.record("seed \(seed): \(String(describing: court[number]?.stage)), \(ledger.balance(of: court.account)) µrUv left, \(all) in all")
        return
      }
    }
  }
}
