import Kernels
public import Policies

/// An allocation rule among nodes it knows by their outcomes only, and its regret against an oracle.
///
/// Each task comes to one of the submitters, which asks the rule by its own beliefs. The oracle knows every node's true
/// median service time and chance of success at the moment and takes the least (service + rtt) / success; a task's regret is
/// what the node chosen costs more by the same figures, so that luck with single outcomes plays no part. Rules that are
/// studied with one seed meet the same tasks and the same luck.
public final class AllocationStudy {
  public struct Configuration: Sendable {
    public var nodes = 16
    public var types = 4
    public var submitters = 4
    /// How many there are in all.
    public var tasks = 10_000
    public var drift = AllocationDrift.none
    /// Whether submitters, in a ring, tell their two neighbours what they hold about a pair after each outcome.
    public var shares = true
    /// The largest chance of failure of a node, 0…1.
    public var failures = 0.2
    /// Standard deviations of ln(service time): of nodes' means, and of one node's single tasks.
    public var spread = 0.5
    public var noise = 0.3
    /// Tasks in which an observation fades to 1/e; infinite for never.
    public var memory = Double.infinity
    /// Sum of surprises at which a submitter forgets a pair, in standard deviations; nil for never.
    public var changeThreshold: Double?
    public var seed: UInt64 = 1

    public init() {}
  }

  public let configuration: Configuration
  public let rule: AllocationRule
  /// Tasks so far.
  public private(set) var done = 0
  /// Of all tasks so far, in µs.
  public private(set) var regret = 0.0
  /// Tasks that went to the oracle's choice.
  public private(set) var optimal = 0
  /// Tasks each node got.
  public private(set) var choices: [Int]
  /// The course so far, a point every `stride` tasks.
  public private(set) var course: [Point] = []
  public let stride: Int

  public struct Point: Sendable, Equatable {
    /// Tasks until then.
    public var task: Int
    /// Of all of them, in µs.
    public var regret: Double
    public var optimal: Int
  }

  private var world: AllocationWorld
  private let beliefs: [PosteriorTable]
  private let trails: TrailTable
  private let arrivals: RandomStream
  private let fates: RandomStream

  /// - Precondition: every count is at least 1.
  public init(_ configuration: Configuration, policy: any Policy) {
    precondition(configuration.nodes >= 1 && configuration.types >= 1 && configuration.submitters >= 1 && configuration.tasks >= 1)
    self.configuration = configuration
    let seed = configuration.seed
    world = AllocationWorld(configuration)
    rule = AllocationRule(capacity: configuration.nodes, random: RandomStream(seed: seed, "allocation"))
    trails = TrailTable(rule: PheromoneRule(random: RandomStream(seed: seed, "pheromone")))
    arrivals = RandomStream(seed: seed, "allocation", "arrivals")
    fates = RandomStream(seed: seed, "allocation", "fates")
    let memory = configuration.memory * Double(Self.interval)
    beliefs = (0..<configuration.submitters).map { PosteriorTable(prior: Prior(), memory: memory, owner: $0, changeThreshold: configuration.changeThreshold) }
    choices = Array(repeating: 0, count: configuration.nodes)
    stride = max(1, configuration.tasks / 500)
    rule.slot.use(policy)
  }

  /// Between two tasks, in µs.
  private static let interval: Int64 = 1_000_000

  /// Gives out up to `count` tasks; fewer when `isInterrupted` says so or there are no more.
  ///
  /// - Complexity: O(count · nodes), and what the rule takes
  public func run(_ count: Int, isInterrupted: () -> Bool = { false }) {
    let end = done + min(count, configuration.tasks - done)
    while done < end {
      if done & 255 == 0, isInterrupted() { return }
      step()
    }
  }

  private func step() {
    world.advance(to: done)
    var random = arrivals.lane(UInt64(done))
    let type = random.below(configuration.types), submitter = random.below(configuration.submitters)
    let now = Int64(done) * Self.interval
    rule.clear()
    for node in 0..<configuration.nodes {
      rule.add(
        posterior: beliefs[submitter].posterior(type: type, node: node, now: now),
        trail: trails.strength(type: type, node: node, now: now), load: 0, rtt: world.roundTrip(submitter, node))
    }
    let node = rule.choose(lane: UInt64(done), now: now)
    count(node, type, submitter)
    var fate = fates.lane(UInt64(done))
    observe(world.outcome(type, node, &fate), type, node, by: submitter, now)
  }

  private func count(_ node: Int, _ type: Int, _ submitter: Int) {
    let costs = (0..<configuration.nodes).map { world.cost(type, submitter, $0) }
    let least = costs.min()!
    regret += costs[node] - least
    optimal += costs[node] == least ? 1 : 0
    choices[node] += 1
    done += 1
    if done.isMultiple(of: stride) { course.append(Point(task: done, regret: regret, optimal: optimal)) }
  }

  private func observe(_ latency: Int64?, _ type: Int, _ node: Int, by submitter: Int, _ now: Int64) {
    let own = beliefs[submitter]
    own.observe(type: type, node: node, latency: latency, succeeded: latency != nil, now: now)
    if configuration.shares {
      let count = beliefs.count
      for neighbour in Set([(submitter + 1) % count, (submitter + count - 1) % count]).subtracting([submitter]).sorted() {
        own.relay(type: type, node: node, to: beliefs[neighbour])
      }
    }
    // As good as it was quick, against the median node.
    let quality = latency.map { 1 / (1 + Double($0) / Reproducible.exp(10)) } ?? 0
    do { try trails.deposit(type: type, node: node, quality: quality, now: now) } catch {
      preconditionFailure("a quality of \(quality) was refused: \(error)")
    }
  }

  /// How regret grew: least squares of a + b ln T and of a + b T through the course.
  public var growth: (logarithmic: LineFit, linear: LineFit)? {
    let tasks = course.map { Double($0.task) }, regrets = course.map(\.regret)
    guard let logarithmic = LineFit(tasks.map { Reproducible.log($0) }, regrets), let linear = LineFit(tasks, regrets) else { return nil }
    return (logarithmic, linear)
  }
}
