import Kernels
import Simulation

/// When nodes go away and come back: crashes, sessions, and the one cut of the network.
///
/// Drawn per node and occurrence, so that one node's misfortunes don't move another's.
struct Faults: Sendable {
  /// A crashed node is back after a minute on average.
  static let meanRepair = 60.0
  /// Sessions of peer-to-peer nodes are heavy-tailed: Weibull with shape 0.34…0.59 (Stutzbach & Rejaie 2006); a third
  /// of the nodes is a stable core that never leaves.
  static let sessionShape = 0.45
  static let meanSession = 1_800.0
  static let meanAbsence = 600.0
  static let stableCore = 1.0 / 3

  let configuration: Configuration
  let duration: Microseconds
  private let crashes: RandomStream
  private let sessions: RandomStream
  /// How often each node has crashed or left.
  private var occurrences: [UInt64]

  init(_ configuration: Configuration, duration: Microseconds) {
    self.configuration = configuration
    self.duration = duration
    crashes = RandomStream(seed: UInt64(configuration.seed), "crash")
    sessions = RandomStream(seed: UInt64(configuration.seed), "session")
    occurrences = Array(repeating: 0, count: Int(configuration.nodes))
  }

  /// Schedules what is known at the start.
  mutating func begin(_ queue: inout EventQueue<ColonyEvent>) {
    for node in 0..<Int(configuration.nodes) {
      if let wait = timeToCrash(node) { queue.schedule(ColonyEvent(.crash, node), at: wait) }
      if let wait = timeToLeave(node) { queue.schedule(ColonyEvent(.leave, node), at: wait) }
    }
    if configuration.partition > 0 {
      let length = Microseconds(Double(duration) * configuration.partition)
      let start = (duration - length) / 2
      queue.schedule(ColonyEvent(.cut, 0), at: start)
      queue.schedule(ColonyEvent(.heal, 0), at: start + length)
    }
  }

  /// Poisson crashes; nil where nodes don't crash.
  mutating func timeToCrash(_ node: Int) -> Microseconds? {
    guard configuration.crashesPerHour > 0 else { return nil }
    var random = draw(crashes, node)
    return .seconds(3_600 / configuration.crashesPerHour * random.exponential())
  }

  mutating func timeToRepair(_ node: Int) -> Microseconds {
    var random = draw(crashes, node)
    return max(1, .seconds(Self.meanRepair * random.exponential()))
  }

  /// Nil for the stable core, and where nobody leaves.
  mutating func timeToLeave(_ node: Int) -> Microseconds? {
    guard configuration.churn == "weibull" else { return nil }
    var core = sessions.lane(UInt64(node))
    guard core.uniform() >= Self.stableCore else { return nil }
    var random = draw(sessions, node)
    return max(1, .seconds(random.weibull(shape: Self.sessionShape, mean: Self.meanSession)))
  }

  mutating func timeToJoin(_ node: Int) -> Microseconds {
    var random = draw(sessions, node)
    return max(1, .seconds(Self.meanAbsence * random.exponential()))
  }

  /// Two halves, drawn from the seed.
  func sides() -> [Bool] {
    let stream = RandomStream(seed: UInt64(configuration.seed), "cut")
    return (0..<Int(configuration.nodes)).map { node in
      var random = stream.lane(UInt64(node))
      return random.uniform() < 0.5
    }
  }

  private mutating func draw(_ stream: RandomStream, _ node: Int) -> RandomStream {
    occurrences[node] += 1
    return stream.lane(UInt64(node) | occurrences[node] << 32)
  }
}

extension RandomStream {
  /// Weibull with the given mean: scale = mean / Γ(1 + 1/shape), Γ by Stirling's series.
  mutating func weibull(shape: Double, mean: Double) -> Double {
    mean / gammaFunction(1 + 1 / shape) * Reproducible.pow(exponential(), 1 / shape)
  }
}

/// Γ(x) for x ≥ 1 by Stirling's series after shifting to x ≥ 8 (relative error below 1e-10).
private func gammaFunction(_ x: Double) -> Double {
  var x = x, product = 1.0
  while x < 8 {
    product *= x
    x += 1
  }
  let series = 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1_260 * x * x * x * x * x)
  let logarithm = (x - 0.5) * Reproducible.log(x) - x + 0.918938533204672742 + series
  return Reproducible.exp(logarithm) / product
}
