import Economy
import Kernels
import Testing

/// An issuer with `purses` µrUv handed out to accounts.
func books(_ purses: Int64..., retention: Ledger.Retention = .all) throws -> (Ledger, issuer: AccountID, [AccountID]) {
  let ledger = Ledger(retention: retention)
  let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
  let accounts = try purses.enumerated().map { i, purse in
    let account = ledger.open("account \(i)")
    if purse > 0 { try ledger.transfer(TransferID(.issue, task: i), from: issuer, to: account, amount: purse, code: .issue) }
    return account
  }
  return (ledger, issuer, accounts)
}

private func id(_ number: UInt64) -> TransferID { TransferID(rawValue: number) }

@Suite struct LedgerTests {
  @Test func `a transfer moves money and creates none`() throws {
    let (ledger, issuer, accounts) = try books(100, 0)
    #expect(try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 30, code: .payment) == .new)
    #expect(ledger.balance(of: accounts[0]) == 70 && ledger.balance(of: accounts[1]) == 30)
    #expect(ledger.balance(of: issuer) == -100 && ledger.issued == 100)
    try ledger.audit()
  }

  @Test func `the same request twice moves money once, another under its id is refused`() throws {
    let (ledger, _, accounts) = try books(100, 0)
    try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 30, code: .payment)
    #expect(try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 30, code: .payment) == .existing)
    #expect(ledger.balance(of: accounts[1]) == 30)
    #expect(throws: LedgerError.reusedID(id(1))) {
      try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 31, code: .payment)
    }
    #expect(throws: LedgerError.reusedID(id(1))) {
      try ledger.hold(id(1), from: accounts[0], to: accounts[1], amount: 30, code: .payment)
    }
  }

  @Test func `a refusal for lack of funds is final for its id`() throws {
    let (ledger, issuer, accounts) = try books(10, 0)
    #expect(throws: LedgerError.insufficientFunds(accounts[0], needed: 11, available: 10)) {
      try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 11, code: .payment)
    }
    try ledger.transfer(id(2), from: issuer, to: accounts[0], amount: 100, code: .issue)
    #expect(throws: LedgerError.alreadyRejected(id(1))) {
      try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 11, code: .payment)
    }
    try ledger.transfer(id(3), from: accounts[0], to: accounts[1], amount: 11, code: .payment)
    #expect(ledger.transfer(id(1))?.state == .rejected && ledger.transfer(id(1))?.moved == 0)
  }

  @Test func `two holds cannot spend the same money`() throws {
    let (ledger, _, accounts) = try books(100, 0)
    try ledger.hold(id(1), from: accounts[0], to: accounts[1], amount: 80, code: .escrow)
    #expect(throws: LedgerError.insufficientFunds(accounts[0], needed: 80, available: 20)) {
      try ledger.hold(id(2), from: accounts[0], to: accounts[1], amount: 80, code: .escrow)
    }
    #expect(throws: LedgerError.self) {
      try ledger.transfer(id(3), from: accounts[0], to: accounts[1], amount: 21, code: .payment)
    }
    #expect(ledger.balance(of: accounts[0]) == 100 && ledger.available(to: accounts[0]) == 20)
    #expect(ledger.balance(of: accounts[1]) == 0 && ledger.available(to: accounts[1]) == 0)
  }

  @Test func `a hold ends exactly once`() throws {
    let (ledger, _, accounts) = try books(100, 0)
    try ledger.hold(id(1), from: accounts[0], to: accounts[1], amount: 60, code: .escrow)
    #expect(throws: LedgerError.exceedsHold(id(1), needed: 61, held: 60)) { try ledger.post(id(1), amount: 61) }
    #expect(throws: LedgerError.invalidAmount(0)) { try ledger.post(id(1), amount: 0) }
    #expect(try ledger.post(id(1), amount: 45) == .new)
    #expect(ledger.balance(of: accounts[0]) == 55 && ledger.available(to: accounts[0]) == 55)
    #expect(try ledger.post(id(1), amount: 45) == .existing)
    #expect(throws: LedgerError.alreadyPosted(id(1))) { try ledger.post(id(1), amount: 44) }
    #expect(throws: LedgerError.alreadyPosted(id(1))) { try ledger.void(id(1)) }

    try ledger.hold(id(2), from: accounts[0], to: accounts[1], amount: 55, code: .escrow)
    #expect(try ledger.void(id(2)) == .new)
    #expect(try ledger.void(id(2)) == .existing)
    #expect(throws: LedgerError.alreadyVoided(id(2))) { try ledger.post(id(2)) }
    #expect(throws: LedgerError.unknownTransfer(id(9))) { try ledger.post(id(9)) }
    try ledger.transfer(id(3), from: accounts[0], to: accounts[1], amount: 1, code: .payment)
    #expect(throws: LedgerError.notHeld(id(3))) { try ledger.void(id(3)) }
    #expect(ledger.pendingCount == 0)
    try ledger.audit()
  }

  @Test func `an issuer takes back at most what it issued`() throws {
    let (ledger, issuer, accounts) = try books(100, 0)
    try ledger.transfer(id(1), from: accounts[0], to: issuer, amount: 40, code: .refund)
    #expect(ledger.issued == 60)
    let other = ledger.open("other issuer", limit: .creditsMustNotExceedDebits)
    #expect(throws: LedgerError.creditsExceedDebits(other, needed: 1, room: 0)) {
      try ledger.transfer(id(2), from: accounts[0], to: other, amount: 1, code: .refund)
    }
  }

  @Test func `overflow is an error, never a trap or a wrap`() throws {
    let (ledger, issuer, accounts) = try books(0, 0)
    try ledger.transfer(id(1), from: issuer, to: accounts[0], amount: .max, code: .issue)
    #expect(throws: LedgerError.overflow(issuer)) {
      try ledger.transfer(id(2), from: issuer, to: accounts[1], amount: 1, code: .issue)
    }
    let second = ledger.open("second issuer", limit: .creditsMustNotExceedDebits)
    #expect(throws: LedgerError.overflow(accounts[0])) {
      try ledger.transfer(id(3), from: second, to: accounts[0], amount: 1, code: .issue)
    }
    try ledger.hold(id(4), from: second, to: accounts[1], amount: .max, code: .issue)
    #expect(throws: LedgerError.overflow(second)) {
      try ledger.hold(id(5), from: second, to: accounts[1], amount: 1, code: .issue)
    }
    try ledger.audit()
  }

  @Test func `what makes no sense is refused and changes nothing`() throws {
    let (ledger, _, accounts) = try books(100, 0)
    let before = (0..<ledger.accountCount).map { ledger[AccountID(rawValue: UInt32($0))] }
    let stranger = AccountID(rawValue: 99)
    for amount: Int64 in [0, -1, .min] {
      #expect(throws: LedgerError.invalidAmount(amount)) {
        try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: amount, code: .payment)
      }
    }
    #expect(throws: LedgerError.sameAccount(accounts[0])) {
      try ledger.transfer(id(1), from: accounts[0], to: accounts[0], amount: 1, code: .payment)
    }
    #expect(throws: LedgerError.unknownAccount(stranger)) {
      try ledger.transfer(id(1), from: accounts[0], to: stranger, amount: 1, code: .payment)
    }
    #expect(throws: LedgerError.unknownAccount(stranger)) {
      try ledger.hold(id(1), from: stranger, to: accounts[0], amount: 1, code: .payment)
    }
    #expect(before == (0..<ledger.accountCount).map { ledger[AccountID(rawValue: UInt32($0))] })
  }

  @Test func `a bounded history forgets settled transfers only`() throws {
    let (ledger, _, accounts) = try books(1_000, 0, retention: .last(4))
    try ledger.hold(id(1), from: accounts[0], to: accounts[1], amount: 10, code: .escrow)
    for number in 2...50 { try ledger.transfer(id(UInt64(number)), from: accounts[0], to: accounts[1], amount: 1, code: .payment) }
    #expect(ledger.transfers.count == 4 && ledger.transferCount == 51)
    #expect(ledger.transfer(id(1))?.state == .pending && ledger.transfer(id(2)) == nil && ledger.transfer(id(50)) != nil)
    try ledger.post(id(1))
    #expect(ledger.balance(of: accounts[1]) == 59)

    for number in 51...54 { try ledger.hold(id(UInt64(number)), from: accounts[0], to: accounts[1], amount: 1, code: .escrow) }
    #expect(throws: LedgerError.historyFull(capacity: 4)) {
      try ledger.transfer(id(60), from: accounts[0], to: accounts[1], amount: 1, code: .payment)
    }
    try ledger.audit()
  }

  @Test func `transfer ids of different purposes, tasks and parties differ`() {
    var seen: Set<TransferID> = []
    for code in [TransferCode.bond, .escrow, .script] {
      for task in [0, 1, 1 << 31] { for party in [0, 1, (1 << 24) - 1] { seen.insert(TransferID(code, task: task, party: party)) } }
    }
    #expect(seen.count == 27)
  }
}

