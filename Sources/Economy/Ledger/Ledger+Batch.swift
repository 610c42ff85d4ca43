import Storage

/// What a step is about to change, to be put back if its batch is undone.
struct Undo {
  enum Change {
    case opened
    /// A line was written, over the one forgotten for it.
    case entered(slot: Int, replaced: Transfer?)
    /// A hold ended.
    case settled(slot: Int, Transfer)
  }
  let change: Change
  let debit: (id: AccountID, books: Account)
  let credit: (id: AccountID, books: Account)
}

/// Where a batch began.
struct BatchMark {
  let undoCount: Int
  let entryCount: Int
}

extension Ledger {
  /// Runs some operations of which all count or none: where it throws, the books are as before.
  ///
  /// With a file behind the journal, the batch is one commit and is there when this returns. Batches nest; the outermost
  /// commits.
  public func batch<Result>(_ operations: () throws(LedgerError) -> Result) throws(LedgerError) -> Result {
    begin()
    let result: Result
    do { result = try operations() } catch {
      rollBack()
      throw error
    }
    try commit()
    return result
  }

  /// Begins a batch, which `commit` or `rollBack` ends.
  public func begin() {
    marks.append(BatchMark(undoCount: undo.count, entryCount: journal?.entries.count ?? 0))
  }

  /// Ends a batch. The outermost waits for the disk, if there is one behind the journal.
  ///
  /// - Throws: `LedgerError.storage`; the batch is undone then.
  public func commit() throws(LedgerError) {
    precondition(!marks.isEmpty, "no batch has begun")
    if marks.count == 1 {
      do throws(StorageError) { try journal?.store() } catch {
        rollBack()
        throw .storage(error)
      }
      undo.removeAll(keepingCapacity: true)
    }
    marks.removeLast()
  }

  /// Ends a batch and undoes everything since its beginning.
  public func rollBack() {
    precondition(!marks.isEmpty, "no batch has begun")
    let mark = marks.removeLast()
    while undo.count > mark.undoCount { putBack(undo.removeLast()) }
    journal?.removeLast(downTo: mark.entryCount)
  }

  public var isInBatch: Bool { !marks.isEmpty }
}
