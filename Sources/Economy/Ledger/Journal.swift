public import Storage

/// Everything that ever happened to a ledger, in order: what the books follow from.
///
/// In memory, and in a file too where it has one. Entries are only added; each one's hash covers all before it.
public final class Journal {
  public private(set) var entries: ContiguousArray<JournalEntry> = []
  /// Where it outlives the process.
  public internal(set) var file: JournalFile?
  /// Entries the file has.
  private var storedCount = 0
  private let clock: () -> Int64
  /// The time of the entry that is being done again.
  var replayed: Int64?

  /// - Parameter clock: microseconds; may stand still or go back, an entry's time does not.
  public init(clock: @escaping () -> Int64 = { 0 }) { self.clock = clock }

  /// The hash of the last entry: it stands for the whole history.
  public var head: Fingerprint { entries.last?.hash ?? Fingerprint() }

  /// Entries the file hasn't yet; 0 without a file.
  public var unstoredCount: Int { file == nil ? 0 : entries.count - storedCount }

  /// What the clock shows, or the last entry's time if that is later.
  public var now: Int64 { max(replayed ?? clock(), entries.last?.time ?? .min) }

  func append(
    _ kind: JournalEntry.Kind, _ id: TransferID = TransferID(rawValue: 0), debit: AccountID, credit: AccountID = AccountID(rawValue: 0),
    amount: Int64 = 0, code: TransferCode, name: String = ""
  ) {
    append(JournalEntry(time: now, kind: kind, id: id, debit: debit, credit: credit, amount: amount, code: code, name: name))
  }

  func append(_ entry: JournalEntry) {
    var entry = entry
    entry.hash = entry.hash(number: Int64(entries.count + 1), after: head)
    entries.append(entry)
  }

  func removeLast(downTo count: Int) { entries.removeLast(entries.count - count) }

  /// Hands the file what it hasn't yet, all or nothing, and waits for the disk.
  func store() throws(StorageError) {
    let (entries, stored) = (entries, storedCount)  // once: each look at a class's array is checked
    guard let file, stored < entries.count else { return }
    try file.append(entries.count - stored) { entries[stored + $0].row(number: Int64(stored + $0 + 1)) }
    storedCount = entries.count
  }

  /// From now on, what is added goes to the file, which holds what is here.
  func attach(_ file: JournalFile) {
    self.file = file
    storedCount = entries.count
  }

  // MARK: Verification

  /// Holds every hash to its entry and the hash before; the file's too, as it is on the disk now.
  ///
  /// - Returns: how many entries there are.
  /// - Throws: `LedgerError.journal` with the first entry that is not what was written.
  @discardableResult
  public func verify() throws(LedgerError) -> Int {
    try Self.verify(entries)
    guard let file else { return entries.count }
    do {
      try file.rows { row in
        if row.number > Int64(storedCount) { throw StorageError.damaged(path: file.path, entry: row.number, reason: "was added by somebody else") }
        if entries[Int(row.number) - 1].row(number: row.number) != row {
          throw StorageError.damaged(path: file.path, entry: row.number, reason: "was changed")
        }
      }
    } catch let error as StorageError {
      throw .storage(error)
    } catch {
      throw .storage(.failed(path: file.path, reason: "\(error)"))
    }
    return entries.count
  }

  /// Whether entries are a chain from the first on.
  public static func verify(_ entries: some Collection<JournalEntry>) throws(LedgerError) {
    var head = Fingerprint()
    for (i, entry) in entries.enumerated() {
      if entry.hash != entry.hash(number: Int64(i + 1), after: head) { throw .brokenChain(entry: i + 1) }
      head = entry.hash
    }
  }
}
