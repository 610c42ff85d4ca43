import CKernels
import Kernels
public import Policies

/// Searches an auction rule for what a bidder gains by not telling the truth.
///
/// Every cost of one bidder is put against the others' truthful bids, with every other price, with a second bid under a false
/// name, and with staying out. Small markets are searched whole; larger ones, with latencies, qualities and reputations, at
/// random. A gain is ex post: the bidder knows the others' bids, the strongest deviator there is. A rule without one makes the
/// truth a dominant strategy in the markets searched. After OpenSpiel's best responses (Lanctot et al. 2019); false names:
/// Yokoo, Sakurai & Matsubara 2004.
public struct AuctionAudit: Sendable {
  /// What a bidder does instead of asking its cost.
  public enum Deviation: Sendable, Equatable {
    /// Asks another price, in µrUv.
    case price(Int64)
    /// Asks one price, and another under a false name.
    case falseName(Int64, second: Int64)
  }

  /// A market in which a bidder gains.
  public struct Finding: Sendable, Equatable {
    /// What the others ask, truthfully, in µrUv; the deviator came first.
    public var others: [Int64]
    public var cost: Int64
    public var reserve: Int64
    public var deviation: Deviation
    /// Profits in µrUv.
    public var truthful: Int64
    public var deviating: Int64
    public var gain: Int64 { deviating - truthful }
    /// Of the reserve: what makes markets of different size comparable.
    var share: Double { Double(gain) / Double(reserve) }
  }

  /// The largest gain by another price, as a share of the reserve, if any.
  public private(set) var misreport: Finding?
  /// The largest gain by a second name over telling the truth once, if any.
  public private(set) var falseName: Finding?
  /// The largest loss of a bidder that tells the truth, if any: `deviation` is to stay out.
  public private(set) var loss: Finding?
  /// Markets of a deviator and others that were searched, small ones and random ones.
  public private(set) var smallMarkets = 0
  public private(set) var randomMarkets = 0
  /// Of the best other price over the truth, over all markets, as a share of the reserve.
  public private(set) var meanRegret = 0.0
  /// Answers that broke the contract: the built-in rule stood in.
  public private(set) var faults = 0
  private var regret = 0.0

  /// What is searched.
  public struct Extent: Sendable {
    /// Bidders of the markets that are searched whole.
    public var bidders = 4
    /// Costs and prices in them are 0 … this.
    public var values: Int64 = 10
    /// Larger markets, drawn at random.
    public var randomMarkets = 2_000
    public init() {}
  }

  /// Searches a rule. It is asked through its slot, so that what breaks the contract is found, too.
  ///
  /// - Throws: `ScriptError` when Ctrl-C was pressed.
  /// - Complexity: some (*values*⁺¹)² · (*values* + *bidders*)ᵇⁱᵈᵈᵉʳˢ⁻¹ / (*bidders* − 1)! auctions
  public init(_ policy: any Policy, extent: Extent = Extent(), seed: UInt64) throws(AuditInterrupted) {
    let search = Search(policy, seed)
    for others in 0..<extent.bidders {
      for tie in 0..<(others == 0 ? 1 : Self.tieOrders) {
        var costs = [Int64](repeating: 0, count: others)
        repeat {  // every multiset of the others' costs: their order is irrelevant but for ties
          for cost in 0...extent.values {
            search.task = tie
            try examine(search, cost, costs, reserve: extent.values, candidates: Array(0...extent.values))
            smallMarkets += 1
          }
        } while costs.advance(upTo: extent.values)
      }
    }
    var random = RandomStream(seed: seed, "audit")
    for market in 0..<extent.randomMarkets {
      let reserve: Int64 = 1_000_000
      let others = (0..<1 + random.below(11)).map { _ in Int64(random.below(1_200_000)) }
      let cost = Int64(random.below(1_000_000))
      search.task = Self.tieOrders + market
      search.drawQualities(&random, others.count + 2)
      var candidates = others.flatMap { [$0 - 1, $0, $0 + 1] }.filter { (0...reserve).contains($0) }
      candidates += [0, cost / 2, (cost + reserve) / 2, reserve]
      for _ in 0..<4 { candidates.append(Int64(random.below(Int(reserve)))) }
      try examine(search, cost, others, reserve: reserve, candidates: candidates)
      randomMarkets += 1
    }
    meanRegret = regret / Double(max(1, smallMarkets + randomMarkets))
    faults = search.rule.slot.faultCount
  }

