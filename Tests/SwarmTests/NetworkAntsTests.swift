import Kernels
import Policies
import Swarm
import Testing
import Topology

@Suite struct NetworkAntsTests {
  private static let second: Int64 = 1_000_000

  /// Two ways from 0 to 1: over 2, and over 3, which takes `ratio` times as long.
  private static func bridge(ratio: Int64) -> TrailNetwork {
    TrailNetwork(
      nodeCount: 4,
      links: [(0, 2, 5), (2, 1, 5), (0, 3, 5 * ratio), (3, 1, 5 * ratio)].map { TrailNetwork.Link($0.0, $0.1, time: $0.2 * second) })
  }

  /// The share of the last ways there that are a shortest one.
  private static func onShortest(_ ants: NetworkAnts) -> Double {
    let least = ants.network.times(from: ants.configuration.from, closed: ants.closed)[ants.configuration.to]!
    return Double(ants.trips.count { $0.time == least }) / Double(max(1, ants.trips.count))
  }

  @Test func `ants take the shorter of two branches, and either of equal ones`() {
    var short = 0, left = 0
    for seed in 0..<20 as Range<UInt64> {
      let unequal = NetworkAnts(Self.bridge(ratio: 2), .init(from: 0, to: 1, ants: 40), random: RandomStream(seed: seed, "test"))
      unequal.run(1_800 * Self.second)
      if Self.onShortest(unequal) >= 0.8 { short += 1 }
      let equal = NetworkAnts(Self.bridge(ratio: 1), .init(from: 0, to: 1, ants: 40), random: RandomStream(seed: seed, "test"))
      equal.run(600 * Self.second)
      if equal.crossings[0] > equal.crossings[2] { left += 1 }
    }
    #expect(short >= 19, "\(short) of 20")
    #expect((4...16).contains(left), "\(left) of 20")
  }

  /// Small random networks with random times: the strongest trails end on a way nearly as short as Dijkstra's.
  @Test func `trails lead along a shortest way`() {
    var shortest = 0, near = 0
    for seed in 0..<20 as Range<UInt64> {
      var random = RandomStream(seed: seed, "test", "network")
      let graph = Graph.regular(12, degree: 4, random: &random)
      let links = (0..<12).flatMap { a in graph[a].filter { Int($0) > a }.map { TrailNetwork.Link(a, Int($0), time: (1 + Int64(random.below(9))) * Self.second) } }
      let network = TrailNetwork(nodeCount: 12, links: links)
      let ants = NetworkAnts(network, .init(from: 0, to: 11, ants: 40), random: random)
      ants.run(3_600 * Self.second)
      guard let way = ants.strongestWay() else { continue }
      let time = way.reduce(0) { $0 + links[$1].time }, least = network.times(from: 0)[11]!
      if time == least { shortest += 1 }
      if Double(time) <= 1.15 * Double(least) { near += 1 }
    }
    #expect(shortest >= 14 && near >= 17, "\(shortest) and \(near) of 20")
  }

  @Test func `when the short branch is closed they leave it, and come back once it is open`() {
    var left: [Int] = [], back = 0
    for seed in 0..<10 as Range<UInt64> {
      let ants = NetworkAnts(Self.bridge(ratio: 2), .init(from: 0, to: 1, ants: 40, exploration: 0.05), random: RandomStream(seed: seed, "test"))
      ants.run(1_800 * Self.second)
      ants.set(1, isClosed: true)
      let trips = ants.tripCount
      ants.run(1_800 * Self.second)
      // 40 ants, 40 s there and back over the long branch: no more than 1,800 trips
      left.append(ants.tripCount - trips)
      #expect(ants.strength(0) < ants.strength(2), "seed \(seed): \((0..<4).map { ants.strength($0) }) after \(left.last!) trips, \(ants.lossCount) losses")
      ants.set(1, isClosed: false)
      ants.run(7_200 * Self.second)
      if Self.onShortest(ants) >= 0.8 { back += 1 }
    }
    #expect(left.allSatisfy { $0 >= 1_440 }, "trips: \(left)")
    #expect(back >= 8, "\(back) of 10")
  }

  @Test func `with exploration 1 trails don't matter`() {
    let ants = NetworkAnts(Self.bridge(ratio: 2), .init(from: 0, to: 1, ants: 40, exploration: 1), random: RandomStream(seed: 1, "test"))
    ants.run(6_000 * Self.second)
    let share = Double(ants.trips.count { $0.way.first == 0 }) / Double(ants.trips.count)
    #expect(abs(share - 0.5) < 0.15, "\(share)")
  }

  @Test func `the same seed walks the same ways, in one piece or many`() {
    func run(_ seed: UInt64, pieces: Int64) -> ([Int], [Double]) {
      let ants = NetworkAnts(Self.bridge(ratio: 2), .init(from: 0, to: 1), random: RandomStream(seed: seed, "test"))
      for _ in 0..<pieces { ants.run(1_200 / pieces * Self.second) }
      return (ants.crossings, (0..<4).map { ants.strength($0) })
    }
    #expect(run(1, pieces: 1) == run(1, pieces: 12))
    #expect(run(1, pieces: 1) != run(2, pieces: 1))
  }

  /// Time for a trail is time, however often somebody looks; no link, no way and a cut network are no trouble.
  @Test(arguments: 0..<30 as Range<UInt64>)
  func `whatever is closed, ants stay on the network and trails within their limits`(seed: UInt64) {
    var random = RandomStream(seed: seed, "test", "network")
    let graph = Graph.regular(10, degree: 3, random: &random)
    let laying: NetworkAnts.Laying = seed % 2 == 0 ? .always : .returning
    let ants = NetworkAnts(TrailNetwork(graph, time: Self.second), .init(from: 0, to: 9, ants: 10, interval: 0, laying: laying), random: random)
    for _ in 0..<20 {
      ants.set(random.below(15), isClosed: random.below(2) == 0)
      ants.run(20 * Self.second)
      for link in 0..<15 { #expect((ants.rule.tauMin...ants.rule.tauMax).contains(ants.strength(link))) }
      for trip in ants.trips {
        var node = 0, seen: Set = [0]
        for link in trip.way {
          node = ants.network.links[link].end(from: node)
          #expect(seen.insert(node).inserted)
        }
        #expect(node == 9)
      }
    }
    #expect(ants.rule.slot.faults.isEmpty)
  }
}
