import Interface
import Policies

/// A sealed auction as scripts hold it, moved from stage to stage by hand: bidders go by names, and each one's price and
/// nonce stay sealed here until it is revealed.
final class ScriptAuction: PassableObject {
  static var className: String { "auction" }

  enum Stage: String {
    case bidding, revealing, cleared, cancelled
  }

  struct Bidder {
    let name: String
    var bid: SealedBid
    var isRevealed = false
  }

  let reserve: Int64
  let bond: Int64
  private(set) var stage = Stage.bidding
  private(set) var bidders: [Bidder] = []
  private(set) var award: Award?
  let rule: AuctionRule
  private let auction: SealedAuction
  /// Numbers given to bidders: a new one each try, since the ledger's refusal of a bond is final under its id.
  private var nodes = 0
  /// Holds the bonds; nil for an auction without.
  private let book: ScriptLedger?
  /// Whether the bidders' accounts were there before this auction.
  private let isLedgerGiven: Bool

  /// Where forfeited bonds go.
  private static let forfeits = "penalties"

  init(reserve: Int64, bond: Int64, ledger: ScriptLedger?, rule: (any LoadedPolicy)?, seed: UInt64) throws {
    self.reserve = reserve
    self.bond = bond
    self.rule = AuctionRule(seed: seed)
    if let rule { self.rule.slot.use(rule.policy) }
    isLedgerGiven = ledger != nil
    try Self.checkNoBatch(ledger, "economy.auction")
    book = bond > 0 ? try ledger ?? ScriptLedger(purses: Table()) : nil
    if let book {
      if !book.has(Self.forfeits) { try book.open(Self.forfeits, isIssuer: false) }
      auction = SealedAuction(ledger: book.ledger, bond: BidBond(amount: bond, forfeits: try book.account(Self.forfeits)))
    } else {
      auction = SealedAuction()
    }
    // No clock: bids are taken at 0, prices at 1, and at 2 it is over.
    auction.open(task: book?.takeTask() ?? 1, close: 1, end: 2)
  }

  deinit { auction.cancel() }

  // MARK: Stages

  /// Seals a bid, in place of the bidder's earlier one.
  func bid(_ name: String, _ price: Int64, _ nonce: Nonce) throws -> Commitment {
    try check(.bidding, "bid")
    if name.isEmpty { throw ScriptError("auction:bid: a bidder needs a name") }
    let account = try account(of: name)
    let place = bidders.firstIndex { $0.name == name }
    if place == nil { nodes += 1 }
    let bid = SealedBid(task: auction.task, node: place.map { bidders[$0].bid.node } ?? nodes, price: price, nonce: nonce)
    do throws(SealedAuctionError) {
      try auction.commit(node: bid.node, bid.commitment, account: account, at: 0)
    } catch { throw named(error, "bid") }
    if let place { bidders[place].bid = bid } else { bidders.append(Bidder(name: name, bid: bid)) }
    return bid.commitment
  }

  /// Ends the bidding: from now on prices are revealed.
  func close() throws {
    try check(.bidding, "close")
    stage = .revealing
  }

  /// Opens a bid.
  ///
  /// - Parameter price: what the bidder says it bid; what it did bid when nil.
  /// - Returns: the price.
  func reveal(_ name: String, price: Int64?) throws -> Int64 {
    try check(.revealing, "reveal")
    guard let place = bidders.firstIndex(where: { $0.name == name }) else {
      let hint = suggestion(for: name, among: bidders.map(\.name)).map { ": did you mean '\($0)'?" } ?? ""
      throw ScriptError("auction:reveal: '\(name)' made no bid\(hint)")
    }
    let sealed = bidders[place].bid
    let bid = SealedBid(task: sealed.task, node: sealed.node, price: price ?? sealed.price, nonce: sealed.nonce)
    do throws(SealedAuctionError) { try auction.reveal(bid, at: 1) } catch { throw named(error, "reveal") }
    bidders[place].isRevealed = true
    return bid.price
  }

  /// Ends the auction: sealed bids lose their bonds, and the rule chooses among the revealed ones.
  func clear() throws {
    try check(.revealing, "clear")
    do throws(SealedAuctionError) { award = try auction.resolve(rule, reserve: reserve, at: 2) } catch { throw named(error, "clear") }
    stage = .cleared
  }

  /// Calls it off: every bond goes back.
  func cancel() throws {
    try Self.checkNoBatch(book, "auction:cancel")
    if stage == .cleared { throw ScriptError("auction:cancel: it is cleared already") }
    auction.cancel()
    stage = .cancelled
  }

  var winner: String? { award.map { name(of: $0.node) } }

  private func name(of node: Int) -> String { bidders.first { $0.bid.node == node }?.name ?? "#\(node)" }

  /// What bidders who never opened their bids have lost, in µrUv.
  var forfeited: Int64 { stage == .cleared ? Int64(auction.silentNodes.count) * bond : 0 }

  /// What is still held of everybody's bonds, in µrUv.
  var held: Int64 { stage == .bidding || stage == .revealing ? Int64(bidders.count { !$0.isRevealed }) * bond : 0 }

  // MARK: Errors

  /// Bonds are held and given back by these books alone: what a batch undid, the auction would not know.
  private static func checkNoBatch(_ book: ScriptLedger?, _ method: String) throws {
    if let book, book.ledger.isInBatch { throw ScriptError("\(method): a batch is under way in the ledger: what it undoes the auction would not know") }
  }

  private func check(_ expected: Stage, _ method: String) throws {
    try Self.checkNoBatch(book, "auction:\(method)")
    guard stage != expected else { return }
    let reason =
      switch stage {
      case .bidding: "bids are still taken; auction:close() comes first"
      case .revealing: "bidding is closed; prices are revealed now, and auction:clear() ends it"
      case .cleared: "it is cleared already"
      case .cancelled: "it was called off"
      }
    throw ScriptError("auction:\(method): \(reason)")
  }

  private func named(_ error: SealedAuctionError, _ method: String) -> ScriptError {
    let reason =
      switch error {
      case .mismatch(let node): "the price is not the one '\(name(of: node))' committed to"
      case .alreadyRevealed(let node): "'\(name(of: node))' has revealed its bid"
      case .ledger(let error): "the bond of \(bond) µrUv can't be held: " + (book?.named(error).description ?? "\(error)")
      default: "\(error)"
      }
    return ScriptError("auction:\(method): \(reason)")
  }

  /// The account a bidder's bond comes from; in books of the auction's own, one opened for it with just the bond.
  private func account(of name: String) throws -> AccountID? {
    guard let book else { return nil }
    if !isLedgerGiven, !book.has(name) { try book.open(name, purse: bond) }
    return try book.account(name)
  }
}
