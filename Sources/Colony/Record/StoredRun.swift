import Economy
import Interface
import Policies
import Simulation
import Storage

/// A run as its journal tells it: what it was founded with, what was done to it, and every entry that must come out again.
struct StoredRun {
  let path: String
  var record: RunRecord
  let interventions: [Intervention]
  let entries: ContiguousArray<JournalEntry>

  /// Reads a journal and holds it to its hashes.
  ///
  /// - Throws: `ScriptError` where it holds no run, `StorageError.damaged` with the first entry that was changed.
  init(_ file: JournalFile) throws {
    path = file.path
    let ledger: Ledger
    ledger = try Ledger(file: file, clock: { 0 })
    entries = ledger.journal!.entries
    var notes = entries.enumerated().filter { $0.element.kind == .note }.map { (number: $0.offset + 1, text: $0.element.name) }
    do {
      guard let first = notes.first, let record = try RunRecord(note: first.text) else {
        throw ScriptError("it holds books, but no colony wrote them: economy.ledger{ store = \"…\" } opens them")
      }
      self.record = record
      notes.removeFirst()
      interventions = try notes.map { try Intervention(note: $0.text) }
    } catch { throw ScriptError("\(path): \(error)") }
  }

  /// Does the run again, up to its last entry.
  ///
  /// - Parameters:
  ///   - changed: policies in place of those of their kinds, from the beginning to the end; every other decision is done again.
  ///   - goesToEnd: whether a changed run goes on until every task has ended, rather than to the time of the last entry.
  ///   - progress: told the share that is done, now and then.
  /// - Returns: a colony that keeps its journal in memory. Without changes, it holds exactly the entries of the file.
  /// - Throws: `ScriptError` with the first entry that came out otherwise, for other data, or when Ctrl-C was pressed.
  func repeated(
    _ environment: ColonyEnvironment, changed: [(kind: String, choice: PolicyChoice)] = [], goesToEnd: Bool = false, isInterrupted: () -> Bool,
    progress: (Double) -> Void = { _ in }
  ) throws -> Colony {
    let inputs = try Inputs(record.configuration, folder: environment.dataFolder())
    guard inputs.digest == record.data else { throw ScriptError("\(path): ran on other data than what is there now") }
    let kinds = changed.map(\.kind)
    let colony = try Colony(
      record.configuration, inputs: inputs, source: environment.makeSource(), books: .journal,
      founding: record.policies.filter { !kinds.contains($0.kind) })
    for (kind, choice) in changed { try colony.policies.use(kind, choice.name, options: choice.options, at: 0) }
    let journal = colony.market.ledger.journal!
    var pending = interventions.filter { intervention in
      switch intervention.action {
      case .use(let policy): !kinds.contains(policy.kind)
      case .reinstate(let kind): !kinds.contains(kind)
      }
    }[...]
    let end = entries.last?.time ?? 0
    while true {
      while let next = pending.first, next.event <= colony.metrics.events {
        try colony.apply(next)
        pending.removeFirst()
      }
      if changed.isEmpty, journal.entries.count >= entries.count { break }
      if colony.isDone || (!goesToEnd && colony.nextTime > end) { break }
      colony.runOneEvent(until: .max)
      if colony.metrics.events & 1_023 == 0 {
        if isInterrupted() { throw ScriptError("interrupted") }
        progress(min(1, Double(colony.now) / Double(max(1, end))))
      }
    }
    if changed.isEmpty { try compare(journal.entries) }
    return colony
  }

  private func compare(_ found: ContiguousArray<JournalEntry>) throws {
    if found.count == entries.count, found.last?.hash == entries.last?.hash { return }
    let different = zip(found, entries).enumerated().first { $0.element.0.hash != $0.element.1.hash }.map { $0.offset + 1 }
    let number = different ?? min(found.count, entries.count) + 1
    throw ScriptError("\(path): entry \(number) did not come out again: another version of Formic, or another machine's rules, wrote it")
  }
}
