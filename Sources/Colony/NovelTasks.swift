import Simulation

/// How the requests fared that were of a kind the network had not seen in the first half of the run.
public struct NovelTasks: Sendable {
  public var total = 0
  /// Answered and paid, of which the answer was right; and those that came too late or never.
  public var completed = 0, right = 0, late = 0
  /// From arrival to result at the requester, of completed ones, µs.
  public var latencies: [Microseconds] = []
  /// Σ value of right answers − Σ cost of the work done, µrUv.
  public var welfare: Int64 = 0

  /// Mean latency of completed ones in µs, nil where there are none.
  public var meanLatency: Double? {
    latencies.isEmpty ? nil : latencies.reduce(0.0) { $0 + Double($1) } / Double(latencies.count)
  }
}
