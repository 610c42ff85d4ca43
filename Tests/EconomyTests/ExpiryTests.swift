import Economy
import Kernels
import Testing

/// Holds that end by themselves.
struct ExpiryTests {
  private final class Clock { var time: Int64 = 0 }

  private static func books(_ clock: Clock) throws(LedgerError) -> (Ledger, [AccountID]) {
    let ledger = Ledger(journal: Journal(clock: { clock.time }))
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let accounts = [ledger.open("alice"), ledger.open("bob"), ledger.open("carol")]
    for (i, account) in accounts.enumerated() {
      try ledger.transfer(TransferID(.issue, task: i), from: issuer, to: account, amount: 1_000, code: .issue)
    }
    return (ledger, accounts)
  }

  private func id(_ number: Int) -> TransferID { TransferID(rawValue: UInt64(number)) }

  @Test func `a hold can be posted in its last moment, and not after`() throws {
    let clock = Clock()
    let (ledger, a) = try Self.books(clock)
    for number in 1...2 { try ledger.hold(id(number), from: a[0], to: a[1], amount: 400, code: .escrow, timeout: 60) }
    clock.time = 60
    try ledger.post(id(1))
    clock.time = 61
    #expect(throws: LedgerError.alreadyExpired(id(2))) { try ledger.post(id(2)) }
    #expect(throws: LedgerError.alreadyExpired(id(2))) { try ledger.void(id(2)) }
    #expect(ledger.available(to: a[0]) == 600 && ledger.transfer(id(2))?.state == .expired && ledger.pendingCount == 0)
    #expect(throws: LedgerError.reusedID(id(2))) { try ledger.hold(id(2), from: a[0], to: a[1], amount: 400, code: .escrow, timeout: 61) }
    #expect(try ledger.hold(id(2), from: a[0], to: a[1], amount: 400, code: .escrow, timeout: 60) == .existing)
  }

  @Test func `what expired pays for the operation that finds it`() throws {
    let clock = Clock()
    let (ledger, a) = try Self.books(clock)
    try ledger.hold(id(1), from: a[0], to: a[1], amount: 1_000, code: .escrow, timeout: 5)
    clock.time = 6
    try ledger.transfer(id(2), from: a[0], to: a[2], amount: 1_000, code: .payment)
    #expect(ledger.balance(of: a[2]) == 2_000)
  }

  @Test func `a batch that is undone brings an expired hold back, which expires again`() throws {
    let clock = Clock()
    let (ledger, a) = try Self.books(clock)
    try ledger.hold(id(1), from: a[0], to: a[1], amount: 700, code: .escrow, timeout: 5)
    clock.time = 6
    ledger.begin()
    try ledger.transfer(id(2), from: a[0], to: a[2], amount: 1_000, code: .payment)
    ledger.rollBack()
    #expect(ledger.transfer(id(1))?.state == .pending && ledger.available(to: a[0]) == 300)
    ledger.expire()
    #expect(ledger.transfer(id(1))?.state == .expired && ledger.available(to: a[0]) == 1_000)
  }

  /// 1,000 sequences of 60 operations, on a clock that also stands still and goes back.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `every hold has one outcome, no later than its time, and the journal replays to the same books`(seed: UInt64) throws {
    for sequence in 0..<50 as Range<UInt64> {
      var random = RandomStream(seed: seed * 50 + sequence, "expiry")
      let place: Comment = "seed \(seed * 50 + sequence)"
      let clock = Clock()
      let (ledger, a) = try Self.books(clock)
      var latest: Int64 = 0, next = 1
      for _ in 0..<60 {
        clock.time = max(0, clock.time + Int64(random.below(9)) - 2)
        let isBatch = random.below(6) == 0
        if isBatch { ledger.begin() }
        for _ in 0..<(isBatch ? 3 : 1) {
          let (from, to) = (random.below(3), random.below(3)), known = id(1 + random.below(next))
          switch random.below(5) {
          case 0: _ = try? ledger.transfer(id(next), from: a[from], to: a[to], amount: Int64(1 + random.below(600)), code: .payment)
          case 1: _ = try? ledger.hold(id(next), from: a[from], to: a[to], amount: Int64(1 + random.below(600)), code: .escrow)
          case 2: _ = try? ledger.hold(id(next), from: a[from], to: a[to], amount: Int64(1 + random.below(600)), code: .escrow, timeout: Int64(1 + random.below(20)))
          case 3: _ = try? ledger.void(known)
          default:
            let deadline = ledger.transfer(known)?.deadline ?? .max
            let receipt = try? ledger.post(known, amount: nil)
            if receipt == .new { #expect(ledger.journal!.now <= deadline, place) }
          }
          next += 1
        }
        if isBatch { if random.below(2) == 0 { ledger.rollBack() } else { try ledger.commit() } }
        latest = max(latest, clock.time)
        try ledger.audit()
      }
      clock.time = latest + 100
      ledger.expire()
      #expect(ledger.transfers.allSatisfy { $0.state != .pending || $0.timeout == 0 }, place)
      var outcomes: [TransferID: Int] = [:]
      for entry in ledger.journal!.entries where entry.kind == .post || entry.kind == .void { outcomes[entry.id, default: 0] += 1 }
      #expect(outcomes.values.allSatisfy { $0 == 1 }, place)

      let again = try Ledger(repeating: ledger.journal!.entries)
      #expect(again.transfers == ledger.transfers && again.journal!.head == ledger.journal!.head, place)
      #expect(a.allSatisfy { again[$0] == ledger[$0] }, place)
    }
  }
}
