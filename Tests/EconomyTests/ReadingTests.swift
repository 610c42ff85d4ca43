import Economy
import Glibc
import Storage
import Testing

/// Journals that are only read.
@Suite struct ReadingTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  private func id(_ number: UInt64) -> TransferID { TransferID(rawValue: number) }

  @Test func `a closed journal is read without a trace`() throws {
    let path = folder.file("market.db")
    let (ledger, accounts) = try founded(path)
    try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 30, code: .payment)
    ledger.journal!.file!.close()
    let bytes = try folder.bytes("market.db")
    let file = try JournalFile(reading: path)
    let copy = try Ledger(file: file, clock: { 0 })
    #expect(copy.journal!.entries == ledger.journal!.entries)
    #expect(throws: LedgerError.storage(.readOnly(path: path, reason: "it was opened to be read"))) {
      try copy.transfer(id(2), from: accounts[0], to: accounts[1], amount: 1, code: .payment)
    }
    #expect(copy.balance(of: accounts[0]) == 1_000_000 - 30, "what was refused is undone")
    file.close()
    #expect(try folder.bytes("market.db") == bytes)
    for name in ["market.db-wal", "market.db-shm", "market.db-lock"] { #expect(access(folder.file(name), F_OK) != 0, "\(name)") }
  }

  @Test func `a journal is read while another writes to it, as of its last commit`() throws {
    let path = folder.file("market ?#%41.db")
    let (ledger, accounts) = try founded(path)
    for i in 1...20 as ClosedRange<UInt64> {
      try ledger.transfer(id(i), from: accounts[0], to: accounts[1], amount: 1, code: .payment)
      let file = try JournalFile(reading: path)
      #expect(try Ledger(file: file, clock: { 0 }).journal!.head == ledger.journal!.head)
      file.close()
    }
    ledger.journal!.file!.close()
    #expect(try Ledger(file: JournalFile(reading: path), clock: { 0 }).transferCount == 22)
  }

  @Test func `what is no journal is refused, and stays as it was`() throws {
    #expect(throws: StorageError.notAJournal(path: folder.file("none.db"), reason: "there is no such file")) { try JournalFile(reading: folder.file("none.db")) }
    try folder.write("text.db", Array("no database at all, but long enough to look like one".utf8))
    #expect(throws: StorageError.self) { try JournalFile(reading: folder.file("text.db")) }
    try folder.write("empty.db", [UInt8]())
    #expect(throws: StorageError.notAJournal(path: folder.file("empty.db"), reason: "it has no entries")) { try JournalFile(reading: folder.file("empty.db")) }
    #expect(try folder.bytes("empty.db").isEmpty)
  }
}
