public import Interface
import Kernels
import Policies

/// What `formic bench` measures of this layer.
public enum EconomyBenchmarks {
  public static let all: [BenchmarkCase] = [
    curve, pool, clear(bids: 1_000, goal: "≥ 500 k"), clear(bids: 8, goal: "—"), verify, commit, transfer, hold,
  ]

  private static let curve = BenchmarkCase(id: "P13", name: "constant product: price a trade and check it", unit: "steps/s", goal: "≥ 50 M") {
    BenchmarkRun(operationsPerCall: 1_000) {
      var pool = try! ConstantProduct(units: 1_000_000, tokens: 5_000_000_000)
      for step in 0..<500 as Range<Int64> {
        let units = 100 + step % 7
        try! pool.buy(units, for: pool.cost(ofBuying: units, fee: 30))
        try! pool.sell(units, for: pool.payout(forSelling: units, fee: 30))
      }
      return pool.spotPrice
    }
  }

  private static let pool = BenchmarkCase(id: "P13", name: "trade by the built-in rule, checked, through the ledger", unit: "steps/s", goal: "—") {
    let ledger = Ledger(retention: .last(1_024))
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let provider = ledger.open("provider")
    try! ledger.transfer(TransferID(.issue, task: 0), from: issuer, to: provider, amount: 1 << 60, code: .issue)
    let pool = try! ComputePool(ledger, units: 1_000_000, tokens: 5_000_000_000, provider: provider, seed: 1)
    return BenchmarkRun(operationsPerCall: 200) {
      for _ in 0..<100 {
        try! pool.buy(100, for: provider)
        try! pool.sell(100, for: provider)
      }
      return pool.curve.spotPrice
    }
  }

  private static func clear(bids count: Int, goal: String) -> BenchmarkCase {
    BenchmarkCase(id: "P14", name: "second price among \(count) bids", unit: "auctions/s", goal: goal) {
      let bids = book(count)
      let rule = AuctionRule(seed: 1)
      return BenchmarkRun(operationsPerCall: 10) {
        (0..<10).reduce(0) { $0 + Double(rule.clear(bids, task: $1, reserve: 2_000_000)!.payment) }
      }
    }
  }

  private static let verify = BenchmarkCase(id: "P14", name: "1,000 sealed bids: commit, reveal, clear", unit: "auctions/s", goal: "≥ 2 k") {
    let sealed = (0..<1_000).map { SealedBid(task: 1, node: $0, price: Int64(1_000 + $0 * 7 % 1_000), nonce: Nonce(high: 1, low: UInt64($0))) }
    let commitments = sealed.map(\.commitment)
    let auction = SealedAuction()
    let rule = AuctionRule(seed: 1)
    return BenchmarkRun(operationsPerCall: 1) {
      auction.open(task: 1, close: 1, end: 2)
      for (bid, commitment) in zip(sealed, commitments) { try! auction.commit(node: bid.node, commitment, at: 0) }
      for bid in sealed { try! auction.reveal(bid, at: 1) }
      return Double(try! auction.resolve(rule, reserve: 2_000_000, at: 2)!.payment)
    }
  }

  private static let commit = BenchmarkCase(id: "P14", name: "commitment of one bid (BLAKE2b-256)", unit: "hashes/s", goal: "—") {
    BenchmarkRun(operationsPerCall: 100) {
      (0..<100).reduce(0) { sum, i in
        let bid = SealedBid(task: i, node: 1, price: 1_000, nonce: Nonce(high: 1, low: 2))
        return sum + Double(bid.commitment.words.0 & 1)
      }
    }
  }

  private static let transfer = BenchmarkCase(id: "ledger", name: "transfer, in memory", unit: "transfers/s", goal: "—") {
    let (ledger, a, b) = purses()
    var number: UInt64 = 1 << 32
    return BenchmarkRun(operationsPerCall: 100) {
      for i in 0..<100 {
        number += 1
        try! ledger.transfer(
          TransferID(rawValue: number), from: i % 2 == 0 ? a : b, to: i % 2 == 0 ? b : a, amount: 1, code: .payment)
      }
      return Double(ledger.balance(of: a))
    }
  }

  private static let hold = BenchmarkCase(id: "ledger", name: "hold and post, in memory", unit: "transfers/s", goal: "—") {
    let (ledger, a, b) = purses()
    var number: UInt64 = 1 << 32
    return BenchmarkRun(operationsPerCall: 100) {
      for i in 0..<100 {
        number += 1
        let id = TransferID(rawValue: number)
        try! ledger.hold(id, from: i % 2 == 0 ? a : b, to: i % 2 == 0 ? b : a, amount: 1, code: .escrow)
        try! ledger.post(id)
      }
      return Double(ledger.balance(of: a))
    }
  }

  private static func purses() -> (Ledger, AccountID, AccountID) {
    let ledger = Ledger(retention: .last(65_536))
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let (a, b) = (ledger.open("a"), ledger.open("b"))
    try! ledger.transfer(TransferID(.issue, task: 0), from: issuer, to: a, amount: 1_000_000, code: .issue)
    try! ledger.transfer(TransferID(.issue, task: 1), from: issuer, to: b, amount: 1_000_000, code: .issue)
    return (ledger, a, b)
  }

  private static func book(_ count: Int) -> BidBook {
    let bids = BidBook(capacity: count)
    var random = RandomStream(seed: 1, "bench", "auction")
    for node in 0..<count { bids.add(node: node, price: Int64(random.below(1_000_000))) }
    return bids
  }
}
