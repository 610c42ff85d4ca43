import Economy
import Kernels
import Testing

@Suite struct VestingTests {
  /// A grant of 1,000 at time 1,000 with a cliff of 100 and a duration of 400 µs.
  private func granted() throws -> (vesting: Vesting, ledger: Ledger, id: TransferID, recipient: AccountID, payer: AccountID) {
    let (ledger, _, accounts) = try books(5_000, 0)
    var vesting = Vesting(ledger)
    let id = try vesting.grant(task: 1, from: accounts[0], to: accounts[1], amount: 1_000, cliff: 100, duration: 400, at: 1_000)
    return (vesting, ledger, id, accounts[1], accounts[0])
  }

  @Test func `nothing before the cliff, linear after it, exactly all at the end`() throws {
    var (vesting, ledger, id, recipient, _) = try granted()
    #expect(try vesting.release(id, at: 1_099) == 0)
    #expect(try vesting.release(id, at: 1_100) == 250)
    #expect(try vesting.release(id, at: 1_100) == 0)
    #expect(try vesting.release(id, at: 1_101) == 2)  // ⌊1000 · 101 / 400⌋ − 250
    #expect(try vesting.release(id, at: 1_399) == 745)
    #expect(try vesting.release(id, at: 1_400) == 3)
    #expect(try vesting.release(id, at: .max) == 0)
    #expect(ledger.balance(of: recipient) == 1_000 && ledger.balance(of: vesting.account) == 0)
  }

  @Test func `a task's reward is granted once to each recipient`() throws {
    var (vesting, ledger, id, recipient, payer) = try granted()
    #expect(try vesting.grant(task: 1, from: payer, to: recipient, amount: 900, cliff: 0, duration: 1, at: 2_000) == id)
    #expect(ledger.balance(of: vesting.account) == 1_000)
    #expect(try vesting.grant(task: 2, from: payer, to: recipient, amount: 900, cliff: 0, duration: 1, at: 2_000) != id)
  }

  @Test func `a dispute stops the clock, and its dismissal starts it where it stopped`() throws {
    var (vesting, _, id, _, _) = try granted()
    try vesting.dispute(id, at: 1_200)
    #expect(try vesting.release(id, at: 9_000) == 500)
    #expect(throws: VestingError.alreadyDisputed(id)) { try vesting.dispute(id, at: 9_000) }
    try vesting.dismiss(id, at: 9_200)
    #expect(try vesting.release(id, at: 9_200) == 0)
    #expect(try vesting.release(id, at: 9_300) == 250)
    #expect(try vesting.release(id, at: 9_400) == 250)
    #expect(throws: VestingError.notDisputed(id)) { try vesting.dismiss(id, at: 9_500) }
  }

  @Test func `an upheld dispute claws back what had not vested, and only that`() throws {
    var (vesting, ledger, id, recipient, payer) = try granted()
    #expect(throws: VestingError.notDisputed(id)) { try vesting.clawBack(id, to: payer, at: 1_150) }
    try vesting.dispute(id, at: 1_200)
    #expect(try vesting.clawBack(id, to: payer, at: 5_000) == 500)
    #expect(try vesting.release(id, at: 5_000) == 500)
    #expect(try vesting.release(id, at: 50_000) == 0)
    #expect(ledger.balance(of: recipient) == 500 && ledger.balance(of: payer) == 4_500 && ledger.balance(of: vesting.account) == 0)
  }

  @Test func `a dispute before the cliff takes everything back`() throws {
    var (vesting, ledger, id, recipient, payer) = try granted()
    try vesting.dispute(id, at: 1_050)
    #expect(try vesting.clawBack(id, to: payer, at: 1_060) == 1_000)
    #expect(try vesting.release(id, at: 90_000) == 0 && ledger.balance(of: recipient) == 0)
  }

  @Test func `time does not run backwards`() throws {
    var (vesting, _, id, _, _) = try granted()
    #expect(try vesting.release(id, at: 1_200) == 500)
    #expect(try vesting.release(id, at: 0) == 0)
  }

