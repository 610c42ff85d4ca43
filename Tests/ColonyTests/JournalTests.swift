import Colony
import Economy
import Glibc
import Interface
import Storage
import Testing

@Suite struct JournalTests {
  let folder: String
  init() throws { folder = String(cString: try #require(mkdtemp(strdup("/tmp/formic-colony-XXXXXX")))) }

  /// The journal's entries, once the colony has let go of the file.
  private func ledger(_ path: String) throws -> Ledger {
    defer { for suffix in ["", "-wal", "-shm", "-lock"] { unlink(path + suffix) }; rmdir(folder) }
    return try Ledger(file: JournalFile(path: path), clock: { 0 })
  }

  private func journal(_ colony: Colony) throws -> (entries: Value, head: String) {
    guard case .table(let market) = colony.report()["market"], case .table(let journal) = market["journal"] else { throw ScriptError("no journal") }
    return (journal["entries"], "\(journal["head"])")
  }

  @Test func `a colony whose books are in a file ends as one whose books are not, and the file has them all`() throws {
    let path = folder + "/market.db"
    let plain = try smallColony(tasks: 300), kept = try smallColony(tasks: 300) { $0.store = path }
    plain.run()
    kept.run(until: .seconds(20))
    kept.run()
    #expect(plain.isDone && "\(kept.report()["digest"])" == "\(plain.report()["digest"])")
    let report = try journal(kept)
    let ledger = try ledger(path)
    #expect("\(report.entries)" == "integer(\(ledger.journal!.entries.count))" && report.head.contains(ledger.journal!.head.hexadecimal))
    try ledger.audit()
    #expect(ledger.journal!.entries.last!.time > 20_000_000)
  }

  @Test func `a colony that is stopped leaves a file without half an event, whenever that is`() throws {
    let path = folder + "/market.db"
    var events = 0
    let head: String
    do {
      let colony = try smallColony(tasks: 300) { $0.store = path }
      colony.run {
        events += 1
        return events > 777
      }
      #expect(!colony.isDone)
      head = try journal(colony).head
    }
    let ledger = try ledger(path)
    #expect(head.contains(ledger.journal!.head.hexadecimal))
    try ledger.audit()
    // An escrow account is empty between events.
    let escrow = (0..<ledger.accountCount).map { AccountID(rawValue: UInt32($0)) }.first { ledger.name(of: $0) == "escrow" }!
    #expect(ledger.balance(of: escrow) == 0)
  }

  @Test func `a colony begins new books only`() throws {
    let path = folder + "/market.db"
    _ = try smallColony(tasks: 5) { $0.store = path }
    #expect { try smallColony(tasks: 5) { $0.store = path } } throws: { "\($0)".contains("holds books already") }
    _ = try ledger(path)
  }
}
