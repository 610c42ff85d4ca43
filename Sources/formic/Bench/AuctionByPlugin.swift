import Economy
import Interface
import Kernels
import Policies

/// P14 through a plugin: what an auction costs when Lua decides it.
enum AuctionByPlugin {
  /// - Parameter name: a plugin of the shipped ones.
  static func benchmark(_ name: String, bids count: Int, goal: String) -> BenchmarkCase {
    BenchmarkCase(id: "P14", name: "second price among \(count) bids by plugins/auction/\(name).lua", unit: "auctions/s", goal: goal) {
      let bids = BidBook(capacity: count)
      var random = RandomStream(seed: 1, "bench", "auction")
      for node in 0..<count { bids.add(node: node, price: Int64(random.below(1_000_000))) }
      let rule = AuctionRule(seed: 1)
      do {
        try PolicySet([rule.slot], source: Workbench().host).use("auction", name, at: 0)
      } catch { preconditionFailure("\(error)") }
      return BenchmarkRun(operationsPerCall: 10) {
        (0..<10).reduce(0) { $0 + Double(rule.clear(bids, task: $1, reserve: 2_000_000)!.payment) }
      }
    }
  }
}