@Suite struct LedgerPropertyTests {
  /// A ledger against the simplest model of one: balances in a dictionary, holds in a list.
  private struct Model {
    var balances: [AccountID: Int64] = [:]
    var holds: [TransferID: (from: AccountID, to: AccountID, amount: Int64)] = [:]

    func available(_ account: AccountID) -> Int64 {
      holds.values.reduce(balances[account, default: 0]) { $1.from == account ? $0 - $1.amount : $0 }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `debits equal credits after every one of 400 random and adversarial operations`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "ledger")
    let (ledger, issuer, accounts) = try books(1_000, 500, 0, 0, 1, retention: seed % 2 == 0 ? .all : .last(64))
    var model = Model()
    for account in accounts { model.balances[account] = ledger.balance(of: account) }
    let total = ledger.issued

    for step in 0..<400 {
      let name = id(1_000 + UInt64(step - min(step, random.below(3))))  // sometimes an id used before
      let (from, to) = (accounts[random.below(accounts.count)], accounts[random.below(accounts.count)])
      let amount = [Int64(random.below(300)), 1, .max, -5, 0][min(4, random.below(12))]
      let isFresh = ledger.transfer(name) == nil
      let isPossible = isFresh && amount > 0 && from != to && amount <= model.available(from)
      let open = model.holds.keys.sorted { $0.rawValue < $1.rawValue }
      switch random.below(5) {
      case 0, 1:
        if (try? ledger.transfer(name, from: from, to: to, amount: amount, code: .payment)) == .new {
          #expect(isPossible, "seed \(seed) step \(step)")
          model.balances[from]! -= amount
          model.balances[to]! += amount
        } else {
          #expect(!isPossible, "seed \(seed) step \(step)")
        }
      case 2:
        if (try? ledger.hold(name, from: from, to: to, amount: amount, code: .escrow)) == .new {
          #expect(isPossible, "seed \(seed) step \(step)")
          model.holds[name] = (from, to, amount)
        } else {
          #expect(!isPossible, "seed \(seed) step \(step)")
        }
      case 3 where !open.isEmpty:
        let name = open[random.below(open.count)]
        let hold = model.holds.removeValue(forKey: name)!
        let part = 1 + Int64(random.below(Int(hold.amount)))
        try ledger.post(name, amount: part)
        model.balances[hold.from]! -= part
        model.balances[hold.to]! += part
      case 4 where !open.isEmpty:
        let name = open[random.below(open.count)]
        model.holds[name] = nil
        try ledger.void(name)
      default: break
      }
      for account in accounts {
        #expect(ledger.balance(of: account) == model.balances[account]!, "seed \(seed) step \(step)")
        #expect(ledger.available(to: account) == model.available(account), "seed \(seed) step \(step)")
      }
      #expect(ledger.pendingCount == model.holds.count && ledger.issued == total && ledger.balance(of: issuer) == -total)
      try ledger.audit()
    }
  }

