import Policies

/// The sealed-bid second-price auction (Vickrey 1961): the cheapest feasible bid wins and is paid the second-cheapest, or
/// the reserve when it is alone, so that asking one's true cost is a dominant strategy.
enum Vickrey {
  static func policy() -> any Policy {
    NativePolicy(kind: "auction", name: "vickrey", [{ frame, _ in
      let prices = frame.argumentElements(Auction.Argument.prices, Int64.self)
      let feasible = frame.argumentElements(Auction.Argument.feasible, UInt8.self)
      let ties = frame.elements(Auction.Field.tie, Int64.self)
      guard let (winner, second) = cheapestTwo(prices, feasible, ties, beyond: frame.integer(Auction.Field.reserve) ?? 0) else {
        frame.resultNone(Auction.Result.winner)
        frame.resultNone(Auction.Result.payment)
        return
      }
      frame.result(Auction.Result.winner, Int64(winner + 1))
      frame.result(Auction.Result.payment, second)
    }, { frame, _ in VCG.clear(frame) }])
  }

  /// The cheapest feasible bid's index, and the price of the next, `reserve` if there is none; nil without a feasible bid.
  ///
  /// - Complexity: O(*n*), one pass
  private static func cheapestTwo(
    _ prices: UnsafeBufferPointer<Int64>, _ feasible: UnsafeBufferPointer<UInt8>, _ ties: UnsafeBufferPointer<Int64>,
    beyond reserve: Int64
  ) -> (winner: Int, second: Int64)? {
    var winner = -1
    var first = Int64.max
    var second = reserve
    for i in 0..<prices.count where prices[i] <= second && feasible[i] != 0 {
      let price = prices[i]
      if winner < 0 || price < first || (price == first && ties[i] < ties[winner]) {
        if winner >= 0 { second = first }
        (winner, first) = (i, price)
      } else {
        second = price
      }
    }
    return winner < 0 ? nil : (winner, second)
  }
}
