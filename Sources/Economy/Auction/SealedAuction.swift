public import Policies

/// Why a sealed auction refused a message. It is as before.
public enum SealedAuctionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Commitments are taken before `close`, in µs.
  case committingIsOver(close: Int64, now: Int64)
  /// Prices are taken from `close` until before `end`, in µs.
  case notRevealing(close: Int64, end: Int64, now: Int64)
  case noCommitment(node: Int)
  case alreadyRevealed(node: Int)
  /// Price, nonce, task and node are not those committed to.
  case mismatch(node: Int)
  case tooEarly(end: Int64, now: Int64)
  case alreadyResolved
  /// The rule the bids were made under broke its contract since: the auction is called off, every bond is back.
  case ruleWithdrawn(PolicyIdentity)
  /// The bond could not be held.
  case ledger(LedgerError)

  public var description: String {
    switch self {
    case .committingIsOver(let close, let now): "bids closed at \(close) µs; it is \(now) µs"
    case .notRevealing(let close, let end, let now): "prices are revealed from \(close) to \(end) µs; it is \(now) µs"
    case .noCommitment(let node): "node \(node) committed to no bid"
    case .alreadyRevealed(let node): "node \(node) has revealed its bid"
    case .mismatch(let node): "the bid of node \(node) is not the one it committed to"
    case .tooEarly(let end, let now): "the auction resolves at \(end) µs; it is \(now) µs"
    case .alreadyResolved: "the auction is resolved"
    case .ruleWithdrawn(let rule): "\(rule), under which bids were made, was suspended since: the auction is called off"
    case .ledger(let error): error.description
    }
  }
}

/// The bonds of sealed bids: held at commitment, returned at reveal, forfeited to a named account otherwise.
public struct BidBond: Sendable {
  /// In µrUv.
  public let amount: Int64
  public let forfeits: AccountID

  public init(amount: Int64, forfeits: AccountID) {
    precondition(amount >= 1, "a bond is at least 1 µrUv")
    self.amount = amount
    self.forfeits = forfeits
  }
}

/// One task's sealed auction: commitments until it closes, then prices, then one resolution.
///
/// ```
/// committing ──close──► revealing ──end──► resolved (once)
/// ```
/// One live bid a node: a later commitment replaces the earlier. An unrevealed bid counts for nothing and costs its bond.
/// The object is reused from task to task.
public final class SealedAuction {
  public enum Phase: Sendable, Equatable { case committing, revealing, resolved }

  public private(set) var task = 0
  /// When commitments end and prices may be shown, in µs; the moment itself belongs to the prices.
  public private(set) var close: Int64 = 0
  /// When prices end too, in µs; the moment itself belongs to the resolution.
  public private(set) var end: Int64 = 0
  public let bids = BidBook()
  private var entries: ContiguousArray<Entry> = []
  /// Where a node's entry is; only ever looked up.
  private var places: [Int: Int] = [:]
  /// The rule the bids are made under, whatever is in force when they are cleared.
  public private(set) var pinned: (any Policy)?
  private var isResolved = true
  private let ledger: Ledger?
  /// What each bid is secured with; nil without.
  public let bond: BidBond?

  private struct Entry {
    let node: Int
    var commitment: Commitment
    var isRevealed = false
  }

  /// - Parameters:
  ///   - ledger: where bonds are held; nil for an auction without bonds.
  ///   - bond: what each bid is secured with.
  public init(ledger: Ledger? = nil, bond: BidBond? = nil) {
    precondition((ledger == nil) == (bond == nil), "bonds need a ledger, and a ledger is for bonds")
    self.ledger = ledger
    self.bond = bond
  }

  /// Opens the auction of a task.
  ///
  /// - Parameter rule: whose policy of this moment decides at the end; nil for the one in force then.
  /// - Precondition: the auction before is resolved, and `close < end`.
  public func open(task: Int, close: Int64, end: Int64, under rule: AuctionRule? = nil) {
    precondition(isResolved, "the auction of task \(self.task) is still open")
    precondition(close < end, "an auction closes before it ends")
    self.task = task
    self.close = close
    self.end = end
    pinned = rule?.slot.answering
    isResolved = false
    entries.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    bids.removeAll()
  }

