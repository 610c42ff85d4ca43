import Kernels
import Policies
import Simulation
import Swarm
import Topology

/// The swarm's part of a task: which nodes are asked for a bid.
///
/// The submitter and its nearest neighbours each name a favourite by their own beliefs (posterior samples), lean towards
/// the trails they all see, and negotiate a few rounds; the options with most support are invited.
final class Shortlister {
  /// Neighbours who deliberate, the submitter included.
  static let deliberators = 4
  /// The most options they deliberate about.
  static let optionsMax = 8
  /// Options up to which those remembered for similar tasks may fill the list after the trails: some room stays for
  /// neighbours nobody knows yet.
  static let rememberedMax = 6
  /// Outcomes of a node at a type of task from which on experience speaks alone; below, what is remembered of similar tasks
  /// makes up for the rest.
  static let experience = 4.0

  let consensus: ConsensusRule
  let allocation: AllocationRule
  let trails: TrailTable
  /// What each submitter believes, from its own tasks and its neighbours' reports. Made when first needed.
  private var beliefs: [PosteriorTable?]
  private let prior: Prior
  private let overlay: Graph
  private let roundTrips: RoundTrips

  /// The nodes that were deliberated about last.
  private(set) var considered: [Int32] = []

  private var support: [Float] = []
  private var strengths: [Double] = []
  private var weights: [Double] = []
  private var loads: [Double] = []
  /// What is remembered of the options at similar tasks.
  private var lent: [Evidence] = []
  private var links = [UInt64](repeating: 0, count: 4)
  private var leaders = [Int32](repeating: 0, count: TrailTable.leadersMax)

  /// What came of a deliberation.
  struct Outcome {
    var agreed: Bool
    var rounds: Int
    /// The slowest exchange among those who deliberated: a round takes as long.
    var roundTrip: Microseconds
  }

  /// - Parameter serviceTime: of the median task at the median node.
  init(overlay: Graph, roundTrips: RoundTrips, serviceTime: Microseconds, seed: UInt64) {
    self.overlay = overlay
    self.roundTrips = roundTrips
    consensus = ConsensusRule(random: RandomStream(seed: seed, "consensus"))
    allocation = AllocationRule(random: RandomStream(seed: seed, "allocation"))
    trails = TrailTable(rule: PheromoneRule(random: RandomStream(seed: seed, "pheromone")))
    prior = Prior(meanLogLatency: Reproducible.log(Double(max(1, serviceTime))))
    beliefs = Array(repeating: nil, count: overlay.nodeCount)
  }

  /// Chooses up to `invited` of a submitter's candidates.
  ///
  /// - Parameters:
  ///   - eligible: whether a node may be asked.
  ///   - load: work waiting at a node, in tasks.
  ///   - recalled: what the submitter remembers of nodes at similar tasks, the best first.
  ///   - result: the chosen nodes, most supported first.
  /// - Returns: nil when there is nobody to ask.
  func shortlist(
    submitter: Int, type: Int, task: Int, invited: Int, rounds: Int, now: Microseconds,
    eligible: (Int) -> Bool, isOnline: [Bool], load: (Int) -> Double, recalled: [NodeRecollection],
    into result: inout [Int32]
  ) -> Outcome? {
    result.removeAll(keepingCapacity: true)
    candidates(of: submitter, type, recalled, eligible, load, now, into: &result)
    guard !result.isEmpty else { return nil }
    let options = result.count
    lent.removeAll(keepingCapacity: true)
    for node in result { lent.append(recalled.first { $0.node == node }?.evidence ?? Evidence()) }
    considered.removeAll(keepingCapacity: true)
    considered.append(contentsOf: result)

    strengths.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    loads.removeAll(keepingCapacity: true)
    for node in result {
      loads.append(load(Int(node)))
      strengths.append(trails.strength(type: type, node: Int(node), now: now))
      // What is plain without trails: near nodes with little to do come first.
      let heuristic = 1 / (1 + loads.last! + roundTrips(submitter, Int(node)).inSeconds)
      weights.append(trails.rule.weight(strengths.last!, heuristic: heuristic))
    }
    let total = max(weights.reduce(0, +), .leastNormalMagnitude)

    var agents = [submitter]
    for neighbour in overlay[submitter] where agents.count < Self.deliberators && isOnline[Int(neighbour)] {
      agents.append(Int(neighbour))
    }
    support.removeAll(keepingCapacity: true)
    for (place, agent) in agents.enumerated() {
      let favourite = favourite(of: agent, among: result, type, lane: UInt64(task) << 8 | UInt64(place), now)
      for option in 0..<options {
        support.append(Float(0.5 * (weights[option] / total) + (option == favourite ? 0.5 : 0)))
      }
    }
    let roundTrip = agents.dropFirst().map { roundTrips(submitter, $0) }.max() ?? 0
    let decision = negotiate(agents, options: options, rounds: rounds, task, now)
    rank(&result, agents: agents.count, decision)
    if result.count > invited { result.removeLast(result.count - invited) }
    return Outcome(agreed: decision.agreed, rounds: decision.rounds, roundTrip: roundTrip)
  }

