import Economy
import Kernels
import Testing

private func id(_ number: UInt64) -> TransferID { TransferID(rawValue: number) }

@Suite struct JournalTests {
  /// Books that keep a journal, whose clock is `time`.
  private final class Clock { var time: Int64 = 0 }

  private func books(_ clock: Clock) throws -> (Ledger, [AccountID]) {
    let ledger = Ledger(journal: Journal(clock: { clock.time }))
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let accounts = [ledger.open("alice"), ledger.open("bob")]
    try ledger.transfer(id(1), from: issuer, to: accounts[0], amount: 100, code: .issue)
    return (ledger, accounts)
  }

  @Test func `a changed, removed, moved or added entry is found and named`() throws {
    let (ledger, accounts) = try books(Clock())
    for i in 10..<30 as Range<UInt64> { try ledger.transfer(id(i), from: accounts[0], to: accounts[1], amount: 1, code: .payment) }
    let entries = ledger.journal!.entries
    try Journal.verify(entries)
    var changed = entries
    let entry = entries[7]
    changed[7] = JournalEntry(time: entry.time, kind: entry.kind, id: entry.id, debit: entry.debit, credit: entry.credit, amount: 2, code: entry.code)
    #expect(throws: LedgerError.brokenChain(entry: 8)) { try Journal.verify(changed) }
    var removed = entries
    removed.remove(at: 11)
    #expect(throws: LedgerError.brokenChain(entry: 12)) { try Journal.verify(removed) }
    #expect(throws: LedgerError.brokenChain(entry: 12)) { try Ledger(repeating: removed) }
    var moved = entries
    moved.swapAt(5, 6)
    #expect(throws: LedgerError.brokenChain(entry: 6)) { try Journal.verify(moved) }
    #expect(throws: LedgerError.brokenChain(entry: 25)) { try Journal.verify(entries + [entries[24 - 1]]) }
  }

  @Test func `a statement tells all that happened to an account, and its balances are those of then`() throws {
    let clock = Clock()
    let (ledger, accounts) = try books(clock)
    let (alice, bob) = (accounts[0], accounts[1])
    clock.time = 10
    try ledger.transfer(id(2), from: alice, to: bob, amount: 30, code: .payment)
    clock.time = 20
    try ledger.hold(id(3), from: alice, to: bob, amount: 50, code: .escrow)
    clock.time = 5  // a clock that goes back moves nothing back
    try ledger.post(id(3), amount: 45)
    clock.time = 30
    _ = try? ledger.transfer(id(4), from: alice, to: bob, amount: 99, code: .payment)
    let lines = ledger.journal!.statement(of: alice)
    #expect(lines.map(\.time) == [0, 10, 20, 20, 30])
    #expect(lines.map(\.state) == [.posted, .posted, .held, .completed, .refused])
    #expect(lines.map(\.balance) == [100, 70, 70, 25, 25] && lines.map(\.debit) == [0, 30, 0, 45, 0] && lines.map(\.credit) == [100, 0, 0, 0, 0])
    #expect(lines.dropFirst().allSatisfy { $0.other == bob })
    #expect([-1, 0, 9, 10, 20, 99].map { ledger.journal!.balance(of: alice, at: $0) } == [0, 100, 100, 70, 25, 25])
    #expect(ledger.journal!.statement(of: bob).last { $0.state != .refused }?.balance == ledger.balance(of: bob))
  }
}

@Suite struct BatchPropertyTests {
  /// The plainest ledger: a list of balances, and what is held.
  private struct Model: Equatable {
    var balances: [Int64]
    var holds: [UInt64: (from: Int, to: Int, amount: Int64)] = [:]
    var used: Set<UInt64> = []

    func available(_ account: Int) -> Int64 { holds.values.reduce(balances[account]) { $1.from == account ? $0 - $1.amount : $0 } }

    static func == (a: Model, b: Model) -> Bool { a.balances == b.balances && a.used == b.used && Set(a.holds.keys) == Set(b.holds.keys) }
  }

  /// One random operation on both.
  private func operate(_ ledger: Ledger, _ accounts: [AccountID], _ model: inout Model, _ random: inout RandomStream) {
    let (number, from, to) = (UInt64(100 + random.below(60)), random.below(4), random.below(4))
    let amount = [Int64(random.below(200)), 1, .max, -3][min(3, random.below(9))]
    let isValid = !model.used.contains(number) && amount > 0 && from != to
    switch random.below(4) {
    case 0, 1:
      let isHold = random.below(2) == 0
      let receipt =
        isHold
        ? try? ledger.hold(id(number), from: accounts[from], to: accounts[to], amount: amount, code: .escrow)
        : try? ledger.transfer(id(number), from: accounts[from], to: accounts[to], amount: amount, code: .payment)
      let isPaid = isValid && amount <= model.available(from)
      #expect((receipt == .new) == isPaid)
      if isValid { model.used.insert(number) }
      if isPaid, isHold { model.holds[number] = (from, to, amount) }
      if isPaid, !isHold {
        model.balances[from] -= amount
        model.balances[to] += amount
      }
    default:
      let (part, isVoid) = (Int64(1 + random.below(100)), random.below(2) == 0)
      let receipt = isVoid ? try? ledger.void(id(number)) : try? ledger.post(id(number), amount: part)
      let hold = model.holds[number].flatMap { isVoid || part <= $0.amount ? $0 : nil }
      #expect((receipt == .new) == (hold != nil))
      guard let hold else { return }
      model.holds[number] = nil
      if !isVoid {
        model.balances[hold.from] -= part
        model.balances[hold.to] += part
      }
    }
  }

  @Test(arguments: 0..<1_200 as Range<UInt64>)
  func `random operations and batches, kept and undone, are a plain model's, and the journal repeats them`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "batches")
    let ledger = Ledger(journal: Journal(clock: { Int64(seed) }))
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let accounts = (0..<4).map { ledger.open("account \($0)") }
    for (i, account) in accounts.enumerated() { try ledger.transfer(id(UInt64(i)), from: issuer, to: account, amount: 300, code: .issue) }
    var model = Model(balances: [300, 300, 300, 300])
    for _ in 0..<12 {
      let (before, head) = (model, ledger.journal!.head)
      ledger.begin()
      for _ in 0..<random.below(6) { operate(ledger, accounts, &model, &random) }
      if random.below(3) == 0 {
        ledger.rollBack()
        model = before
        #expect(ledger.journal!.head == head, "seed \(seed)")
      } else {
        try ledger.commit()
      }
      operate(ledger, accounts, &model, &random)
      #expect(accounts.map { ledger.balance(of: $0) } == model.balances, "seed \(seed)")
      #expect(accounts.map { ledger.available(to: $0) } == (0..<4).map { model.available($0) }, "seed \(seed)")
      #expect(ledger.pendingCount == model.holds.count && ledger.transferCount == model.used.count + 4, "seed \(seed)")
      try ledger.audit()
    }
    let again = try Ledger(repeating: ledger.journal!.entries)
    #expect(again.transfers == ledger.transfers && again.journal!.head == ledger.journal!.head, "seed \(seed)")
    #expect((0..<5).allSatisfy { again[AccountID(rawValue: $0)] == ledger[AccountID(rawValue: $0)] }, "seed \(seed)")
  }
}
