import Economy
import Glibc
import Kernels
import Storage
import Testing

func opened(_ path: String) throws -> Ledger { try Ledger(file: JournalFile(path: path), clock: { 0 }) }

/// A ledger in a file with an issuer and two accounts that have 1,000,000 µrUv each.
func founded(_ path: String) throws -> (Ledger, [AccountID]) {
  let ledger = try opened(path)
  let accounts = try ledger.batch { () throws(LedgerError) in
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let accounts = [ledger.open("alice"), ledger.open("bob")]
    for (i, account) in accounts.enumerated() {
      try ledger.transfer(TransferID(.issue, task: i), from: issuer, to: account, amount: 1_000_000, code: .issue)
    }
    return accounts
  }
  return (ledger, accounts)
}

private func id(_ number: UInt64) -> TransferID { TransferID(rawValue: number) }

private func error(_ body: () throws -> Void) -> String {
  do { try body() } catch { return "\(error)" }
  return "no error"
}

@Suite struct DurableLedgerTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  @Test func `a ledger opened again is the one that was closed`() throws {
    let path = folder.file("market.db")
    let (ledger, accounts) = try founded(path)
    try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 30, code: .payment)
    try ledger.hold(id(2), from: accounts[1], to: accounts[0], amount: 500, code: .escrow)
    try ledger.hold(id(3), from: accounts[1], to: accounts[0], amount: 70, code: .escrow)
    try ledger.post(id(3), amount: 20)
    #expect(throws: LedgerError.self) { try ledger.transfer(id(4), from: accounts[0], to: accounts[1], amount: 9_999_999, code: .payment) }
    ledger.journal!.file!.close()

    let again = try opened(path)
    #expect(again.journal!.entries == ledger.journal!.entries && again.transfers == ledger.transfers)
    #expect((0..<3).allSatisfy { again[AccountID(rawValue: $0)] == ledger[AccountID(rawValue: $0)] })
    #expect(again.name(of: accounts[1]) == "bob" && again.pendingCount == 1)
    #expect(try again.transfer(id(1), from: accounts[0], to: accounts[1], amount: 30, code: .payment) == .existing)
    #expect(throws: LedgerError.alreadyRejected(id(4))) {
      try again.transfer(id(4), from: accounts[0], to: accounts[1], amount: 9_999_999, code: .payment)
    }
    try again.void(id(2))
    try again.audit()
    #expect(try again.journal!.verify() == ledger.journal!.entries.count + 1)
  }

  @Test func `each commit waits for the disk`() throws {
    #expect(try JournalFile(path: folder.file("market.db")).synchronous == 2)
  }

  @Test func `a file has one writer, and the other is told who`() throws {
    let path = folder.file("market.db")
    let ledger = try opened(path)
    #expect(throws: StorageError.openAlready(path: path)) { try opened(path) }
    #expect(throws: StorageError.self) { try opened(path) }  // still, after a refusal
    try #require(symlink(path, folder.file("alias.db")) == 0)
    #expect(throws: StorageError.self) { try opened(folder.file("alias.db")) }
    let visitor = try Teller("work", path, "1")
    #expect(visitor.text() == "error: \(path) is in use by process \(getpid()) (\(CommandLine.arguments[0].split(separator: "/").last!)), and a journal has one writer at a time\n")
    ledger.journal!.file!.close()
    _ = try opened(path)
  }

  @Test func `what is no journal, or another version's, is refused and left as it was`() throws {
    try folder.write("text.db", "good morning, this is no database at all".utf8)
    #expect(error { _ = try opened(folder.file("text.db")) }.contains("text.db is not a journal of ours: file is not a database"))
    #expect(try folder.bytes("text.db") == Array("good morning, this is no database at all".utf8))
    #expect(error { _ = try opened(folder.path) }.contains("it is no file"))
    #expect(error { _ = try opened(folder.file("absent/market.db")) }.contains("absent: No such file or directory"))

    let (ledger, _) = try founded(folder.file("market.db"))
    ledger.journal!.file!.close()
    var bytes = try folder.bytes("market.db")
    bytes[63] = 7  // SQLite's user_version
    try folder.write("newer.db", bytes)
    #expect(error { _ = try opened(folder.file("newer.db")) }.hasSuffix("newer.db has schema 7, this program knows 1"))
    bytes[71] ^= 1  // and application_id
    try folder.write("foreign.db", bytes)
    #expect(error { _ = try opened(folder.file("foreign.db")) }.contains("it is another program's database"))
    #expect(try folder.bytes("foreign.db") == bytes)
  }

  @Test func `a batch that fails leaves nothing in memory or in the file`() throws {
    let path = folder.file("market.db")
    let (ledger, accounts) = try founded(path)
    let (head, before) = (ledger.journal!.head, ledger[accounts[0]])
    #expect(throws: LedgerError.self) {
      try ledger.batch { () throws(LedgerError) in
        try ledger.transfer(id(1), from: accounts[0], to: ledger.open("carol"), amount: 30, code: .payment)
        try ledger.hold(id(2), from: accounts[0], to: accounts[1], amount: 30, code: .escrow)
        try ledger.post(id(2))
        try ledger.transfer(id(3), from: accounts[0], to: accounts[1], amount: 2_000_000, code: .payment)
      }
    }
    #expect(ledger.journal!.head == head && ledger[accounts[0]] == before && ledger.accountCount == 3 && ledger.pendingCount == 0)
    #expect(ledger.transfer(id(1)) == nil && ledger.transfer(id(3)) == nil)
    ledger.journal!.file!.close()
    #expect(try opened(path).journal!.head == head)
  }

  @Test func `after close nothing is applied`() throws {
    let (ledger, accounts) = try founded(folder.file("market.db"))
    ledger.journal!.file!.close()
    let head = ledger.journal!.head
    #expect(throws: LedgerError.storage(.closed(path: folder.file("market.db")))) {
      try ledger.transfer(id(1), from: accounts[0], to: accounts[1], amount: 1, code: .payment)
    }
    #expect(ledger.balance(of: accounts[0]) == 1_000_000 && ledger.journal!.head == head && ledger.transfer(id(1)) == nil)
  }

  @Test func `a folder that cannot be written is a clear error`() throws {
    let (ledger, _) = try founded(folder.file("market.db"))
    ledger.journal!.file!.close()
    chmod(folder.path, 0o555)
    #expect(try Teller("visit", folder.file("market.db")).text() == "error: \(folder.file("market.db")) cannot be written: Permission denied\n")
    #expect(try Teller("visit", folder.file("new.db")).text() == "error: \(folder.file("new.db")) cannot be written: Permission denied\n")
  }

  @Test(arguments: [40_000, 70_001, 150_000, 300_000])
  func `where the disk takes no more, memory is what the disk has`(bytes: Int) throws {
    let text = try Teller("fill", folder.file("market.db"), "\(bytes)").text()
    try checkFull(text, "\(folder.file("market.db")) could not be written and is closed")
  }

  @Test(.enabled(if: canMount, "mounting needs privileges"), arguments: [400, 700])
  func `on a full disk, memory is what the disk has`(kilobytes: Int) throws {
    let script = "mount -t tmpfs -o size=\(kilobytes)k none \(folder.path) && exec \(Teller.executable) fill \(folder.file("market.db")) 0"
    try checkFull(Teller("-m", "sh", "-c", script, program: "/usr/bin/unshare").text(), "the disk is full: \(folder.file("market.db")) took nothing of this")
  }

  private func checkFull(_ text: String, _ complaint: String) throws {
    func lines(_ prefix: String) -> [Substring] { text.split(separator: "\n").filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) } }
    // Acknowledgements come first, as bytes, and then lines of text.
    #expect(text.contains("error: \(complaint)"), "\(text.suffix(800))")
    #expect(text.contains("again: \(complaint)") || text.contains("again: took more"))
    let (memory, disk) = (lines("memory: "), lines("disk: "))
    #expect(memory.count == 2 && disk.count == 1 && memory[1] == disk[0], "\(text.suffix(800))")
    #expect(text.contains("again: took more") || memory.first == memory.last)
  }

  private static let canMount: Bool = {
    guard geteuid() == 0, access("/usr/bin/unshare", X_OK) == 0 else { return false }
    return (try? Teller("-m", "sh", "-c", "mount -t tmpfs -o size=64k none /mnt && echo yes", program: "/usr/bin/unshare").text()) == "yes\n"
  }()
}

