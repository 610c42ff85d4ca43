import Kernels
public import Simulation

/// What a market of businesses is asked to do: requests in order of arrival, made from the real ones of about an hour.
///
/// Every simulated hour replays the real hour, thinned: each real request is kept with a probability that depends on the
/// simulated hour only, at its own second of the hour and with its own size, so that bursts within the hour and the
/// distribution of sizes stay as they were. The probability follows three factors. The real one: the rate of the trace's
/// *h*-th 24th part over its mean stands for the hour *h* of the day. Two assumptions: half a swing between night and
/// day, highest at 15 h, and weekends (days 6 and 7) at 60%. Thinning an arrival process keeps its relative rates
/// (Lewis & Shedler 1979).
public struct BusinessDemand: Sendable {
  public struct Request: Sendable, Equatable {
    public var arrival: Microseconds
    public var deadline: Microseconds
    /// In compute units.
    public var units: Int64
    /// What a right answer by the deadline is worth to the requester, in µrUv.
    public var value: Int64
    /// From 0.
    public var domain: Int

    public init(arrival: Microseconds, deadline: Microseconds, units: Int64, value: Int64, domain: Int) {
      self.arrival = arrival
      self.deadline = deadline
      self.units = units
      self.value = value
      self.domain = domain
    }
  }

  public private(set) var requests: [Request]
  public let domainCount: Int
  public let days: Int
  /// Compute units a second of a standard node: all nodes' speeds are given in it.
  public let standardSpeed: Double

  /// µrUv a unit's answer is worth to the median requester.
  static let medianValuePerUnit = 16_000.0
  /// Of the mean hour, on days 6 and 7.
  static let weekend = 0.6
  /// Of the mean hour, up by day and down by night.
  static let swing = 0.5

  /// The longest time to a deadline. Work takes up to four times what it should, and is over before a stake is free.
  static let patience: Microseconds = .seconds(12 * 3_600)

  /// - Parameters:
  ///   - arrivals: the real requests: times in µs since the first, and sizes in compute units.
  ///   - shares: of the requests in each domain.
  ///   - rate: requests of the mean hour of a working day.
  ///   - nodes: how many standard nodes there are to serve them.
  ///   - load: share of their time the mean demand of a working day takes.
  /// - Precondition: arrivals and shares are not empty, shares are not negative and not all 0, all else is positive.
  /// - Complexity: O(*requests* log *requests*)
  public init(
    arrivals: [(time: Microseconds, units: Int64)], shares: [Double], days: Int, rate: Double, nodes: Int, load: Double, seed: UInt64
  ) {
    precondition(!arrivals.isEmpty && !shares.isEmpty && days > 0 && rate > 0 && nodes > 0 && load > 0)
    domainCount = shares.count
    self.days = days
    let meanUnits = arrivals.reduce(0.0) { $0 + Double($1.units) } / Double(arrivals.count)
    standardSpeed = meanUnits * rate / 3_600 / load / Double(nodes)
    let profile = Self.dayProfile(arrivals.map(\.time))
    let cumulative = shares.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1) }
    let thinning = RandomStream(seed: seed, "demand"), draws = RandomStream(seed: seed, "request")
    requests = []
    requests.reserveCapacity(Int(1.1 * rate) * 24 * days)
    for hour in 0..<(24 * days) {
      let share = profile[hour % 24] * (hour / 24 % 7 >= 5 ? Self.weekend : 1) * rate / Double(arrivals.count)
      var random = thinning.lane(UInt64(hour))
      // The gaps between kept requests are geometric.
      let scale = share < 1 ? 1 / Reproducible.log(1 - share) : 0
      var index = -1
      while true {
        let gap = scale * Reproducible.log(1 - random.uniform())
        guard gap < Double(arrivals.count) else { break }
        index += 1 + Int(gap)
        guard index < arrivals.count else { break }
        let arrival = Microseconds(hour) * 3_600_000_000 + arrivals[index].time % 3_600_000_000
        requests.append(Request(arrival: arrival, deadline: 0, units: arrivals[index].units, value: 0, domain: 0))
      }
    }
    requests.sort { $0.arrival < $1.arrival }
    for i in requests.indices {
      var random = draws.lane(UInt64(i))
      let units = Double(requests[i].units)
      let point = random.uniform() * cumulative.last!
      requests[i].domain = min(shares.count - 1, cumulative.firstIndex { point < $0 } ?? shares.count - 1)
      requests[i].value = Int64(units * Self.medianValuePerUnit * Reproducible.exp(0.3 * random.normal()))
      // Ample for a standard node that is not overloaded, but for monstrous requests.
      requests[i].deadline = requests[i].arrival + min(Self.patience, .seconds(60 + 4 * units / standardSpeed))
    }
  }

  /// How much is asked for in each hour of a working day, mean 1.
  static func dayProfile(_ times: [Microseconds]) -> [Double] {
    let span = Double((times.last ?? 0) + 1)
    var counts = [Double](repeating: 0, count: 24)
    for time in times { counts[min(23, Int(24 * Double(time) / span))] += 1 }
    let rates = counts.enumerated().map { hour, count in
      count * (1 + swing * Reproducible.cos((Double(hour) - 15) * Double.pi / 12))
    }
    let mean = rates.reduce(0, +) / 24
    return rates.map { $0 / mean }
  }
}