  @Test func `what makes no sense is refused`() throws {
    var (vesting, _, _, recipient, payer) = try granted()
    for (cliff, duration) in [(-1, 10), (11, 10), (0, 0), (0, -4)] as [(Int64, Int64)] {
      #expect(throws: VestingError.invalidSchedule(cliff: cliff, duration: duration)) {
        try vesting.grant(task: 9, from: payer, to: recipient, amount: 1, cliff: cliff, duration: duration, at: 2_000)
      }
    }
    #expect(throws: VestingError.ledger(.invalidAmount(0))) {
      try vesting.grant(task: 9, from: payer, to: recipient, amount: 0, cliff: 0, duration: 1, at: 2_000)
    }
    let stranger = TransferID(rawValue: 5)
    #expect(throws: VestingError.unknownGrant(stranger)) { try vesting.release(stranger, at: 2_000) }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever happens in whatever order, a grant is paid out or taken back to the last µrUv`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "vesting")
    let (ledger, _, accounts) = try books(1_000_003, 0, 0)
    var vesting = Vesting(ledger)
    let total = 1 + Int64(random.below(1_000_000))
    let id = try vesting.grant(task: 0, from: accounts[0], to: accounts[1], amount: total, cliff: 50, duration: 1 + 50 + Int64(random.below(900)), at: 0)
    var paid: Int64 = 0, taken: Int64 = 0
    for _ in 0..<60 {
      let now = Int64(random.below(2_000))
      switch random.below(5) {
      case 0: try? vesting.dispute(id, at: now)
      case 1: try? vesting.dismiss(id, at: now)
      case 2 where random.below(4) == 0: taken += (try? vesting.clawBack(id, to: accounts[2], at: now)) ?? 0
      default: paid += try vesting.release(id, at: now)
      }
      #expect(ledger.balance(of: vesting.account) == total - paid - taken && paid + taken <= total, "seed \(seed)")
    }
    try? vesting.dismiss(id, at: 3_000)
    paid += try vesting.release(id, at: 100_000)
    #expect(paid + taken == total && ledger.balance(of: vesting.account) == 0, "seed \(seed)")
  }
}

@Suite struct StakeBookTests {
  private func staked(_ amounts: Int64...) throws -> (stakes: StakeBook, ledger: Ledger, node: AccountID, fines: AccountID) {
    let (ledger, _, accounts) = try books(1_000, 0)
    var stakes = StakeBook(ledger, unbonding: 1_000, evidenceWindow: 500)
    for (i, amount) in amounts.enumerated() { try stakes.deposit(from: accounts[0], amount: amount, at: Int64(i) * 100) }
    return (stakes, ledger, accounts[0], accounts[1])
  }

  @Test func `stake leaves only after unbonding`() throws {
    var (stakes, ledger, node, _) = try staked(100, 50)
    try stakes.beginUnbonding(120, of: node, at: 200)
    #expect(stakes.staked(by: node) == 30 && stakes.unbonding(of: node) == 120)
    #expect(throws: StakeError.insufficientStake(node, asked: 31, staked: 30)) { try stakes.beginUnbonding(31, of: node, at: 200) }
    #expect(throws: StakeError.insufficientStake(node, asked: 0, staked: 30)) { try stakes.beginUnbonding(0, of: node, at: 200) }
    #expect(try stakes.withdraw(to: node, at: 1_199) == 0)
    #expect(try stakes.withdraw(to: node, at: 1_200) == 120)
    #expect(try stakes.withdraw(to: node, at: 9_000) == 0)
    #expect(ledger.balance(of: node) == 970 && ledger.balance(of: stakes.account) == 30)
  }

  @Test func `a slash is rounded up, paid to the named account, and done once`() throws {
    var (stakes, ledger, node, fines) = try staked(3)
    #expect(try stakes.slash(node, part: 1, of: 10, evidence: OffenceID(task: 7), committed: 100, to: fines, at: 200) == 1)
    #expect(throws: StakeError.duplicateEvidence(OffenceID(task: 7))) { try stakes.slash(node, part: 1, of: 10, evidence: OffenceID(task: 7), committed: 100, to: fines, at: 200) }
    #expect(ledger.balance(of: fines) == 1 && stakes.staked(by: node) == 2)
  }

  @Test func `unbonding does not escape evidence of what came before`() throws {
    var (stakes, _, node, fines) = try staked(100)
    try stakes.beginUnbonding(100, of: node, at: 200)
    #expect(try stakes.slash(node, part: 1, of: 2, evidence: OffenceID(task: 1), committed: 150, to: fines, at: 600) == 50)
    #expect(try stakes.withdraw(to: node, at: 1_200) == 50)
  }

  @Test func `stake answers for no offence before its deposit or after its unbonding began`() throws {
    var (stakes, _, node, fines) = try staked(100, 50)  // at 0 and at 100
    #expect(try stakes.slash(node, part: 1, of: 1, evidence: OffenceID(task: 1), committed: 99, to: fines, at: 300) == 100)
    #expect(stakes.staked(by: node) == 50)
    try stakes.beginUnbonding(50, of: node, at: 300)
    #expect(try stakes.slash(node, part: 1, of: 1, evidence: OffenceID(task: 2), committed: 301, to: fines, at: 400) == 0)
    #expect(stakes.unbonding(of: node) == 50)
  }

