import Kernels
import Simulation

/// The population, one array a property.
struct Nodes: Sendable {
  /// Of a flaky node's jobs, silently.
  static let flakyDropRatio = 0.75

  /// Compute units a second. Log-normal, σ = 0.5, scaled to the configured load.
  var speed: [Double]
  /// µrUv a unit costs the node to compute. Log-normal, σ = 0.35, around 5,000.
  var costPerUnit: [Double]
  /// Bytes for the model and its adapters. Log-uniform.
  var memory: [Int64]
  /// Whether it drops most of its jobs.
  var isFlaky: [Bool]
  /// Whether one owner runs it together with others.
  var isRing: [Bool]
  let hasRing: Bool
  var isOnline: [Bool]
  /// Raised whenever the node goes away: what ran before is lost.
  var session: [Int32]
  /// When everything accepted so far will be done.
  var busyUntil: [Microseconds]
  /// Time spent computing.
  var busyTime: [Microseconds]
  var bids: [Int64]
  var wins: [Int64]
  /// µrUv paid to the node for its work, by the time it was paid.
  var income: [Int64]
  /// µrUv the node paid for its requests, fees included.
  var spending: [Int64]
  /// µrUv its work has cost it, and bonds it has lost.
  var spent: [Int64]
  var lastClearing: [Int64]

  var count: Int { speed.count }

  init(_ configuration: Configuration, totalUnits: Int64, duration: Microseconds) {
    let count = Int(configuration.nodes)
    let stream = RandomStream(seed: UInt64(configuration.seed), "node")
    speed = []
    costPerUnit = []
    memory = []
    isFlaky = []
    for node in 0..<count {
      var random = stream.lane(UInt64(node))
      speed.append(Reproducible.exp(0.5 * random.normal()))
      costPerUnit.append(5_000 * Reproducible.exp(0.35 * random.normal()))
      memory.append(Int64(96_000 * Reproducible.exp(random.uniform() * 2.4)))
      isFlaky.append(random.uniform() < configuration.flaky)
    }
    // load = work a second / Σ speed
    let demand = Double(totalUnits) / max(duration.inSeconds, 1)
    let scale = demand / configuration.load / speed.reduce(0, +)
    for node in 0..<count { speed[node] *= scale }
    hasRing = configuration.ring > 0
    let rings = RandomStream(seed: UInt64(configuration.seed), "ring")
    isRing = (0..<count).map { node in
      var random = rings.lane(UInt64(node))
      return configuration.ring > 0 && random.uniform() < configuration.ring
    }
    isOnline = Array(repeating: true, count: count)
    session = Array(repeating: 0, count: count)
    busyUntil = Array(repeating: 0, count: count)
    busyTime = Array(repeating: 0, count: count)
    bids = Array(repeating: 0, count: count)
    wins = Array(repeating: 0, count: count)
    income = Array(repeating: 0, count: count)
    spending = Array(repeating: 0, count: count)
    spent = Array(repeating: 0, count: count)
    lastClearing = Array(repeating: 0, count: count)
  }

  var medianSpeed: Double { speed.sorted()[count / 2] }

  /// How long the node computes `units` of work with a model that takes `factor` of the full one's time.
  func serviceTime(_ node: Int, units: Int64, factor: Double) -> Microseconds {
    max(1, .seconds(Double(units) / speed[node] * factor))
  }

  /// Work already accepted, as time from `now`.
  func queue(_ node: Int, at now: Microseconds) -> Microseconds { max(0, busyUntil[node] - now) }
}
