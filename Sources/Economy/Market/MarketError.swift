/// Why the compute market refused a trade. Reserves and balances are as before.
public enum MarketError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Trades are of at least 1 compute unit.
  case invalidUnits(Int64)
  /// Amounts are of at least 1 µrUv.
  case invalidAmount(Int64)
  /// A pool keeps a minimum of units.
  case insufficientLiquidity(units: Int64, available: Int64)
  /// A pool keeps a minimum of µrUv.
  case insufficientTokens(tokens: Int64, available: Int64)
  /// Only units the pool sold can come back to it, and only from whoever has them.
  case notHeld(units: Int64, held: Int64)
  /// The trade is worth less than 1 µrUv.
  case tooSmall(units: Int64)
  /// A pool starts with √(units · tokens) shares, of which a thousand are locked, and the minimum of both.
  case tooLittleLiquidity(units: Int64, tokens: Int64)
  /// A reserve would leave its range: 2^48 units, 2^62 µrUv.
  case tooLarge
  /// The cost is above what the buyer allows, in µrUv.
  case aboveLimit(cost: Int64, limit: Int64)
  /// The payout is below what the seller accepts, in µrUv.
  case belowLimit(payout: Int64, limit: Int64)
  /// A budget buys fewer units than the buyer accepts.
  case tooFewUnits(units: Int64, limit: Int64)
  /// Raising the amount takes more units than the seller gives.
  case tooManyUnits(units: Int64, limit: Int64)
  /// The order was good until `deadline`, in µs.
  case expired(deadline: Int64, now: Int64)
  case insufficientShares(asked: Int64, owned: Int64)
  /// The trade would lower x·y or the value of a share.
  case losesValue
  case ledger(LedgerError)

  public var description: String {
    switch self {
    case .invalidUnits(let units): "units is \(units), outside 1…2^48"
    case .invalidAmount(let amount): "amount is \(amount) µrUv, outside 1…2^62"
    case .insufficientLiquidity(let units, let available): "the pool can sell \(available) units, \(units) asked"
    case .insufficientTokens(let tokens, let available): "the pool can pay \(available) µrUv, \(tokens) asked"
    case .notHeld(let units, let held): "\(held) units are held, \(units) offered back"
    case .tooSmall(let units): "\(units) units are worth less than 1 µrUv"
    case .tooLittleLiquidity(let units, let tokens):
      "\(units) units × \(tokens) µrUv are too little to found a pool: at least \(ConstantProduct.minimumReserve) of each, with a product of 1001² or more"
    case .tooLarge: "the pool would exceed 2^48 units or 2^62 µrUv"
    case .aboveLimit(let cost, let limit): "the cost of \(cost) µrUv is above the limit of \(limit) µrUv"
    case .belowLimit(let payout, let limit): "the payout of \(payout) µrUv is below the limit of \(limit) µrUv"
    case .tooFewUnits(let units, let limit): "the amount buys \(units) units, fewer than the limit of \(limit)"
    case .tooManyUnits(let units, let limit): "the amount takes \(units) units, more than the limit of \(limit)"
    case .expired(let deadline, let now): "the order expired at \(deadline) µs; it is \(now) µs"
    case .insufficientShares(let asked, let owned): "\(asked) shares asked, \(owned) owned"
    case .losesValue: "the trade would lower the pool's value"
    case .ledger(let error): error.description
    }
  }
}
