public import Kernels
public import Policies

/// Ants that go back and forth between two nodes of a network and find a short way by nothing but the trails they leave: the
/// pheromone policy in force decides what a trail is worth, as it does for tasks.
///
/// Time is continuous: a shorter way is reinforced sooner and more often, which is half of how real ants find it (Goss, Aron,
/// Deneubourg & Pasteels, "Self-organized shortcuts in the Argentine ant", Naturwissenschaften 76, 1989).
public final class NetworkAnts {
  /// When ants lay trails.
  public enum Laying: String, Sendable, CaseIterable {
    /// On every link they cross, there and back, choosing anew on the way back: as ants do. Every crossing counts as quality 1.
    case always
    /// On the way back alone, over the way they came without its loops, by how short it was: quality is the least time any ant
    /// took over its own (Dorigo & Stützle, "Ant colony optimization", 2004, section 1.2: simple ACO).
    case returning
  }

  public struct Configuration: Sendable {
    public var from: Int
    public var to: Int
    public var ants: Int
    /// Between the departures of two ants, in µs.
    public var interval: Int64
    public var laying: Laying
    /// Chance that an ant chooses among the links at random, whatever their trails: ε.
    public var exploration: Double

    /// - Precondition: `from` ≠ `to`, at least one ant, `interval` ≥ 0, `exploration` 0…1.
    public init(from: Int, to: Int, ants: Int = 100, interval: Int64 = 1_000_000, laying: Laying = .returning, exploration: Double = 0) {
      precondition(from != to && ants >= 1 && interval >= 0 && (0...1).contains(exploration))
      (self.from, self.to, self.ants, self.interval) = (from, to, ants, interval)
      (self.laying, self.exploration) = (laying, exploration)
    }
  }

  private struct Ant {
    /// Where it has been since the last end, in order and without loops, and the links between.
    var nodes: [Int]
    var way: [Int] = []
    var steps = 0
    var isReturning = false
    /// The way it came by, still to be walked back: next link last. Only where trails are laid in returning.
    var back: [Int] = []
    /// What it deposits in returning.
    var quality = 0.0
    var draws: UInt64 = 0

    var node: Int { nodes.last! }

    mutating func walk(_ link: Int, to node: Int) {
      steps += 1
      if let place = nodes.firstIndex(of: node) {
        nodes.removeSubrange((place + 1)...)
        way.removeSubrange(place...)
      } else {
        nodes.append(node)
        way.append(link)
      }
    }

    mutating func turn() {
      isReturning.toggle()
      (nodes, way, steps) = ([node], [], 0)
    }
  }

  /// A finished way there, without its loops.
  public struct Trip: Sendable, Equatable {
    /// Arrival, in µs.
    public var at: Int64
    /// Links, in order.
    public var way: [Int]
    /// To walk it, in µs.
    public var time: Int64
  }

  /// The least time until an ant that gave up sets out again, in µs.
  private static let restMin: Int64 = 1_000_000

  public let network: TrailNetwork
  public let configuration: Configuration
  public let rule: PheromoneRule
  /// µs since the start.
  public private(set) var now: Int64 = 0
  /// The last ways there, one an ant at most, newest last.
  public private(set) var trips: [Trip] = []
  /// Ways there so far; ways given up, at a closed link, at a dead end or after too many steps.
  public private(set) var tripCount = 0
  public private(set) var lossCount = 0
  /// By link, how often an ant set out over it.
  public private(set) var crossings: [Int]
  public private(set) var closed: Set<Int> = []
  /// The least time of any way there since links were last closed or opened.
  private var best: Int64?

  private var ants: [Ant]
  private var queue = ArrivalQueue()
  private var strengths: [Double]
  private var times: [Int64]
  private var counts: [Int64]
  private var random: RandomStream

  /// - Parameter policy: of the kind `pheromone`; nil for the native MAX–MIN rule.
  public init(_ network: TrailNetwork, _ configuration: Configuration, policy: (any Policy)? = nil, random: RandomStream) {
    precondition((0..<network.nodeCount).contains(configuration.from) && (0..<network.nodeCount).contains(configuration.to))
    self.network = network
    self.configuration = configuration
    self.random = random
    rule = PheromoneRule(tauMin: 0.001, random: random)
    if let policy { rule.slot.use(policy) }
    crossings = Array(repeating: 0, count: network.links.count)
    strengths = Array(repeating: rule.tauMin, count: network.links.count)
    times = Array(repeating: 0, count: network.links.count)
    counts = Array(repeating: 0, count: network.links.count)
    ants = Array(repeating: Ant(nodes: [configuration.from]), count: configuration.ants)
    for ant in ants.indices { queue.push(ant, at: Int64(ant) * configuration.interval) }
  }

  /// A trail's strength now.
  public func strength(_ link: Int) -> Double { rule.evaporate(strengths[link], elapsed: now - times[link]) }

