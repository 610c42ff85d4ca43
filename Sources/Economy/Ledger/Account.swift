/// An account of one ledger.
public struct AccountID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  public var description: String { "#\(rawValue)" }
  public static func < (a: AccountID, b: AccountID) -> Bool { a.rawValue < b.rawValue }
}

/// Which way an account's balance may go.
public enum AccountLimit: UInt8, Sendable {
  /// Spends only what it was paid: nodes, pools, escrow.
  case debitsMustNotExceedCredits
  /// Takes back only what it issued: the source of all vouchers. Its balance is minus what is in circulation.
  case creditsMustNotExceedDebits
}

/// An account's books, in µrUv: four sums that only grow, except that a settled hold leaves the pending ones.
///
/// One row an account, so that a transfer touches two cache lines.
public struct Account: Sendable, Equatable {
  public internal(set) var debitsPosted: Int64 = 0
  public internal(set) var creditsPosted: Int64 = 0
  public internal(set) var debitsPending: Int64 = 0
  public internal(set) var creditsPending: Int64 = 0
  public let limit: AccountLimit

  /// Credits less debits, holds not counted. Negative for an issuer only.
  public var balance: Int64 { creditsPosted - debitsPosted }

  /// What may still be spent: the balance less everything held; unbounded for an issuer.
  public var available: Int64 {
    switch limit {
    case .debitsMustNotExceedCredits: balance - debitsPending
    case .creditsMustNotExceedDebits: Int64.max - debitsPosted - debitsPending
    }
  }
}
