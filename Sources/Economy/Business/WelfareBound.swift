import Kernels
public import Simulation

/// How good an assignment of the requests to the machines could have been, that knew every request in advance and every
/// true cost: a bound from above, and one from below that a planner reaches.
///
/// Machines, adapters and prices of power are those of the run at each request's arrival, so the figure is about
/// assignment alone: investments are as they were. A request gives its expected gain (value × share of right answers −
/// cost) on the machine that serves it between arrival and deadline.
///
/// From above, by Lagrangian relaxation: put a price λ on each machine's time in each quarter of an hour; whatever the
/// prices, no assignment gives more than Σ λ·capacity + Σ over requests of the best gain less its time at the cheapest
/// quarter it may run in (Fisher 1981). Subgradient steps look for low prices; every step is valid, the least is kept.
/// Work is taken as divisible over quarters and preemptible, which only raises the bound. From below: in order of
/// arrival, each request goes to the machine where it gains most and is in time.
public struct WelfareBound: Sendable {
  private let seats: Int
  private var requests: [(arrival: Microseconds, deadline: Microseconds)] = []
  /// Requests × seats: µrUv, and µs of work.
  private var gains: [Double] = []
  private var works: [Double] = []

  private static let window: Microseconds = 900_000_000

  /// - Parameter capacity: how many requests to make room for.
  public init(seats: Int, capacity: Int = 0) {
    self.seats = seats
    requests.reserveCapacity(capacity)
    gains.reserveCapacity(capacity * seats)
    works.reserveCapacity(capacity * seats)
  }

  /// The next request; its gain and work on each seat follow.
  public mutating func begin(_ request: BusinessDemand.Request) { requests.append((request.arrival, request.deadline)) }

  /// On the next seat: the expected gain in µrUv, and how long it computes, at least 1 µs.
  public mutating func add(gain: Double, work: Microseconds) {
    gains.append(gain)
    works.append(Double(work))
  }

  /// What a planner who knows true costs gets who takes requests as they come, in µrUv.
  ///
  /// - Complexity: O(*requests* · *seats*)
  public var planned: Double {
    var free = [Microseconds](repeating: 0, count: seats)
    var total = 0.0
    for (i, request) in requests.enumerated() {
      var best = 0.0, seat = -1
      for s in 0..<seats {
        let gain = gains[i * seats + s]
        if gain > best, max(free[s], request.arrival) + Microseconds(works[i * seats + s]) <= request.deadline { (best, seat) = (gain, s) }
      }
      guard seat >= 0 else { continue }
      total += best
      free[seat] = max(free[seat], request.arrival) + Microseconds(works[i * seats + seat])
    }
    return total
  }

  /// No assignment gives more, in µrUv.
  ///
  /// - Complexity: O(*steps* · *requests* · *seats*)
  public func least(steps: Int = 40) -> Double {
    guard let end = requests.map(\.deadline).max() else { return 0 }
    let count = Int(end / Self.window) + 1, length = Double(Self.window)
    var prices = [Double](repeating: 0, count: seats * count)
    var use = prices
    var least = Double.infinity
    let worth = zip(gains, works).reduce(0.0) { $0 + max(0, $1.0) / $1.1 } / Double(max(1, gains.count))
    for step in 0..<max(1, steps) {
      for i in use.indices { use[i] = 0 }
      var total = prices.reduce(0, +) * length
      for (i, request) in requests.enumerated() {
        let first = Int(request.arrival / Self.window), last = Int(request.deadline / Self.window)
        let room = Double(request.deadline - request.arrival)
        var best = 0.0, place = -1, time = 0.0
        for s in 0..<seats {
          let gain = gains[i * seats + s], work = works[i * seats + s]
          guard gain > best, work <= room else { continue }
          var cheapest = s * count + first
          for k in (s * count + first)...(s * count + last) where prices[k] < prices[cheapest] { cheapest = k }
          let rest = gain - work * prices[cheapest]
          if rest > best { (best, place, time) = (rest, cheapest, work) }
        }
        total += best
        if place >= 0 { use[place] += time }
      }
      least = min(least, total)
      let stride = 0.5 * worth / Double(step + 1).squareRoot()
      for i in prices.indices { prices[i] = max(0, prices[i] + stride * (use[i] / length - 1)) }
    }
    return least
  }
}
