import Policies

/// The Vickrey–Clarke–Groves mechanism for equal tasks among bidders with a price for each and a capacity: the cheapest
/// capacity gets the tasks, and each bidder is paid what its tasks would have cost without it (Vickrey 1961, Clarke 1971, Groves
/// 1973). The requester's reserve stands in where nobody else can do them.
///
/// Truthful in prices for bidders with one name each; not proof against false names (Yokoo 2004).
enum VCG {
  /// Answers `clear_many`.
  ///
  /// - Complexity: O(*n* log *n* + *winners* · *n*)
  static func clear(_ frame: PolicyFrame) {
    let prices = frame.argumentElements(Auction.Argument.prices, Int64.self)
    let capacities = frame.argumentElements(Auction.Argument.capacities, Int64.self)
    let ties = frame.elements(Auction.Field.tie, Int64.self)
    let awarded = frame.resultElements(Auction.Result.awarded, Int64.self)
    let payments = frame.resultElements(Auction.Result.payments, Int64.self)
    let reserve = frame.integer(Auction.Field.reserve) ?? 0
    let order = prices.indices.filter { capacities[$0] > 0 && prices[$0] <= reserve }
      .sorted { (prices[$0], ties[$0], $0) < (prices[$1], ties[$1], $1) }
    for i in prices.indices { (awarded[i], payments[i]) = (0, 0) }
    var left = frame.integer(Auction.Field.tasks) ?? 1
    for i in order {
      awarded[i] = min(left, capacities[i])
      left -= awarded[i]
    }
    for winner in order where awarded[winner] > 0 {
      // Its tasks go to the cheapest capacity the others have left, and then to nobody, which costs the reserve.
      var moved = awarded[winner]
      for other in order where other != winner && moved > 0 {
        let taken = min(moved, capacities[other] - awarded[other])
        payments[winner] += taken * prices[other]
        moved -= taken
      }
      payments[winner] += moved * reserve
    }
  }
}
