import Economy
import Glibc
import Interface
import Storage

/// P15: transfers a second that are on the disk when they return, beside rows by SQLite's C interface, in turns.
enum DurableTransfers {
  static let id = "P15"
  private static let batches = [1, 100, 1_000]
  private static func name(_ batch: Int) -> String { "durable transfers, \(batch == 1 ? "each committed" : "\(Readable.count(batch)) a commit")" }

  /// Two rows for each batch that `isWanted`: ours, with SQLite's as its limit, and SQLite's.
  static func rows(turns: Int = 15, isWanted: (String) -> Bool) throws -> [BenchmarkRow] {
    try batches.filter { isWanted(name($0)) }.flatMap { batch in
      var template = Array("/var/tmp/formic-bench-XXXXXX".utf8CString)  // where there is a disk: /tmp may be memory
      guard mkdtemp(&template) != nil else { throw CommandFailure("no folder in /var/tmp: \(String(cString: strerror(errno)))") }
      let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
      defer {
        for name in ["ours", "bare"] { for suffix in ["", "-wal", "-shm", "-lock"] { unlink("\(folder)/\(name)\(suffix)") } }
        rmdir(folder)
      }
      let teller = try Teller(folder + "/ours")
      let bare = BareInsertions(path: folder + "/bare")
      let commits = batch == 1 ? 40 : 20_000 / batch
      var ours: [Double] = [], limits: [Double] = []
      for _ in 0..<turns {
        limits.append(rate(batch * commits) { for _ in 0..<commits { bare.insert(batch) } })
        ours.append(try rate(batch * commits) { for _ in 0..<commits { try teller.move(batch) } })
      }
      (ours, limits) = (ours.sorted(), limits.sorted())
      return [
        BenchmarkRow(
          id: id, name: name(batch), unit: "transfers/s", goal: "≥ 80% of SQLite", median: ours[turns / 2], best: ours[turns - 1], limit: limits[turns / 2]),
        BenchmarkRow(
          id: id, name: "the same rows, SQLite alone", unit: "transfers/s", goal: "—", median: limits[turns / 2], best: limits[turns - 1]),
      ]
    }
  }

  private static func rate(_ count: Int, _ work: () throws -> Void) rethrows -> Double {
    let start = Stopwatch.wallNanoseconds
    try work()
    return Double(count) / (Double(Stopwatch.wallNanoseconds - start) / 1e9)
  }

  /// Moves money to and fro in a durable ledger.
  private final class Teller {
    private let ledger: Ledger
    private let accounts: [AccountID]
    private var number: UInt64 = 0

    init(_ path: String) throws {
      ledger = try Ledger(file: JournalFile(path: path), clock: { Stopwatch.wallNanoseconds / 1_000 })
      let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
      accounts = [ledger.open("alice"), ledger.open("bob")]
      for (i, account) in accounts.enumerated() {
        try ledger.transfer(TransferID(.issue, task: i), from: issuer, to: account, amount: 1_000_000_000, code: .issue)
      }
    }

    func move(_ count: Int) throws {
      if count == 1 { return try move() }
      try ledger.batch { () throws(LedgerError) in for _ in 0..<count { try move() } }
    }

    private func move() throws(LedgerError) {
      number += 1
      try ledger.transfer(
        TransferID(rawValue: number), from: accounts[Int(number % 2)], to: accounts[Int(1 - number % 2)], amount: 5, code: .script)
    }
  }
}