  /// Closes a link or opens it again. Who is on it arrives; who would set out over it on its way back gives up, and starts anew.
  public func set(_ link: Int, isClosed: Bool) {
    if isClosed { closed.insert(link) } else { closed.remove(link) }
    best = nil
  }

  /// Lets the next ant arrive and set out again.
  ///
  /// - Complexity: O(degree + way), and O(log ants)
  public func step() {
    let (time, number) = queue.pop()
    now = time
    arrive(number)
    guard let link = next(number) else { return lose(number) }
    crossings[link] += 1
    ants[number].walk(link, to: network.links[link].end(from: ants[number].node))
    queue.push(number, at: now + network.links[link].time)
    if configuration.laying == .always || ants[number].isReturning {
      deposit([link], quality: configuration.laying == .always ? 1 : ants[number].quality)
    }
  }

  /// Lets so much time pass.
  ///
  /// - Parameter isStopped: asked now and then, to give up early.
  public func run(_ duration: Int64, isStopped: () -> Bool = { false }) {
    let end = now + duration
    var steps = 0
    while let time = queue.nextTime, time <= end {
      step()
      steps += 1
      if steps & 0xFFF == 0, isStopped() { return }
    }
    now = end
  }

  /// The way that follows the strongest trails; nil where they lead in a circle or to a dead end.
  public func strongestWay() -> [Int]? {
    var way: [Int] = [], node = configuration.from, visited: Set = [configuration.from]
    while node != configuration.to {
      let open = network[node].filter { !closed.contains($0) && !visited.contains(network.links[$0].end(from: node)) }
      guard let link = open.max(by: { strength($0) < strength($1) }) else { return nil }
      way.append(link)
      node = network.links[link].end(from: node)
      visited.insert(node)
    }
    return way
  }

  private func arrive(_ number: Int) {
    let ant = ants[number]
    if !ant.isReturning, ant.node == configuration.to {
      let time = ant.way.reduce(0) { $0 + network.links[$1].time }
      // A way that was closed behind the ant sets no standard for those that are left
      if !ant.way.contains(where: closed.contains) { best = min(best ?? time, time) }
      tripCount += 1
      trips.append(Trip(at: now, way: ant.way, time: time))
      if trips.count > 2 * configuration.ants { trips.removeFirst(trips.count - configuration.ants) }
      ants[number].back = ant.way
      ants[number].quality = min(1, Double(best ?? time) / Double(time))
      ants[number].turn()
    } else if ant.isReturning, ant.node == configuration.from {
      ants[number].turn()
    }
  }

  /// The link an ant takes from where it is; nil where it gives up.
  private func next(_ number: Int) -> Int? {
    if ants[number].isReturning, configuration.laying == .returning {
      guard let link = ants[number].back.last, !closed.contains(link) else { return nil }
      ants[number].back.removeLast()
      return link
    }
    let ant = ants[number]
    guard ant.steps < 4 * network.nodeCount else { return nil }
    let open = network[ant.node].filter { !closed.contains($0) }
    // On to where it has not been, or else anywhere but straight back. At a dead end an ant that marks always turns round;
    // one that marks what it finds has found nothing.
    let new = open.filter { !ant.nodes.contains(network.links[$0].end(from: ant.node)) }
    let ahead = new.isEmpty ? open.filter { $0 != ant.way.last } : new
    if ahead.isEmpty { return configuration.laying == .always ? open.last : nil }
    return choose(ahead, number)
  }

  private func choose(_ links: [Int], _ number: Int) -> Int {
    guard links.count > 1 else { return links[0] }
    random.state.lane = UInt64(number)
    random.state.draw = ants[number].draws
    defer { ants[number].draws = random.state.draw }
    if configuration.exploration > 0, random.uniform() < configuration.exploration { return links[random.below(links.count)] }
    let weights = links.map { rule.weight(strength($0), heuristic: 1) }
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite else { return links[random.below(links.count)] }
    var left = random.uniform() * total
    for (link, weight) in zip(links, weights) {
      left -= weight
      if left < 0 { return link }
    }
    return links.last!
  }

  /// An ant that gives up marks its way as a failure, and starts anew.
  private func lose(_ number: Int) {
    lossCount += 1
    if configuration.laying == .returning { deposit(ants[number].isReturning ? ants[number].back : ants[number].way, quality: 0) }
    ants[number] = Ant(nodes: [configuration.from], draws: ants[number].draws)
    queue.push(number, at: now + max(Self.restMin, configuration.interval))
  }

  private func deposit(_ links: [Int], quality: Double) {
    for link in links {
      strengths[link] = rule.deposit(strength(link), quality: quality, best: 1, count: Int(counts[link]))
      times[link] = now
      counts[link] += 1
    }
  }
}
