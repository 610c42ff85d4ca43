import Economy
import Kernels
import Storage
import Testing

@Suite struct CrashTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  /// Ten files, each opened by twenty programs one after the other, all of them killed.
  @Test(arguments: 0..<10 as Range<UInt64>)
  func `killed at any moment, a ledger has everything it acknowledged, once`(seed: UInt64) throws {
    let path = folder.file("market.db")
    var random = RandomStream(seed: seed, "kills")
    var acknowledged: Set<UInt64> = []
    for kill in 0..<20 as Range<UInt64> {
      let ids = try Teller("work", path, "\(seed * 1_000 + kill)").killed(after: random.below(12), microseconds: UInt32(random.below(4_000)))
      acknowledged.formUnion(ids)
      let ledger = try opened(path)
      try check(ledger, acknowledged, "seed \(seed), kill \(kill)")
      ledger.journal!.file!.close()
    }
    #expect(acknowledged.count > 20)
  }

  private func check(_ ledger: Ledger, _ acknowledged: Set<UInt64>, _ place: String) throws {
    try ledger.audit()
    try ledger.journal!.verify()
    for id in acknowledged where id != 0 { #expect(ledger.transfer(TransferID(rawValue: id)) != nil, "\(place): \(id)") }

    // The books once more, from the rows alone.
    var balances: [AccountID: Int64] = [:]
    var begun: Set<TransferID> = [], ended: Set<TransferID> = []
    var batches: [UInt64: Int] = [:]
    for entry in ledger.journal!.entries {
      switch entry.kind {
      case .account: continue
      case .post, .void: #expect(ended.insert(entry.id).inserted, "\(place): \(entry.id) ended twice")
      default: #expect(begun.insert(entry.id).inserted, "\(place): \(entry.id) is there twice")
      }
      if entry.code.rawValue == 100 { batches[entry.id.rawValue / 4, default: 0] += 1 }
      balances[entry.debit, default: 0] -= entry.moved
      balances[entry.credit, default: 0] += entry.moved
    }
    #expect(batches.values.allSatisfy { $0 == 3 }, "\(place): half a batch")
    for (account, balance) in balances { #expect(ledger.balance(of: account) == balance, "\(place): \(account)") }
    #expect(balances.values.reduce(0, +) == 0, "\(place)")
  }

  @Test func `a log cut anywhere opens to a state that was once acknowledged`() throws {
    let path = folder.file("market.db")
    var (ledger, accounts) = try founded(path)
    for i in 0..<10 as Range<UInt64> { try ledger.transfer(TransferID(rawValue: i), from: accounts[0], to: accounts[1], amount: 5, code: .payment) }
    ledger.journal!.file!.close()  // and so the log is in the file
    let checkpoint = ledger.journal!.entries.count
    ledger = try opened(path)
    var states: Set = [checkpoint]
    for i in 100..<160 as Range<UInt64> {
      try ledger.batch { () throws(LedgerError) in
        for j in 0..<(i % 3 == 0 ? 40 : 1) as Range<UInt64> {
          try ledger.transfer(TransferID(rawValue: i << 8 | j), from: accounts[0], to: accounts[1], amount: 7, code: .payment)
        }
      }
      states.insert(ledger.journal!.entries.count)
    }
    let (bytes, log) = (try folder.bytes("market.db"), try folder.bytes("market.db-wal"))
    let entries = ledger.journal!.entries

    var random = RandomStream(seed: 3, "cuts")
    var cuts = Array(stride(from: 32, through: log.count, by: 24 + 4096))
    #expect(cuts.count > 60 && cuts.last == log.count)
    cuts += (0..<100).map { _ in random.below(log.count) }
    var reached: Set<Int> = []
    for cut in cuts {
      reached.insert(try count(of: bytes, log.prefix(cut), entries, states, "cut at \(cut)"))
    }
    #expect(reached.contains(checkpoint) && reached.contains(entries.count) && reached.count > 30)

    for trial in 0..<60 {
      var damaged = log
      damaged[random.below(log.count)] ^= UInt8(1 << random.below(8))
      _ = try count(of: bytes, damaged, entries, states, "damage \(trial)")
    }
  }

  /// How many entries a copy opens to, which is as many as once were acknowledged.
  private func count(
    of bytes: [UInt8], _ log: some Collection<UInt8>, _ entries: ContiguousArray<JournalEntry>, _ states: Set<Int>, _ place: String
  ) throws -> Int {
    try folder.write("copy.db", bytes)
    try folder.write("copy.db-wal", log)
    let copy = try opened(folder.file("copy.db"))
    let found = copy.journal!.entries
    #expect(states.contains(found.count) && entries.starts(with: found), "\(place): \(found.count) entries")
    try copy.audit()
    copy.journal!.file!.close()
    for name in ["copy.db", "copy.db-wal", "copy.db-shm"] { folder.remove(name) }
    return found.count
  }
}