  @Test func `evidence from the future or too long ago is refused, and so are odd fractions`() throws {
    var (stakes, _, node, fines) = try staked(100)
    #expect(throws: StakeError.self) { try stakes.slash(node, part: 1, of: 2, evidence: OffenceID(task: 1), committed: 201, to: fines, at: 200) }
    #expect(throws: StakeError.self) { try stakes.slash(node, part: 1, of: 2, evidence: OffenceID(task: 1), committed: 0, to: fines, at: 501) }
    for (part, whole) in [(0, 1), (-1, 2), (3, 2), (1, 0)] as [(Int64, Int64)] {
      #expect(throws: StakeError.invalidFraction(part, of: whole)) {
        try stakes.slash(node, part: part, of: whole, evidence: OffenceID(task: 1), committed: 0, to: fines, at: 200)
      }
    }
    #expect(stakes.staked(by: node) == 100)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `free, staked, unbonding and slashed add up whatever the order`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "stakes")
    let (ledger, _, accounts) = try books(1_000, 1_000, 0)
    var stakes = StakeBook(ledger, unbonding: 1_000, evidenceWindow: 500)
    var now: Int64 = 0
    for step in 0..<300 {
      now += Int64(random.below(200))
      let node = accounts[random.below(2)]
      let amount = Int64(random.below(300))
      switch random.below(4) {
      case 0: try? stakes.deposit(from: node, amount: amount, at: now)
      case 1: try? stakes.beginUnbonding(amount, of: node, at: now)
      case 2: try stakes.withdraw(to: node, at: now)
      default: _ = try? stakes.slash(node, part: 1 + Int64(random.below(9)), of: 10, evidence: OffenceID(task: step), committed: now - Int64(random.below(600)), to: accounts[2], at: now)
      }
      let inside = [accounts[0], accounts[1]].reduce(0 as Int64) { $0 + stakes.staked(by: $1) + stakes.unbonding(of: $1) }
      #expect(inside == ledger.balance(of: stakes.account), "seed \(seed) step \(step)")
      #expect(inside + accounts.reduce(0) { $0 + ledger.balance(of: $1) } == 2_000, "seed \(seed) step \(step)")
    }
    try ledger.audit()
  }

  @Test func `an offence's part is at least 1 µrUv, and never more than there is`() throws {
    var (stakes, ledger, node, fines) = try staked(3)
    for task in 0..<3 { #expect(try stakes.slash(node, part: 1, of: 1_000_000, evidence: OffenceID(task: task), committed: 0, to: fines, at: 1) == 1) }
    #expect(try stakes.slash(node, part: 1, of: 1, evidence: OffenceID(task: 3), committed: 0, to: fines, at: 1) == 0)
    #expect(stakes.staked(by: node) == 0 && ledger.balance(of: fines) == 3)
  }

  @Test func `of a span's offences only the worst counts, where that is the rule`() throws {
    var (stakes, _, node, fines) = try staked(1_000)
    func slash(_ task: Int, _ percent: Int64, _ committed: Int64, at now: Int64) throws -> Int64 {
      try stakes.slash(
        node, part: percent, of: 100, evidence: OffenceID(task: task), committed: committed, to: fines, counting: .worst(span: 100), at: now)
    }
    #expect(try slash(0, 30, 0, at: 1) == 300)
    for task in 1..<10 { #expect(try slash(task, 30, Int64(task), at: 10) == 0) }
    #expect(try slash(10, 50, 20, at: 20) == 200)
    #expect(try slash(11, 10, 20, at: 20) == 0)
    #expect(try slash(12, 30, 121, at: 121) == 150)  // another span, of what is left
    #expect(stakes.staked(by: node) == 350)
  }

  @Test func `a reporter gets less than is burned, whatever share is asked for`() throws {
    var (stakes, ledger, node, fines) = try staked(999)
    let reporter = ledger.open("reporter")
    for share in [-1, 500_000, 1_000_000, .max] as [Int64] {
      #expect(throws: StakeError.invalidReward(share)) {
        try stakes.slash(node, part: 1, of: 3, evidence: OffenceID(task: 1), committed: 0, to: fines, reward: .init(to: reporter, share: share), at: 1)
      }
    }
    #expect(
      try stakes.slash(
        node, part: 1, of: 3, evidence: OffenceID(task: 1), committed: 0, to: fines, reward: .init(to: reporter, share: StakeBook.rewardLimit), at: 1) == 333)
    #expect(ledger.balance(of: reporter) == 166 && ledger.balance(of: fines) == 167)
  }

  @Test func `the ledger itself refuses to let an offence be paid for twice, whatever the book remembers`() throws {
    var (stakes, ledger, node, fines) = try staked(100)
    try stakes.slash(node, part: 1, of: 10, evidence: OffenceID("e"), committed: 0, to: fines, at: 1)
    var amnesiac = StakeBook(ledger, unbonding: 1_000, evidenceWindow: 500)
    try amnesiac.deposit(from: node, amount: 100, at: 0)
    #expect(throws: StakeError.duplicateEvidence(OffenceID("e"))) {
      try amnesiac.slash(node, part: 1, of: 10, evidence: OffenceID("e"), committed: 0, to: fines, at: 1)
    }
    #expect(ledger.balance(of: fines) == 10)
  }

  @Test func `an earlier moment counts as the latest seen`() throws {
    var (stakes, _, node, _) = try staked(100)
    try stakes.beginUnbonding(100, of: node, at: 500)
    try stakes.deposit(from: node, amount: 50, at: 0)
    #expect(stakes.liable(node, for: 499) == 100 && stakes.liable(node, for: 500) == 150)
    #expect(try stakes.withdraw(to: node, at: 1_499) == 0)
    #expect(try stakes.withdraw(to: node, at: 1_500) == 100)
  }

  @Test func `slash, withdrawal and release end as some order of them would, in all six`() throws {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      var (stakes, ledger, node, fines) = try staked(100)
      var vesting = Vesting(ledger)
      let id = try vesting.grant(task: 1, from: node, to: node, amount: 60, cliff: 0, duration: 10, at: 0)
      try stakes.beginUnbonding(100, of: node, at: 100)
      for step in order {
        switch step {
        case 0: _ = try? stakes.slash(node, part: 1, of: 2, evidence: OffenceID("e"), committed: 50, to: fines, at: 500)
        case 1: try stakes.withdraw(to: node, at: 500)
        default: try vesting.release(id, at: 500)
        }
      }
      #expect(ledger.balance(of: fines) == 50 && ledger.balance(of: stakes.account) == 50 && ledger.balance(of: vesting.account) == 0, "\(order)")
      #expect(try stakes.withdraw(to: node, at: 1_100) == 50)
      #expect(ledger.balance(of: node) == 950, "\(order)")
    }
  }

  @Test func `free, staked, vesting, slashed and treasury are constant through 1,000 random sequences`() throws {
    for seed in 0..<1_000 as Range<UInt64> {
      var random = RandomStream(seed: seed, "settlement")
      let (ledger, _, accounts) = try books(1_000, 1_000, 0, 0)  // two nodes, treasury, reporter
      var stakes = StakeBook(ledger, unbonding: 1_000, evidenceWindow: 500), vesting = Vesting(ledger)
      var now: Int64 = 0, grants: [TransferID] = []
      for step in 0..<40 {
        now += Int64(random.below(200)) - 20
        let node = accounts[random.below(2)], amount = Int64(random.below(300)) - 5
        switch random.below(8) {
        case 0: try? stakes.deposit(from: node, amount: amount, at: now)
        case 1: try? stakes.beginUnbonding(amount, of: node, at: now)
        case 2: _ = try? stakes.withdraw(to: node, at: now)
        case 3, 4:
          _ = try? stakes.slash(
            node, part: Int64(random.below(12)), of: 10, evidence: OffenceID(task: random.below(20)), committed: now - Int64(random.below(600)),
            to: accounts[2], reward: random.below(2) == 0 ? nil : .init(to: accounts[3], share: Int64(random.below(500_000))),
            counting: random.below(2) == 0 ? .each : .worst(span: 300), at: now)
        case 5:
          if let id = try? vesting.grant(task: step, from: node, to: accounts[random.below(2)], amount: amount, cliff: 10, duration: 300, at: now) {
            grants.append(id)
          }
        case 6: if let id = grants.randomElement(using: &random) { try? random.below(2) == 0 ? vesting.dispute(id, at: now) : vesting.dismiss(id, at: now) }
        default:
          if let id = grants.randomElement(using: &random) {
            _ = random.below(3) == 0 ? try? vesting.clawBack(id, to: accounts[2], at: now) : try? vesting.release(id, at: now)
          }
        }
        let staked = [accounts[0], accounts[1]].reduce(0 as Int64) { $0 + stakes.staked(by: $1) + stakes.unbonding(of: $1) }
        let all = (accounts + [vesting.account]).reduce(staked) { $0 + ledger.balance(of: $1) }
        guard staked == ledger.balance(of: stakes.account), all == 2_000 else {
          Issue.record("seed \(seed) step \(step): \(staked) µrUv at stake, \(all) in all")
          return
        }
      }
    }
  }
}