  public func phase(at now: Int64) -> Phase {
    isResolved ? .resolved : now < close ? .committing : .revealing
  }

  /// How many nodes committed, and how many of them showed their price.
  public var committedCount: Int { entries.count }
  public var revealedCount: Int { bids.count }

  /// Takes a node's sealed bid, in place of its earlier one, and its bond from `account`.
  public func commit(
    node: Int, _ commitment: Commitment, account: AccountID? = nil, at now: Int64
  ) throws(SealedAuctionError) {
    if isResolved { throw .alreadyResolved }
    if now >= close { throw .committingIsOver(close: close, now: now) }
    if let i = places[node] {
      entries[i].commitment = commitment
      return
    }
    if let ledger, let bond {
      guard let account else { preconditionFailure("a bond needs an account to come from") }
      do throws(LedgerError) {
        try ledger.hold(bondID(node), from: account, to: bond.forfeits, amount: bond.amount, code: .bond)
      } catch { throw .ledger(error) }
    }
    places[node] = entries.count
    entries.append(Entry(node: node, commitment: commitment))
  }

  /// Takes a node's price, if it is the one it committed to, and returns its bond.
  ///
  /// - Parameters: as `BidBook.add`, as measured by the requester rather than claimed by the node.
  public func reveal(
    _ bid: SealedBid, isFeasible: Bool = true, latency: Int64 = 0, quality: Double = 1, reputation: Double = 0.5, at now: Int64
  ) throws(SealedAuctionError) {
    if isResolved { throw .alreadyResolved }
    if now < close || now >= end { throw .notRevealing(close: close, end: end, now: now) }
    guard let i = places[bid.node] else { throw .noCommitment(node: bid.node) }
    if entries[i].isRevealed { throw .alreadyRevealed(node: bid.node) }
    if bid.task != task || bid.commitment != entries[i].commitment { throw .mismatch(node: bid.node) }
    entries[i].isRevealed = true
    bids.add(
      node: bid.node, price: bid.price, isFeasible: isFeasible, latency: latency, quality: quality, reputation: reputation)
    settleBond(bid.node, isForfeited: false)
  }

  /// Ends the auction, once: unrevealed bids lose their bonds, and the rule chooses among the rest.
  ///
  /// - Parameters:
  ///   - reserve: the most the requester pays, in µrUv.
  ///   - units: the task's size.
  /// - Returns: nil where nobody revealed a feasible bid within the reserve, or the rule awards nobody.
  public func resolve(_ rule: AuctionRule, reserve: Int64, units: Int64 = 1, at now: Int64) throws(SealedAuctionError) -> Award? {
    if isResolved { throw .alreadyResolved }
    if now < end { throw .tooEarly(end: end, now: now) }
    if let pinned, rule.slot.isWithdrawn(pinned) {
      cancel()
      throw .ruleWithdrawn(pinned.identity)
    }
    isResolved = true
    for entry in entries where !entry.isRevealed { settleBond(entry.node, isForfeited: true) }
    return rule.clear(bids, task: task, reserve: reserve, units: units, now: now, by: pinned)
  }

  /// Calls the auction off, whatever its phase: every bond not yet settled goes back. Idempotent.
  public func cancel() {
    if isResolved { return }
    isResolved = true
    for entry in entries where !entry.isRevealed { settleBond(entry.node, isForfeited: false) }
  }

  /// Nodes that committed and showed nothing.
  public var silentNodes: [Int] { entries.filter { !$0.isRevealed }.map(\.node) }

  private func bondID(_ node: Int) -> TransferID { TransferID(.bond, task: task, party: node) }

  private func settleBond(_ node: Int, isForfeited: Bool) {
    guard let ledger else { return }
    do throws(LedgerError) {
      if isForfeited { try ledger.post(bondID(node)) } else { try ledger.void(bondID(node)) }
    } catch { preconditionFailure("a held bond could not be settled: \(error)") }
  }
}
