import Simulation

/// What a run counts as it goes. The digest covers the counts and sums of money; the rest follows from the same events.
public struct Metrics: Sendable {
  /// Tasks by end state.
  public var ended = [Int](repeating: 0, count: Int(TaskState.allCases.last!.rawValue) + 1)
  public subscript(state: TaskState) -> Int { ended[Int(state.rawValue)] }

  /// Completed tasks of first-seen in-scope utterances, those answered rightly, and those abstained from.
  public var scored = 0, right = 0, abstained = 0
  /// The same two by time of completion: prequential accuracy.
  public var accuracy: TimeSeries
  /// Completed out-of-scope tasks, and those rightly abstained from.
  public var strangers = 0, strangersRefused = 0
  public var disputes = 0, upheld = 0

  /// From arrival to result at the requester, of completed tasks, µs.
  public var latencies: [Microseconds] = []
  public var latency: TimeSeries
  /// The pool's price of one unit when a task is quoted, µrUv.
  public var price: TimeSeries
  /// Paid to executors for completed tasks, µrUv.
  public var payments: Int64 = 0
  public var clearing: TimeSeries
  /// Share of the pool's units that were sold when a task was quoted: the load the price should tell.
  public var utilization: TimeSeries
  /// What executors' work cost them, µrUv.
  public var cost: Int64 = 0
  /// Σ value of right answers − Σ cost of all work done, µrUv.
  public var welfare: Int64 = 0
  public var fees: Int64 = 0
  public var discounts: Int64 = 0
  public var slashed: Int64 = 0

  /// Of domains that come only in the second half.
  public var novel = NovelTasks()
  /// What the favoured node costs more than the best considered, and the winner than the best invited, by the truth only the
  /// simulator knows: s to a success.
  public var favouriteRegret: TimeSeries
  public var awardRegret: TimeSeries
  /// Favourites that were the best considered.
  public var favouritesBest = 0

  public var shortlists = 0, agreed = 0, consensusRounds = 0
  public var adapterHits = 0, adapterMisses = 0
  public var updates = 0
  public var gossipMessages = 0
  public var gossipBytes: Int64 = 0
  /// Bids strangers sent in others' names.
  public var intrusions = 0
  /// Second prices that bidders sealed for one task, and those proven and punished.
  public var equivocations = 0, convictions = 0
  public var events = 0

  init(duration: Microseconds, buckets: Int = 60) {
    accuracy = TimeSeries(duration: duration, buckets: buckets)
    latency = accuracy
    price = accuracy
    clearing = accuracy
    utilization = accuracy
    favouriteRegret = accuracy
    awardRegret = accuracy
  }

  public var total: Int { ended.reduce(0, +) }
  public var prequentialAccuracy: Double? { scored > 0 ? Double(right) / Double(scored) : nil }
  public var adapterHitRate: Double? {
    adapterHits + adapterMisses > 0 ? Double(adapterHits) / Double(adapterHits + adapterMisses) : nil
  }

  /// The latency that a share of completed tasks did not exceed (nearest rank), nil when none completed.
  public func latencyQuantile(_ share: Double) -> Microseconds? {
    guard !latencies.isEmpty else { return nil }
    let sorted = latencies.sorted()
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }
}

/// Means of a quantity over equal stretches of simulated time. What comes after the end counts in the last stretch.
public struct TimeSeries: Sendable {
  public private(set) var sums: [Double]
  public private(set) var counts: [Int]
  /// Length of a stretch.
  public let step: Microseconds

  init(duration: Microseconds, buckets: Int) {
    sums = Array(repeating: 0, count: buckets)
    counts = Array(repeating: 0, count: buckets)
    step = max(1, (duration + Microseconds(buckets) - 1) / Microseconds(buckets))
  }

  mutating func add(_ value: Double, at time: Microseconds) {
    let index = min(Int(time / step), sums.count - 1)
    sums[index] += value
    counts[index] += 1
  }

  /// The mean of all; nil where nothing happened.
  public var mean: Double? {
    let count = counts.reduce(0, +)
    return count > 0 ? sums.reduce(0, +) / Double(count) : nil
  }

  /// The mean of each stretch; nil where nothing happened.
  public var means: [Double?] { zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : nil } }
}

/// Pearson's correlation of two quantities over the stretches in which both happened; nil where one doesn't vary.
public func correlation(_ a: TimeSeries, _ b: TimeSeries) -> Double? {
  let pairs = zip(a.means, b.means).compactMap { x, y in x.flatMap { x in y.map { (x, $0) } } }
  let n = Double(pairs.count)
  guard n > 1 else { return nil }
  let meanX = pairs.reduce(0) { $0 + $1.0 } / n, meanY = pairs.reduce(0) { $0 + $1.1 } / n
  var xx = 0.0, yy = 0.0, xy = 0.0
  for (x, y) in pairs {
    xx += (x - meanX) * (x - meanX)
    yy += (y - meanY) * (y - meanY)
    xy += (x - meanX) * (y - meanY)
  }
  return xx > 1e-9 * meanX * meanX && yy > 0 ? xy / (xx * yy).squareRoot() : nil
}

/// How unequally a total is spread: 0 when all have the same, towards 1 when one has all (Gini 1912).
///
/// - Returns: nil when there is nothing to spread.
/// - Complexity: O(*n* log *n*)
public func giniCoefficient(_ amounts: [Int64]) -> Double? {
  let sorted = amounts.sorted()
  let total = sorted.reduce(0.0) { $0 + Double($1) }
  guard total > 0 else { return nil }
  let n = Double(sorted.count)
  let weighted = sorted.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * Double($1.element) }
  return (2 * weighted / (n * total)) - (n + 1) / n
}
