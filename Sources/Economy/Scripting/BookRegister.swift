import Synchronization

extension EconomyInterface {
  /// The books that scripts hold, for whoever shows whether they add up. For the thread of the scripts alone.
  public static var books: [Ledger] { register.withLock { $0.compactMap(\.ledger) } }

  static func enter(_ ledger: Ledger) {
    register.withLock { entries in
      entries.removeAll { $0.ledger == nil }
      entries.append(Entry(ledger: ledger))
    }
  }

  private struct Entry: @unchecked Sendable {  // what it refers to is used by the scripts' thread alone
    weak var ledger: Ledger?
  }
  private static let register = Mutex<[Entry]>([])
}
