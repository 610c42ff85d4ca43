/// How a finished tour is shortened.
public enum LocalSearch: String, Sendable, CaseIterable {
  case none
  /// Two links exchanged, until no exchange shortens the tour (Croes 1958).
  case twoOpt = "2opt"
  /// Two or three, segment insertion (Or 1976) among them (Lin 1965).
  case threeOpt = "3opt"
}

/// Shortens tours by exchanges along short links: a first new link joins a city to one of its nearest and is shorter than the
/// link it replaces, and what is gained so far stays above zero. Cities around which nothing was found are left alone until
/// a link of theirs changes ("don't look bits"). Bentley, "Fast algorithms for geometric traveling salesman problems", 1992.
final class TourImprover {
  /// Fewer have no three links that don't all touch.
  static let citiesMin = 5

  let n: Int
  let width: Int
  let order: TourOrder
  /// Cities to look at, as a ring, and whether each is in it.
  private let queue: UnsafeMutablePointer<Int32>
  private let isQueued: UnsafeMutablePointer<Bool>
  private var head = 0, queued = 0

  /// - Precondition: at least `citiesMin`.
  init(cities: Int, width: Int) {
    precondition(cities >= Self.citiesMin)
    n = cities
    self.width = width
    order = TourOrder(count: cities, cities: .allocate(capacity: cities), places: .allocate(capacity: cities))
    queue = .allocate(capacity: cities)
    isQueued = .allocate(capacity: cities)
    isQueued.initialize(repeating: false, count: cities)
  }

  deinit {
    order.cities.deallocate()
    order.places.deallocate()
    queue.deallocate()
    isQueued.deallocate()
  }

  /// Shortens a tour in place.
  ///
  /// - Returns: by how much, ≥ 0.
  func improve(_ tour: UnsafeMutablePointer<Int32>, by search: LocalSearch, _ ground: TourGround) -> Int {
    guard search != .none else { return 0 }
    order.load(tour)
    for place in 0..<n { enqueue(Int(tour[place])) }
    var gained = 0
    while let city = dequeue() {
      while true {
        let gain = search == .twoOpt ? exchangeTwo(at: city, ground) : exchangeThree(at: city, ground)
        guard gain > 0 else { break }
        gained += gain
      }
    }
    tour.update(from: order.cities, count: n)
    return gained
  }

  /// - Returns: what the first exchange found gained; 0 where none does.
  private func exchangeTwo(at a: Int, _ ground: TourGround) -> Int {
    for isForward in [true, false] {
      let b = isForward ? order.next(a) : order.previous(a)
      let old = ground.distance(a, b)
      for k in 0..<width {
        let c = Int(ground.nearest[a * width + k])
        let gain = old - ground.distance(a, c)
        if gain <= 0 { break }
        let d = isForward ? order.next(c) : order.previous(c)
        let whole = gain + ground.distance(c, d) - ground.distance(b, d)
        guard whole > 0 else { continue }
        if isForward { order.reverse(from: b, to: c) } else { order.reverse(from: a, to: d) }
        for city in [a, b, c, d] { enqueue(city) }
        return whole
      }
    }
    return 0
  }

  func enqueue(_ city: Int) {
    guard !isQueued[city] else { return }
    isQueued[city] = true
    let place = head + queued
    queue[place < n ? place : place - n] = Int32(city)
    queued += 1
  }

  private func dequeue() -> Int? {
    guard queued > 0 else { return nil }
    let city = Int(queue[head])
    head = head + 1 == n ? 0 : head + 1
    queued -= 1
    isQueued[city] = false
    return city
  }
}

/// What local search sees: pointers that live as long as it runs.
struct TourGround {
  let cities: Int
  /// City by city, the nearest others in order.
  let nearest: UnsafePointer<Int32>
  /// Row by row.
  let distances: UnsafePointer<Int32>

  func distance(_ a: Int, _ b: Int) -> Int { Int(distances[a * cities + b]) }
}
