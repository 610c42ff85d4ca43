public import Kernels
public import Policies

/// Ants that look for a short tour by the pheromone policy in force: an independent check of the same rules that route
/// tasks, on problems with known optima.
///
/// In each round every ant walks a tour, drawing its next city by trail and nearness, and may shorten it by local search; then
/// trails fade, and the tours that the policy elects are deposited with quality `best length / own length`. The limits of
/// trails, greed, marks left in passing and restarts are the policy's too. Dorigo & Stützle, "Ant colony optimization", 2004.
public final class AntColony {
  public struct Configuration: Sendable {
    /// Ants in a round; nil: as many as cities, at most 100, or 25 with local search.
    public var ants: Int?
    /// The nearest cities that ants and local search look at first, and that trails lie between.
    public var candidates: Int
    public var localSearch: LocalSearch

    public init(ants: Int? = nil, candidates: Int = 20, localSearch: LocalSearch = .none) {
      precondition(ants ?? 1 >= 1 && candidates >= 1)
      self.ants = ants
      self.candidates = candidates
      self.localSearch = localSearch
    }
  }

  /// A closed tour, cities from 0, and its length.
  public struct Tour: Sendable, Equatable {
    public var cities: [Int32]
    public var length: Int
  }

  /// Simulated time of a round, in µs: what trails fade by.
  public static let roundTime: Int64 = 1_000_000

  public let problem: TravellingSalesman
  public let rule: PheromoneRule
  public let ants: Int
  public let localSearch: LocalSearch
  /// The best tour so far, to begin with the one that always goes to the nearest city.
  public private(set) var best: Tour
  /// The round that found it; 0 for the first.
  public private(set) var bestRound = 0
  /// Rounds so far.
  public private(set) var rounds = 0
  /// Of the last round's tours; NaN before the first.
  public private(set) var meanLength = Double.nan
  /// Of the last round; `Int.max` before the first.
  public private(set) var shortestLength = Int.max
  /// Rounds in which trails began anew.
  public private(set) var restarts: [Int] = []
  /// The mean number of trails at a city that still attract, as of the last round in which the policy wanted to know.
  public private(set) var branching = Double.nan

  private let lists: CandidateLists
  private let trails: LinkTrails
  private let improver: TourImprover?
  private var random: RandomStream
  /// Whose limits and start are in force.
  private var heeded: any Policy
  private var start: Double
  /// The best since trails began, and when that was.
  private var recent: Tour
  private var recentRound = 0
  private var began = 0
  private var tours: [Tour]
  private var attraction: [Double]
  private let free: UnsafeMutablePointer<Double>
  private let sums: UnsafeMutablePointer<Double>

  /// - Parameter policy: of the kind `pheromone`; nil for the native MAX–MIN rule.
  /// - Precondition: at least three cities.
  /// - Complexity: O(*n*²) time, O(*n* · candidates) memory besides the distances.
  public init(
    _ problem: TravellingSalesman, _ configuration: Configuration = Configuration(), policy: (any Policy)? = nil, random: RandomStream
  ) {
    let n = problem.count
    precondition(n >= 3)
    self.problem = problem
    self.random = random
    localSearch = configuration.localSearch
    ants = configuration.ants ?? min(n, localSearch == .none ? 100 : 25)
    lists = CandidateLists(problem, width: configuration.candidates)
    improver = localSearch == .none || n < TourImprover.citiesMin ? nil : TourImprover(cities: n, width: lists.width)
    rule = PheromoneRule(random: random)
    if let policy { rule.slot.use(policy) }
    heeded = rule.slot.answering
    start = rule.begin(steps: n)
    trails = LinkTrails(rule, heuristics: Self.heuristics(problem, lists), start: start)
    attraction = [Double](repeating: 0, count: n * lists.width)
    tours = Array(repeating: Tour(cities: Array(repeating: 0, count: n), length: .max), count: ants)
    free = .allocate(capacity: n)
    sums = .allocate(capacity: lists.width)
    best = Tour(cities: Array(0..<Int32(n)), length: .max)
    recent = best
    // With nothing to attract it an ant goes to the nearest city
    withGround(greed: 0) { ground in
      var cities = best.cities
      let length = cities.withUnsafeMutableBufferPointer { walk(ground, from: 0, into: $0.baseAddress!, free, sums, &self.random.state) }
      best = Tour(cities: cities, length: length)
    }
  }

  deinit {
    free.deallocate()
    sums.deallocate()
  }

  /// Puts another policy in force from the next round on: trails stay, within its limits.
  public func use(_ policy: any Policy) { rule.slot.use(policy) }

  /// Searches on until a tour of `target` length is found or `limit` rounds have passed in all.
  public func run(rounds limit: Int, target: Int = 0) {
    while rounds < limit, best.length > target { step() }
  }

  /// One round: walk, shorten, fade, deposit.
  ///
  /// - Complexity: O(ants · *n* · candidates) without local search.
  public func step() {
    rounds += 1
    heed()
    enter()
    trails.weigh()
    spread()
    let greed = rule.greed(), hasVisits = rule.hasVisits
    for ant in 0..<ants {
      random.state.lane = UInt64(rounds) << 20 | UInt64(ant)
      random.state.draw = 0
      let first = random.below(problem.count)
      withGround(greed: greed) { ground in
        tours[ant].length = tours[ant].cities.withUnsafeMutableBufferPointer {
          walk(ground, from: first, into: $0.baseAddress!, free, sums, &random.state)
        }
      }
      if hasVisits {
        let path = links(of: tours[ant].cities)
        trails.visit(path)
        for link in path { spread(Int(link)) }
      }
    }
    shorten()
    judge()
    trails.fade(Self.roundTime)
    deposit()
    restartIfStuck()
  }