  /// A task's outcome, seen by its submitter, who tells its neighbours and marks the trail.
  ///
  /// - Parameters:
  ///   - serviceTime: scaled to the median task; nil where there was no result.
  ///   - quality: 0 for a failure, up to 1.
  func learn(submitter: Int, type: Int, node: Int, serviceTime: Microseconds?, quality: Double, isOnline: [Bool], now: Microseconds) {
    let own = table(of: submitter)
    own.observe(type: type, node: node, latency: serviceTime, succeeded: quality > 0, now: now)
    let evidence = own.evidence(type: type, node: node, now: now)
    for neighbour in overlay[submitter] where isOnline[Int(neighbour)] && Int(neighbour) != node {
      do { try table(of: Int(neighbour)).report(evidence, type: type, node: node, from: submitter, now: now) } catch {
        preconditionFailure("own evidence was refused: \(error)")
      }
    }
    do { try trails.deposit(type: type, node: node, quality: quality, now: now) } catch {
      preconditionFailure("a quality of \(quality) was refused: \(error)")
    }
  }

  /// The strongest trails; of those remembered for similar tasks who would be done soonest; and the overlay neighbours,
  /// nearest first.
  private func candidates(
    of submitter: Int, _ type: Int, _ recalled: [NodeRecollection], _ eligible: (Int) -> Bool, _ load: (Int) -> Double, _ now: Microseconds,
    into result: inout [Int32]
  ) {
    let count = leaders.withUnsafeMutableBufferPointer { trails.strongest(type: type, into: $0) }
    for leader in leaders.prefix(count) where result.count < Self.optionsMax / 2 {
      if Int(leader) != submitter, eligible(Int(leader)) { result.append(leader) }
    }
    let table = table(of: submitter)
    let remembered = recalled.filter { Int($0.node) != submitter && eligible(Int($0.node)) }.map { recollection in
      let node = Int(recollection.node)
      let posterior = table.posterior(type: type, node: node, now: now, lent: recollection.evidence, upTo: Self.experience)
      return (node: recollection.node, time: posterior.expectedTime(load: load(node), rtt: roundTrips(submitter, node)))
    }
    for (node, _) in remembered.sorted(by: { ($0.time, $0.node) < ($1.time, $1.node) }) where result.count < Self.rememberedMax {
      if !result.contains(node) { result.append(node) }
    }
    for neighbour in overlay[submitter] where result.count < Self.optionsMax {
      if !result.contains(neighbour), eligible(Int(neighbour)) { result.append(neighbour) }
    }
  }

  private func favourite(of agent: Int, among nodes: [Int32], _ type: Int, lane: UInt64, _ now: Microseconds) -> Int {
    let table = table(of: agent)
    allocation.clear()
    for (option, node) in nodes.enumerated() {
      allocation.add(
        posterior: table.posterior(type: type, node: Int(node), now: now, lent: lent[option], upTo: Self.experience), trail: strengths[option], load: loads[option],
        rtt: roundTrips(agent, Int(node)))
    }
    return allocation.choose(lane: lane, now: now)
  }

  private func negotiate(_ agents: [Int], options: Int, rounds: Int, _ task: Int, _ now: Microseconds) -> ConsensusRule.Decision {
    for i in agents.indices {
      links[i] = 0
      for j in agents.indices where i != j {
        if i == 0 || j == 0 || overlay[agents[i]].contains(Int32(agents[j])) { links[i] |= 1 << UInt64(j) }
      }
    }
    return support.withUnsafeBufferPointer { support in
      links.withUnsafeBufferPointer { links in
        consensus.decide(
          support, nodes: agents.count, options: options, links: UnsafeBufferPointer(rebasing: links.prefix(agents.count)),
          rounds: rounds, lane: UInt64(task), now: now)
      }
    }
  }

  /// Sorts the options by support after the negotiation; the choice comes first.
  private func rank(_ nodes: inout [Int32], agents: Int, _ decision: ConsensusRule.Decision) {
    let support = nodes.indices.map { consensus.support(for: $0) }
    let order = nodes.indices.sorted {
      if ($0 == decision.choice) != ($1 == decision.choice) { return $0 == decision.choice }
      return support[$0] != support[$1] ? support[$0] > support[$1] : $0 < $1
    }
    nodes = order.map { nodes[$0] }
  }

  private func table(of node: Int) -> PosteriorTable {
    if let table = beliefs[node] { return table }
    let table = PosteriorTable(prior: prior)
    beliefs[node] = table
    return table
  }
}
