import Kernels
import Simulation

/// The tasks of a run: real arrival times and sizes, real utterances, and who submits what.
///
/// A submitter cares about few domains (Dirichlet), so what a node and its neighbours see is not what the network sees.
struct Workload: Sendable {
  /// Compute units of a request. One unit is the work of 100 context tokens; a generated token costs as much as ten of
  /// them, since decoding reads all weights for each (an assumption, stated in the report).
  static func units(contextTokens: Int64, generatedTokens: Int64) -> Int64 {
    max(1, (contextTokens + 10 * generatedTokens + 99) / 100)
  }

  /// µrUv a compute unit's answer is worth to the median requester.
  static let medianValuePerUnit = 16_000.0

  var tasks: [Task] = []
  var totalUnits: Int64 = 0
  /// From the first arrival to the last.
  var duration: Microseconds { tasks.last?.arrival ?? 0 }

  /// - Parameters:
  ///   - domains: the stream's rows of each domain.
  ///   - outOfScope: the stream's rows outside every domain.
  init(
    arrivals: [(time: Microseconds, contextTokens: Int64, generatedTokens: Int64)], domains: [[Int32]],
    outOfScope: [Int32], _ configuration: Configuration
  ) {
    let seed = UInt64(configuration.seed)
    let nodes = Int(configuration.nodes)
    var decks = domains.enumerated().map { Deck($1, random: RandomStream(seed: seed, "deck", lane: UInt64($0))) }
    var strangers = Deck(outOfScope, random: RandomStream(seed: seed, "deck", lane: .max))
    var mixtures = [[Double]?](repeating: nil, count: nodes)
    let mixture = RandomStream(seed: seed, "domains"), draws = RandomStream(seed: seed, "task")
    let novel = Self.novelDomains(Int(configuration.unseen), of: domains.count, RandomStream(seed: seed, "unseen"))
    let halfTime = (arrivals.last?.time ?? 0) / 2
    tasks.reserveCapacity(arrivals.count)

    for (index, arrival) in arrivals.enumerated() {
      var random = draws.lane(UInt64(index))
      let submitter = random.below(nodes)
      let cumulative = mixtures[submitter] ?? Self.cumulativeDirichlet(
        domains.count, configuration.domainConcentration, mixture.lane(UInt64(submitter)))
      mixtures[submitter] = cumulative
      let isStranger = random.uniform() < configuration.outOfScope && !outOfScope.isEmpty
      let point = random.uniform()
      var domain = cumulative.firstIndex { point < $0 } ?? domains.count - 1
      while novel[domain], arrival.time < halfTime { domain = random.below(domains.count) }
      let (row, isRepeat) = isStranger ? strangers.draw() : decks[domain].draw()
      let units = Self.units(contextTokens: arrival.contextTokens, generatedTokens: arrival.generatedTokens)
      let value = Self.medianValuePerUnit * Reproducible.exp(0.3 * random.normal())
      tasks.append(
        Task(
          submitter: Int32(submitter), row: row, isRepeat: isRepeat, isNovel: !isStranger && novel[domain], units: units,
          value: Int64((value * Double(units)).rounded()), arrival: arrival.time, deadline: 0))
      totalUnits += units
    }
  }

  /// Sets every deadline: ample for a node of median speed that is not overloaded.
  mutating func setDeadlines(medianUnitsPerSecond speed: Double) {
    for i in tasks.indices {
      tasks[i].deadline = tasks[i].arrival + .seconds(5 + 4 * Double(tasks[i].units) / speed)
    }
  }

  /// Which domains come only in the second half.
  private static func novelDomains(_ count: Int, of all: Int, _ stream: RandomStream) -> [Bool] {
    var stream = stream
    let order = Array(0..<all).shuffled(using: &stream)
    var isNovel = Array(repeating: false, count: all)
    for domain in order.prefix(min(count, all - 1)) { isNovel[domain] = true }
    return isNovel
  }

  /// Cumulative probabilities of one draw from Dirichlet(α, …, α).
  private static func cumulativeDirichlet(_ count: Int, _ alpha: Double, _ stream: RandomStream) -> [Double] {
    var stream = stream
    let parts = (0..<count).map { _ in max(stream.gamma(shape: alpha), .leastNormalMagnitude) }
    let sum = parts.reduce(0, +)
    var total = 0.0
    return parts.map {
      total += $0 / sum
      return total
    }
  }
}

/// Rows in random order, dealt without replacement and reshuffled when they run out.
private struct Deck {
  private var rows: [Int32]
  private var random: RandomStream
  private var position = 0
  private var isSecondDeal = false

  init(_ rows: [Int32], random: RandomStream) {
    self.rows = rows
    self.random = random
    self.rows.shuffle(using: &self.random)
  }

  mutating func draw() -> (row: Int32, isRepeat: Bool) {
    if position == rows.count {
      rows.shuffle(using: &random)
      position = 0
      isSecondDeal = true
    }
    defer { position += 1 }
    return (rows[position], isSecondDeal)
  }
}
