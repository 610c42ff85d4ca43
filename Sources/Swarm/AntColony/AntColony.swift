public import Kernels

/// Ants that look for a short tour by the pheromone policy in force: an independent check of the same rules that route
/// tasks, on problems with known optima.
///
/// Each iteration every trail fades, every ant walks a tour in which the next city is drawn by trail and nearness, and the
/// iteration's best tour (every fifth time the best so far) is deposited with quality `best length / its length`. After a
/// long time without improvement the trails start afresh. No local search. Limits of the trails after Stützle & Hoos,
/// "MAX–MIN ant system", FGCS 16, 2000.
public final class AntColony {
  public struct Configuration: Sendable {
    /// Ants an iteration; nil: as many as cities, at most 50.
    public var ants: Int?
    /// The nearest cities an ant draws from before it looks at all.
    public var candidates: Int
    /// Simulated time one iteration takes, in µs: how much trails fade in it.
    public var iterationTime: Int64
    /// Iterations without improvement before trails start afresh.
    public var patience: Int

    public init(ants: Int? = nil, candidates: Int = 15, iterationTime: Int64 = 30_000_000, patience: Int = 200) {
      precondition(ants ?? 1 >= 1 && candidates >= 1 && iterationTime >= 1 && patience >= 1)
      self.ants = ants
      self.candidates = candidates
      self.iterationTime = iterationTime
      self.patience = patience
    }
  }

  public let problem: TravellingSalesman
  public let rule: PheromoneRule
  /// The best tour so far, cities from 0, and its length.
  public private(set) var tour: [Int32] = []
  public private(set) var length = Int.max
  public private(set) var iterations = 0
  private let configuration: Configuration
  private let ants: Int
  private var random: RandomStream
  private var lastImprovement = 0

  // Of all ordered pairs of cities, row by row
  private var trails: [Double]
  private var scratch: [Double]
  private var weights: [Double]
  private let heuristics: [Double]
  /// Of each city, the nearest others in order.
  private let nearest: [Int32]
  private let candidates: Int

  /// - Parameter policy: put in force over the native MAX–MIN rule by `rule.slot.use`.
  /// - Precondition: at least three cities.
  public init(_ problem: TravellingSalesman, _ configuration: Configuration = Configuration(), random: RandomStream) {
    let n = problem.count
    precondition(n >= 3)
    self.problem = problem
    self.configuration = configuration
    self.random = random
    ants = configuration.ants ?? min(n, 50)
    candidates = min(configuration.candidates, n - 1)
    // The weakest trail with which the best tour is still built with probability 0.05 once all others have faded
    let root = Reproducible.pow(0.05, 1 / Double(n))
    rule = PheromoneRule(tauMin: min(0.5, (1 - root) / (max(1, Double(n) / 2 - 1) * root)), tauMax: 1, random: random)
    trails = [Double](repeating: rule.tauMax, count: n * n)
    scratch = [Double](repeating: 0, count: n * n)
    weights = [Double](repeating: 0, count: n * n)
    heuristics = problem.distances.map { 1 / max(0.1, Double($0)) }
    var nearest: [Int32] = []
    for city in 0..<n {
      let others = (0..<n).filter { $0 != city }.sorted { (problem.distance(city, $0), $0) < (problem.distance(city, $1), $1) }
      nearest += others.prefix(candidates).map(Int32.init)
    }
    self.nearest = nearest
  }

  /// Searches on until a tour of `target` length is found or `iterations` have passed in all.
  public func run(iterations limit: Int, target: Int = 0) {
    while iterations < limit, length > target { step() }
  }

  /// One iteration: fade, walk, deposit.
  ///
  /// - Complexity: O(*n*² + ants · *n* · candidates)
  public func step() {
    iterations += 1
    evaporateAndWeigh()
    var shortest: (length: Int, tour: [Int32]) = (.max, [])
    for ant in 0..<ants {
      random.state.lane = UInt64(iterations) << 20 | UInt64(ant)
      random.state.draw = 0
      let tour = walk()
      let length = problem.length(of: tour)
      if length < shortest.length { shortest = (length, tour) }
    }
    if shortest.length < length {
      (length, tour) = shortest
      lastImprovement = iterations
    }
    if iterations - lastImprovement >= configuration.patience {
      trails = [Double](repeating: rule.tauMax, count: trails.count)
      lastImprovement = iterations
    }
    deposit(iterations % 5 == 0 ? tour : shortest.tour)
  }

  private func evaporateAndWeigh() {
    trails.withUnsafeBufferPointer { trails in
      scratch.withUnsafeMutableBufferPointer { rule.evaporate(trails, elapsed: configuration.iterationTime, into: $0) }
    }
    swap(&trails, &scratch)
    trails.withUnsafeBufferPointer { trails in
      heuristics.withUnsafeBufferPointer { heuristics in
        weights.withUnsafeMutableBufferPointer { rule.weigh(trails, heuristics, into: $0) }
      }
    }
  }

  /// A tour from a random city; each next one drawn by weight.
  private func walk() -> [Int32] {
    let n = problem.count
    var tour = [Int32](repeating: 0, count: n)
    var isVisited = [Bool](repeating: false, count: n)
    var city = random.below(n)
    tour[0] = Int32(city)
    isVisited[city] = true
    weights.withUnsafeBufferPointer { weights in
      nearest.withUnsafeBufferPointer { nearest in
        for place in 1..<n {
          city = next(from: city, isVisited, weights, nearest)
          tour[place] = Int32(city)
          isVisited[city] = true
        }
      }
    }
    return tour
  }

  private func next(
    from city: Int, _ isVisited: [Bool], _ weights: UnsafeBufferPointer<Double>, _ nearest: UnsafeBufferPointer<Int32>
  ) -> Int {
    let n = problem.count, row = city * n, list = city * candidates
    var total = 0.0
    for k in 0..<candidates {
      let other = Int(nearest[list + k])
      if !isVisited[other] { total += weights[row + other] }
    }
    if total > 0 {
      var left = random.uniform() * total
      var last = -1
      for k in 0..<candidates {
        let other = Int(nearest[list + k])
        guard !isVisited[other] else { continue }
        last = other
        left -= weights[row + other]
        if left < 0 { break }
      }
      return last
    }
    var best = -1
    for other in 0..<n where !isVisited[other] && (best < 0 || weights[row + other] > weights[row + best]) { best = other }
    return best
  }

  private func deposit(_ tour: [Int32]) {
    let n = problem.count
    let quality = Double(length) / Double(problem.length(of: tour))
    let places = tour.indices.map { Int(tour[$0]) * n + Int(tour[($0 + 1) % n]) }
    let before = places.map { trails[$0] }
    var after = before
    before.withUnsafeBufferPointer { before in
      after.withUnsafeMutableBufferPointer { rule.deposit(before, quality: quality, best: 1, into: $0) }
    }
    for (place, strength) in zip(places, after) {
      trails[place] = strength
      trails[place % n * n + place / n] = strength
    }
  }
}
