import Kernels
import Swarm
import Testing

@Suite struct LocalSearchTests {
  /// Cities in a square, on a coarse grid every third time, so that distances tie and cities coincide.
  private static func scene(_ seed: UInt64, cities: Int) -> (TravellingSalesman, [Int32], RandomStream) {
    var random = RandomStream(seed: seed, "test", "cities")
    let points = (0..<cities).map { _ in
      seed % 3 == 0 ? (Double(random.below(5)) * 10, Double(random.below(5)) * 10) : (1_000 * random.uniform(), 1_000 * random.uniform())
    }
    var tour = Array(0..<Int32(cities))
    tour.shuffle(using: &random)
    return (TravellingSalesman(name: "random", points: points), tour, random)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `local search gives a tour of every city, and never a longer one`(seed: UInt64) {
    var (problem, tour, random) = Self.scene(seed, cities: 3 + Int(seed))
    let candidates = 1 + random.below(12)
    for search in LocalSearch.allCases {
      let shorter = problem.shortened(tour, by: search, candidates: candidates)
      #expect(isPermutation(shorter), "\(search)")
      #expect(problem.length(of: shorter) <= problem.length(of: tour), "\(search)")
    }
  }

  /// A city is looked at again only when a link of its own has changed, so now and then an exchange is left.
  @Test func `with every city a candidate, hardly a tour is left that an exchange of two links would shorten`() {
    var left = 0
    for seed in 0..<100 as Range<UInt64> {
      let (problem, start, _) = Self.scene(seed, cities: 20)
      for search in [LocalSearch.twoOpt, .threeOpt] {
        if Self.hasShorterExchange(problem, problem.shortened(start, by: search, candidates: 19)) { left += 1 }
      }
    }
    #expect(left <= 10, "\(left) of 200")
  }

  /// The move that 2-opt can't make: a piece of the tour goes elsewhere.
  @Test func `with every city a candidate, hardly a tour is left by 3-opt that moving a piece would shorten`() {
    var left = (two: 0, three: 0)
    for seed in 0..<40 as Range<UInt64> {
      let (problem, start, _) = Self.scene(seed, cities: 16)
      if Self.hasShorterMove(problem, problem.shortened(start, by: .twoOpt, candidates: 15)) { left.two += 1 }
      if Self.hasShorterMove(problem, problem.shortened(start, by: .threeOpt, candidates: 15)) { left.three += 1 }
    }
    #expect(left.three <= 2 && left.two >= 10, "\(left) of 40")
  }

  private static func hasShorterExchange(_ problem: TravellingSalesman, _ tour: [Int32]) -> Bool {
    let tour = tour.map { Int($0) }, n = tour.count
    return (0..<n - 2).contains { i in
      (i + 2..<n).contains { j in
        let (a, b, c, d) = (tour[i], tour[i + 1], tour[j], tour[(j + 1) % n])
        return problem.distance(a, c) + problem.distance(b, d) < problem.distance(a, b) + problem.distance(c, d)
      }
    }
  }

  private static func hasShorterMove(_ problem: TravellingSalesman, _ tour: [Int32]) -> Bool {
    let length = problem.length(of: tour), n = tour.count
    return (0..<n).contains { first in
      let turned = Array(tour[first...] + tour[..<first])
      return (1..<n - 2).contains { size in
        let piece = Array(turned[..<size]), rest = turned[size...]
        return (1..<rest.count).contains { place in
          [piece, piece.reversed()].contains { problem.length(of: Array(rest.prefix(place) + $0 + rest.dropFirst(place))) < length }
        }
      }
    }
  }

  /// Dynamic programming over all subsets of cities (Held & Karp 1962).
  private func heldKarp(_ problem: TravellingSalesman) -> Int {
    let n = problem.count - 1
    var best = [Int](repeating: .max, count: n << n)
    for city in 0..<n { best[city << n | 1 << city] = problem.distance(n, city) }
    for subset in 1..<1 << n {
      for last in 0..<n where subset >> last & 1 == 1 && best[last << n | subset] < .max {
        for next in 0..<n where subset >> next & 1 == 0 {
          let place = next << n | subset | 1 << next
          best[place] = min(best[place], best[last << n | subset] + problem.distance(last, next))
        }
      }
    }
    return (0..<n).map { best[$0 << n | (1 << n - 1)] + problem.distance($0, n) }.min()!
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `ants agree with enumeration on up to 11 cities`(seed: UInt64) {
    let (problem, _, random) = Self.scene(seed, cities: 3 + Int(seed) % 9)
    let optimum = heldKarp(problem)
    for search in LocalSearch.allCases {
      let colony = AntColony(problem, .init(localSearch: search), random: random)
      colony.run(rounds: 300, target: optimum)
      #expect(colony.best.length == optimum, "\(problem.count) cities, \(search)")
    }
  }
}
