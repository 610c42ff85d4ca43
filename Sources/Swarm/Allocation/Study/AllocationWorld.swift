import Kernels

/// How fast and how reliable nodes truly are at each kind of task, and how that changes.
///
/// ln(service time in µs) of a node at a type is Normal(mean, `noise`²), the means Normal(10, `spread`²) around 22 ms; the
/// chance of success is uniform in 1 − `failures` … 1; round trips are uniform in 0 … 40 ms. A task comes every second.
struct AllocationWorld {
  let nodes: Int
  let types: Int
  let noise: Double
  private let drift: AllocationDrift
  private let stream: RandomStream
  /// Means of ln(service time in µs), `nodes` a type.
  private var means: [Double]
  private var successes: [Double]
  /// In µs, `nodes` a submitter.
  private let roundTrips: [Int64]

  init(_ configuration: AllocationStudy.Configuration) {
    (nodes, types, noise, drift) = (configuration.nodes, configuration.types, configuration.noise, configuration.drift)
    let stream = RandomStream(seed: configuration.seed, "allocation", "world")
    var speeds = stream.lane(0), chances = stream.lane(1), distances = stream.lane(2)
    means = (0..<nodes * types).map { _ in 10 + configuration.spread * speeds.normal() }
    successes = (0..<nodes * types).map { _ in 1 - configuration.failures * chances.uniform() }
    roundTrips = (0..<nodes * configuration.submitters).map { _ in Int64(distances.uniform() * 40_000) }
    self.stream = RandomStream(seed: configuration.seed, "allocation", "drift")
  }

  func roundTrip(_ submitter: Int, _ node: Int) -> Int64 { roundTrips[submitter * nodes + node] }

  /// The expected time to a success, in µs, of the median service: what a rule that knew the truth would weigh.
  func cost(_ type: Int, _ submitter: Int, _ node: Int) -> Double {
    let place = type * nodes + node
    return (Reproducible.exp(means[place]) + Double(roundTrip(submitter, node))) / max(successes[place], 1e-9)
  }

  /// What becomes of a task; its chances are its own, whoever gets it, so that rules are compared on the same luck.
  ///
  /// - Returns: the service time in µs, nil for a failure.
  func outcome(_ type: Int, _ node: Int, _ random: inout RandomStream) -> Int64? {
    let latency = Reproducible.exp(means[type * nodes + node] + noise * random.normal())
    return random.uniform() < successes[type * nodes + node] ? Int64(latency) : nil
  }

  /// Lets the world change before a task comes.
  mutating func advance(to task: Int) {
    switch drift {
    case .none: break
    case .swap(let tasks):
      if tasks.contains(task) { for type in 0..<types { reverse(type) } }
    case .walk(let step):
      guard task > 0, task.isMultiple(of: AllocationDrift.walkPeriod) else { return }
      var random = stream.lane(UInt64(task))
      for place in means.indices { means[place] += step * random.normal() }
    }
  }

  /// The fastest node becomes the slowest, the second fastest the second slowest, and so on.
  private mutating func reverse(_ type: Int) {
    let order = (type * nodes..<(type + 1) * nodes).sorted { (means[$0], $0) < (means[$1], $1) }
    let old = means
    for (rank, place) in order.enumerated() { means[place] = old[order[nodes - 1 - rank]] }
  }
}

/// How the world of an allocation study changes.
public enum AllocationDrift: Sendable, Equatable {
  case none
  /// Before each of these tasks, counted from 0, the ranking of the nodes turns round.
  case swap([Int])
  /// Every `walkPeriod` tasks each mean log service time takes a normal step of that standard deviation.
  case walk(Double)

  static let walkPeriod = 100
}
