/// Who pays for reputation discounts: a ledger account somebody funded, and how fast it may be spent.
public struct DiscountFund: Sendable {
  public let account: AccountID
  /// The most it pays in a window, in µrUv.
  public let cap: Int64
  /// In µs.
  public let window: Int64
  private var start: Int64 = 0
  private var spent: Int64 = 0

  public init(account: AccountID, cap: Int64, window: Int64) {
    precondition(cap >= 0 && window > 0, "a discount fund needs cap ≥ 0 µrUv and window > 0 µs")
    self.account = account
    self.cap = cap
    self.window = window
  }

  /// What it may still pay at a moment, in µrUv.
  public func budget(in ledger: Ledger, at now: Int64) -> Int64 {
    let left = now - start >= window ? cap : cap - spent
    return max(0, min(left, ledger.available(to: account)))
  }

  mutating func spend(_ amount: Int64, at now: Int64) {
    if now - start >= window {
      start = now
      spent = 0
    }
    spent += amount
  }
}