@Suite struct DamageTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  /// A file of 200 entries, closed.
  private func reference() throws -> ContiguousArray<JournalEntry> {
    let (ledger, accounts) = try founded(folder.file("market.db"))
    try ledger.batch { () throws(LedgerError) in
      for i in 0..<195 { try ledger.transfer(id(UInt64(i)), from: accounts[i % 2], to: accounts[1 - i % 2], amount: Int64(1 + i), code: .payment) }
    }
    ledger.journal!.file!.close()
    return ledger.journal!.entries
  }

  @Test func `a changed byte anywhere is found, or changes nothing`() throws {
    let entries = try reference()
    let bytes = try folder.bytes("market.db")
    var random = RandomStream(seed: 11, "damage")
    var found = 0
    for trial in 0..<400 {
      var damaged = bytes
      damaged[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
      try folder.write("damaged.db", damaged)
      do {
        let ledger = try opened(folder.file("damaged.db"))
        #expect(ledger.journal!.entries == entries, "trial \(trial)")
        ledger.journal!.file!.close()
      } catch let error as StorageError {
        found += 1
        #expect("\(error)".contains("damaged.db"), "trial \(trial)")
      }
      for name in ["damaged.db", "damaged.db-wal", "damaged.db-shm"] { folder.remove(name) }
    }
    #expect(found > 200)
  }

  @Test func `a cut file is found, or whole`() throws {
    let entries = try reference()
    let bytes = try folder.bytes("market.db")
    for length in stride(from: 0, through: bytes.count, by: 512) {
      try folder.write("cut.db", bytes.prefix(length))
      if let ledger = try? opened(folder.file("cut.db")) {
        #expect(ledger.journal!.entries == entries || length == 0, "\(length) of \(bytes.count) bytes")
        ledger.journal!.file!.close()
      }
      for name in ["cut.db", "cut.db-wal", "cut.db-shm"] { folder.remove(name) }
    }
  }
}
