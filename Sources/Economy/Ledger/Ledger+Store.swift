public import Storage

extension Ledger {
  /// The books that follow from a file, and go on in it: an operation returns when the disk has it.
  ///
  /// Everything in the file is done again, so that what is in memory is what the file says and nothing else.
  ///
  /// - Parameter clock: microseconds, for what happens from now on.
  /// - Throws: `StorageError.damaged` with the first entry that was changed or can't have happened.
  /// - Complexity: O(*entries*), about 1 µs each
  public convenience init(file: JournalFile, clock: @escaping () -> Int64) throws(StorageError) {
    let path = file.path
    self.init(journal: Journal(clock: clock))
    var number: Int64 = 0
    do {
      try file.rows { row in
        number = row.number
        guard let entry = JournalEntry(row) else { throw StorageError.damaged(path: path, entry: number, reason: "makes no sense") }
        try repeating(entry)
      }
    } catch let error as StorageError {
      throw error
    } catch LedgerError.brokenChain {
      throw .damaged(path: path, entry: number, reason: "was changed, or one before it was removed")
    } catch {
      throw .damaged(path: path, entry: number, reason: "cannot have happened: \(error)")
    }
    journal!.attach(file)
  }

  /// Goes on in a file that holds exactly what has happened here: what happens from now on goes there, too.
  ///
  /// - Precondition: it keeps a journal, has no file yet, and is in no batch.
  /// - Throws: `StorageError.damaged` with the first entry the two disagree on; the ledger goes on without the file.
  public func goOn(in file: JournalFile) throws(StorageError) {
    guard let journal, journal.file == nil, !isInBatch else { preconditionFailure("a ledger without a journal, or with a file already") }
    let entries = journal.entries
    do {
      try file.rows { row in
        guard row.number <= entries.count else { throw StorageError.damaged(path: file.path, entry: row.number, reason: "has not happened here") }
        if entries[Int(row.number) - 1].row(number: row.number) != row {
          throw StorageError.damaged(path: file.path, entry: row.number, reason: "is not what happened here")
        }
      }
    } catch let error as StorageError {
      throw error
    } catch { throw .failed(path: file.path, reason: "\(error)") }
    if file.count < entries.count { throw .damaged(path: file.path, entry: file.count + 1, reason: "is missing") }
    journal.attach(file)
  }

  /// The books that follow from a journal's entries.
  ///
  /// - Throws: `LedgerError.brokenChain` with the first entry that was changed, or what makes one impossible.
  public convenience init(repeating entries: some Sequence<JournalEntry>) throws(LedgerError) {
    self.init(journal: Journal())
    for entry in entries { try repeating(entry) }
  }

  /// Does again what an entry tells of.
  private func repeating(_ entry: JournalEntry) throws(LedgerError) {
    let journal = journal!
    let count = journal.entries.count
    if entry.hash != entry.hash(number: Int64(count + 1), after: journal.head) { throw .brokenChain(entry: count + 1) }
    journal.replayed = entry.time
    defer { journal.replayed = nil }
    switch entry.kind {
    case .note: note(entry.name)
    case .account:
      guard Int(entry.debit.rawValue) == accountCount, let limit = AccountLimit(rawValue: entry.code.rawValue) else {
        throw .unknownAccount(entry.debit)
      }
      _ = open(entry.name, limit: limit)
    case .transfer: try transfer(entry.id, from: entry.debit, to: entry.credit, amount: entry.amount, code: entry.code)
    case .hold, .refusedHold:
      guard let timeout = entry.timeout else { throw .brokenChain(entry: count + 1) }
      do throws(LedgerError) {
        try hold(entry.id, from: entry.debit, to: entry.credit, amount: entry.amount, code: entry.code, timeout: timeout)
      } catch { if entry.kind == .hold { throw error } }
    case .post: try post(entry.id, amount: entry.amount)
    case .void: try void(entry.id)
    case .refusedTransfer:
      _ = try? transfer(entry.id, from: entry.debit, to: entry.credit, amount: entry.amount, code: entry.code)
    }
    // The same change, to the last bit: a refusal that now succeeds, say, has another hash.
    if journal.entries.count != count + 1 || journal.head != entry.hash { throw .brokenChain(entry: count + 1) }
  }
}