  @Test func `ten thousand ids in a bounded history are found while remembered and new afterwards`() throws {
    let (ledger, _, accounts) = try books(100_000, 0, retention: .last(100))
    var random = RandomStream(seed: 5, "ids")
    var recent: [TransferID] = []
    for _ in 0..<10_000 {
      let name = TransferID(rawValue: random.next())
      #expect(try ledger.transfer(name, from: accounts[0], to: accounts[1], amount: 1, code: .payment) == .new)
      recent.append(name)
      if recent.count > 100 { #expect(ledger.transfer(recent.removeFirst()) == nil) }
      #expect(try ledger.transfer(recent[random.below(recent.count)], from: accounts[0], to: accounts[1], amount: 1, code: .payment) == .existing)
    }
    #expect(ledger.balance(of: accounts[1]) == 10_000)
  }
}

@Suite struct EscrowTests {
  @Test func `escrow pays the earned part and returns the rest, in one step`() throws {
    let (ledger, _, accounts) = try books(100, 0)
    let escrow = Escrow(ledger)
    try escrow.open(task: 7, payer: accounts[0], amount: 80)
    #expect(escrow.held(task: 7) == 80 && ledger.available(to: accounts[0]) == 20)
    try escrow.pay(task: 7, to: accounts[1], amount: 50)
    try escrow.pay(task: 7, to: accounts[1], amount: 50)
    #expect(ledger.balance(of: accounts[0]) == 50 && ledger.balance(of: accounts[1]) == 50)
    #expect(ledger.balance(of: escrow.account) == 0 && escrow.held(task: 7) == 0 && ledger.pendingCount == 0)
    #expect(throws: LedgerError.self) { try escrow.pay(task: 7, to: accounts[0], amount: 50) }
    #expect(throws: LedgerError.self) { try escrow.refund(task: 7) }
  }

  @Test func `a refund returns everything, once`() throws {
    let (ledger, _, accounts) = try books(100, 0)
    let escrow = Escrow(ledger)
    try escrow.open(task: 1, payer: accounts[0], amount: 100)
    try escrow.refund(task: 1)
    try escrow.refund(task: 1)
    #expect(ledger.available(to: accounts[0]) == 100)
    #expect(throws: LedgerError.self) { try escrow.pay(task: 1, to: accounts[1], amount: 1) }
    #expect(throws: LedgerError.self) { try escrow.open(task: 2, payer: accounts[1], amount: 1) }
  }

  @Test func `a payee that can't be paid leaves the escrow as it was`() throws {
    let (ledger, _, accounts) = try books(100)
    let escrow = Escrow(ledger)
    try escrow.open(task: 1, payer: accounts[0], amount: 100)
    #expect(throws: LedgerError.self) { try escrow.pay(task: 1, to: AccountID(rawValue: 77), amount: 10) }
    #expect(throws: LedgerError.self) { try escrow.pay(task: 1, to: escrow.account, amount: 10) }
    #expect(throws: LedgerError.self) { try escrow.pay(task: 1, to: accounts[0], amount: 101) }
    #expect(escrow.held(task: 1) == 100)
  }
}
