import Interface

/// Whether books add up, and how much is in them.
public struct Conservation: Sendable {
  /// So far, the refused included.
  public var transfers: Int
  /// Neither posted nor given back.
  public var holds: Int
  /// What is wrong; nil where all debits equal all credits and every hold adds up.
  public var fault: String?

  /// "Σ 0 · 1,204 transfers · 3 holds" of some books together, "Σ ≠ 0: …" where one is wrong.
  public static func line(_ books: [Conservation]) -> String {
    if let fault = books.lazy.compactMap(\.fault).first { return "Σ ≠ 0: \(fault)" }
    let holds = books.reduce(0) { $0 + $1.holds }
    return ([books.count == 1 ? "Σ 0" : "Σ 0 in \(Readable.count(books.count)) ledgers", Readable.count(books.reduce(0) { $0 + $1.transfers }, "transfer")]
      + (holds > 0 ? [Readable.count(holds, "hold")] : [])).joined(separator: " · ")
  }
}

extension Ledger {
  /// Rises with every transfer and every hold that ends, by as many as are undone it falls.
  public var movementCount: Int { transferCount + settlementCount }

  /// - Complexity: that of `audit`
  public var conservation: Conservation {
    var fault: String?
    do throws(LedgerError) { try audit() } catch { fault = "\(error)" }
    return Conservation(transfers: transferCount, holds: pendingCount, fault: fault)
  }
}