  /// Takes up the limits of a policy that has come into force, by choice or in another's stead.
  private func heed() {
    guard rule.slot.answering !== heeded else { return }
    heeded = rule.slot.answering
    start = rule.begin(steps: problem.count)
    trails.clamp()
  }

  private func enter() {
    rule.enter(round: rounds - began, of: Self.roundTime, ants: ants, stagnation: max(0, rounds - 1 - max(recentRound, began)))
  }

  private func shorten() {
    guard let improver else { return }
    for ant in 0..<ants {
      withGround(greed: 0) { ground in
        let ground = TourGround(cities: ground.cities, nearest: ground.nearest, distances: ground.distances)
        let gain = tours[ant].cities.withUnsafeMutableBufferPointer { improver.improve($0.baseAddress!, by: localSearch, ground) }
        tours[ant].length -= gain
      }
    }
  }

  private func judge() {
    var shortest = 0, total = 0
    for ant in 0..<ants {
      total += tours[ant].length
      if tours[ant].length < tours[shortest].length { shortest = ant }
    }
    (meanLength, shortestLength) = (Double(total) / Double(ants), tours[shortest].length)
    if shortestLength < recent.length { (recent, recentRound) = (tours[shortest], rounds) }
    if shortestLength < best.length { (best, bestRound) = (tours[shortest], rounds) }
    rule.enter(round: rounds - began, of: Self.roundTime, ants: ants, stagnation: rounds - recentRound)
  }

  private func deposit() {
    let (count, isBest) = rule.elect(ants: ants)
    if count > 0 {
      let order = count == 1 ? [tours.indices.min { tours[$0].length < tours[$1].length }!] : tours.indices.sorted { (tours[$0].length, $0) < (tours[$1].length, $1) }
      for (place, ant) in order.prefix(count).enumerated() { deposit(tours[ant], rank: place + 1) }
    }
    if isBest { deposit(recent, rank: 0) }
  }

  private func deposit(_ tour: Tour, rank: Int) {
    let quality = tour.length == best.length ? 1 : Double(best.length) / Double(tour.length)
    trails.deposit(links(of: tour.cities), quality: quality, rank: rank)
  }

  private func restartIfStuck() {
    guard rule.mayRestart else { return }
    branching = meanBranching()
    guard rule.restarts(branching: branching) else { return }
    trails.restart(at: start)
    restarts.append(rounds)
    recent.length = .max
    began = rounds
  }

  /// Trails at a city above its weakest by 5% of the way to its strongest, mean of all cities: Gambardella & Dorigo's λ-branching.
  private func meanBranching() -> Double {
    let width = lists.width
    var branches = 0
    for city in 0..<problem.count {
      var low = Double.infinity, high = 0.0
      for place in city * width..<(city + 1) * width {
        let strength = trails[Int(lists.links[place])]
        (low, high) = (min(low, strength), max(high, strength))
      }
      let threshold = low + 0.05 * (high - low)
      for place in city * width..<(city + 1) * width where trails[Int(lists.links[place])] >= threshold { branches += 1 }
    }
    return Double(branches) / Double(problem.count)
  }

  /// The links of a tour that trails lie on.
  private func links(of cities: [Int32]) -> [Int32] {
    var path: [Int32] = []
    path.reserveCapacity(cities.count)
    for place in cities.indices {
      let after = place + 1 == cities.count ? 0 : place + 1
      if let link = lists.link(Int(cities[place]), Int(cities[after])) { path.append(Int32(link)) }
    }
    return path
  }

  /// Lays the links' attraction beside the cities' lists, where ants read it in a row.
  private func spread() {
    let from = trails.attraction
    lists.links.withUnsafeBufferPointer { links in
      attraction.withUnsafeMutableBufferPointer { to in
        for place in links.indices { to[place] = from[Int(links[place])] }
      }
    }
  }

  private func spread(_ link: Int) {
    let (a, b) = lists.places[link]
    attraction[Int(a)] = trails.attraction[link]
    attraction[Int(b)] = trails.attraction[link]
  }

  private func withGround(greed: Double, _ body: (AntGround) -> Void) {
    lists.nearest.withUnsafeBufferPointer { nearest in
      attraction.withUnsafeBufferPointer { attraction in
        problem.distances.withUnsafeBufferPointer { distances in
          body(
            AntGround(
              cities: problem.count, width: lists.width, nearest: nearest.baseAddress!, attraction: attraction.baseAddress!,
              distances: distances.baseAddress!, greed: greed))
        }
      }
    }
  }

  /// Nearness of each link in units of the mean distance to the nearest city, so that no power of it runs out of range.
  private static func heuristics(_ problem: TravellingSalesman, _ lists: CandidateLists) -> [Double] {
    let n = problem.count
    let total = (0..<n).reduce(0) { $0 + problem.distance($1, Int(lists.nearest[$1 * lists.width])) }
    let unit = max(0.1, Double(total) / Double(n))
    return lists.places.map { place, _ in
      let distance = problem.distance(Int(place) / lists.width, Int(lists.nearest[Int(place)]))
      return min(1e9, unit / max(0.1, Double(distance)))
    }
  }
}
