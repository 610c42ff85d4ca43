import Colony
import Economy
import Interface

/// What the prompt says after a command that moved money: that none was made or lost.
///
/// It belongs to the session's thread.
final class ConservationLine: @unchecked Sendable {
  private struct Seen {
    weak var owner: AnyObject?
    var movementCount: Int
  }

  var isShown = true
  private let roster: ColonyRoster
  private var seen: [Seen] = []

  init(_ roster: ColonyRoster) { self.roster = roster }

  /// Of the books that moved money since this was last asked; nil where none did. Colonies in the background are left in peace.
  func text() -> String? {
    var moved: [Conservation] = []
    seen.removeAll { $0.owner == nil }
    for ledger in EconomyInterface.books { look(at: ledger, of: ledger, &moved) }
    for run in roster.colonies where !run.progress.isRunning { run.withLedger { look(at: $0, of: run, &moved) } }
    return isShown && !moved.isEmpty ? Conservation.line(moved) : nil
  }

  private func look(at ledger: Ledger, of owner: AnyObject, _ moved: inout [Conservation]) {
    let count = ledger.movementCount
    if let i = seen.firstIndex(where: { $0.owner === owner }) {
      if seen[i].movementCount == count { return }
      seen[i].movementCount = count
    } else {
      seen.append(Seen(owner: owner, movementCount: count))
      if count == 0 { return }
    }
    if isShown { moved.append(ledger.conservation) }
  }

  /// `conservation`: switches it.
  var function: Function {
    Function(
      "conservation", "Whether the prompt says after each command that moved money that debits equal credits.",
      .optional(.boolean("shown"), "as it is"), returns: Parameter("shown", .boolean), example: "conservation(false)"
    ) { [self] shown in
      if let shown { isShown = shown }
      return isShown
    }
  }
}