  /// Orders of ties each small market is searched with.
  private static let tieOrders = 4

  private mutating func examine(
    _ search: Search, _ cost: Int64, _ others: [Int64], reserve: Int64, candidates: [Int64]
  ) throws(AuditInterrupted) {
    if ck_is_interrupted() { throw AuditInterrupted() }
    let truth = search.profit(of: cost, asking: [cost], others, reserve)
    if truth < 0, Double(-truth) / Double(reserve) > loss?.share ?? 0 {
      loss = Finding(others: others, cost: cost, reserve: reserve, deviation: .price(cost), truthful: truth, deviating: 0)
    }
    var best: Int64 = 0
    for price in candidates where price != cost {
      let profit = search.profit(of: cost, asking: [price], others, reserve)
      best = max(best, profit - truth)
      if Double(profit - truth) / Double(reserve) > misreport?.share ?? 0 {
        misreport = Finding(others: others, cost: cost, reserve: reserve, deviation: .price(price), truthful: truth, deviating: profit)
      }
    }
    regret += Double(best) / Double(reserve)
    for second in candidates {
      let profit = search.profit(of: cost, asking: [cost, second], others, reserve)
      if Double(profit - truth) / Double(reserve) > falseName?.share ?? 0 {
        falseName = Finding(
          others: others, cost: cost, reserve: reserve, deviation: .falseName(cost, second: second), truthful: truth, deviating: profit)
      }
    }
  }
}

/// Ctrl-C during an audit.
public struct AuditInterrupted: Error, CustomStringConvertible {
  public var description: String { "interrupted" }
}

/// One rule, asked again and again.
private final class Search {
  let rule: AuctionRule
  /// Decides ties and chance.
  var task = 0
  private let bids = BidBook(capacity: 16)
  /// Of each bidder, the deviator's first; alike where nobody drew them.
  private var latencies = [Int64](repeating: 100_000, count: 16)
  private var qualities = [Double](repeating: 0.9, count: 16)
  private var reputations = [Double](repeating: 0.5, count: 16)

  init(_ policy: any Policy, _ seed: UInt64) {
    rule = AuctionRule(seed: seed)
    rule.slot.use(policy)
  }

  func drawQualities(_ random: inout RandomStream, _ count: Int) {
    for i in 0..<count {
      latencies[i] = Int64(random.below(400_000))
      qualities[i] = random.uniform()
      reputations[i] = random.uniform()
    }
    // A false name does the same work.
    latencies[1] = latencies[0]
    qualities[1] = qualities[0]
    reputations[1] = reputations[0]
  }

  /// What the deviator earns: it does the work whichever of its names wins.
  func profit(of cost: Int64, asking own: [Int64], _ others: [Int64], _ reserve: Int64) -> Int64 {
    bids.removeAll()
    for (name, price) in own.enumerated() { add(name, price, reserve) }
    for (i, price) in others.enumerated() { add(2 + i, price, reserve) }
    guard let award = rule.clear(bids, task: task, reserve: reserve), award.node < 2 else { return 0 }
    return award.payment - cost
  }

  private func add(_ node: Int, _ price: Int64, _ reserve: Int64) {
    bids.add(
      node: node, price: price, isFeasible: price <= reserve, latency: latencies[node], quality: qualities[node],
      reputation: reputations[node])
  }
}

extension [Int64] {
  /// The next of all non-decreasing sequences of 0 … `limit`; false after the last.
  fileprivate mutating func advance(upTo limit: Int64) -> Bool {
    guard let place = lastIndex(where: { $0 < limit }) else { return false }
    let next = self[place] + 1
    for i in place..<count { self[i] = next }
    return true
  }
}
