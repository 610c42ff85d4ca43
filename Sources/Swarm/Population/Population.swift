import CKernels
import Kernels
public import Policies
public import Topology

/// Agents on a graph that negotiate by a consensus rule, all at once or one after the other, until a quorum agrees.
///
/// Beliefs, memories and what is measured lie in arrays, a row an agent. The same graph, setup, seed and rule give the same
/// rounds. Agents that are stubborn, faulty or Byzantine are cast by lot; the faulty and the Byzantine don't count.
///
/// - Complexity: a round is O(links · options); memory 4 · (2 · options + 6) bytes an agent and 16 a link, and what a rule keeps.
public final class Population {
  public let slot = PolicySlot(ConsensusKind.kind)
  public let setup: PopulationSetup
  public private(set) var graph: Graph
  public private(set) var seed: UInt64
  /// Rounds so far.
  public private(set) var round = 0
  public internal(set) var series = PopulationSeries()
  /// The right option, from 0.
  public private(set) var truth = 0
  /// The option most of the agents that count exhibit, from 0, the first of equals; and how many do.
  public internal(set) var leader = 0
  public internal(set) var followers = 0
  /// Quality of each option; may change between two rounds.
  public private(set) var qualities: [Float]?
  /// How far a belief may move in a round, 0…1.
  public var rate: Double
  /// Whether rules are told the sizes of groups of equal choice.
  public var countsGroups: Bool
  /// Observed anew in every round: a row of log-likelihoods an agent; nil: nothing, or what the setup says.
  public var evidence: [Float]?

  let buffers: ConsensusBuffers
  private(set) var roles: Roles {
    didSet { liars = roles.liars }
  }
  /// Whether each agent is Byzantine; empty where none is.
  private(set) var liars: [Bool] = []
  let isRecordingCamps: Bool

  public var agentCount: Int { graph.nodeCount }
  public var options: Int { setup.options }

  /// - Parameters:
  ///   - setup: what the agents are like; shares and probabilities are 0…1, options at least 1.
  ///   - policy: of the consensus kind.
  /// - Throws: `SwarmError` where the setup doesn't fit the graph.
  public init(_ graph: Graph, _ setup: PopulationSetup, seed: UInt64, policy: any Policy) throws(SwarmError) {
    guard graph.nodeCount >= 1, setup.options >= 1 else { throw SwarmError("at least one agent and one option expected") }
    guard setup.qualities.map({ $0.count == setup.options && $0.allSatisfy { $0 >= 0 && $0 <= 1e6 } }) ?? true else {
      throw SwarmError("qualities: one of 0…1e6 for each of \(setup.options) options expected")
    }
    guard setup.truth.map({ (0..<setup.options).contains($0) }) ?? true else {
      throw SwarmError("truth: option \(setup.truth! + 1), outside 1…\(setup.options)")
    }
    self.graph = graph
    self.setup = setup
    self.seed = seed
    rate = setup.rate
    countsGroups = setup.countsGroups
    buffers = ConsensusBuffers(random: RandomStream(seed: seed, "population", "rule"))
    roles = try Roles(setup, agents: graph.nodeCount, random: RandomStream(seed: seed, "population", "roles"))
    liars = roles.liars
    isRecordingCamps = setup.countsCamps ?? (graph.nodeCount <= 10_000)
    slot.use(policy)
    try begin()
  }

  /// Beliefs as given, everything else as usual.
  public convenience init(
    _ graph: Graph, beliefs: [Float], options: Int, policy: any Policy, seed: UInt64
  ) throws(SwarmError) {
    var setup = PopulationSetup(options: options)
    setup.opening = .beliefs(beliefs)
    try self.init(graph, setup, seed: seed, policy: policy)
  }

  /// Begins anew: another lot, other first beliefs, nothing kept.
  public func reset(seed: UInt64) throws(SwarmError) {
    self.seed = seed
    buffers.frame.random = RandomStream(seed: seed, "population", "rule").state
    roles = try Roles(setup, agents: agentCount, random: RandomStream(seed: seed, "population", "roles"))
    slot.active.forget()
    try begin()
  }

  private func begin() throws(SwarmError) {
    round = 0
    series = PopulationSeries()
    qualities = setup.qualities
    evidence = if case .logLikelihoods(let rows)? = setup.evidence { rows } else { nil }
    try checkEvidence()
    load()
    var random = RandomStream(seed: seed, "population", "opening")
    try setup.opening.write(buffers.beliefs.start, agents: agentCount, options: options, stubborn: roles.stubborn, random: &random)
    truth = setup.truth ?? qualities.map(Self.best) ?? 0
    lie()
    measure()
    if setup.truth == nil, qualities == nil {
      truth = leader
      lie()  // what is worst depends on what is right
      measure()
    }
    record()
  }

  /// Puts another graph in place of this one: a network that changes.
  ///
  /// - Throws: `SwarmError` where it has another number of nodes.
  public func rewire(_ other: Graph) throws(SwarmError) {
    guard other.nodeCount == agentCount else {
      throw SwarmError("a graph of \(other.nodeCount) nodes for \(agentCount) agents")
    }
    graph = other
    buffers.relink(to: packing)
  }

  /// Gives options other qualities.
  ///
  /// - Throws: `SwarmError` where there is not one of 0…1e6 for each option.
  public func setQualities(_ values: [Float]?) throws(SwarmError) {
    guard values.map({ $0.count == options && $0.allSatisfy { $0 >= 0 && $0 <= 1e6 } }) ?? true else {
      throw SwarmError("qualities: one of 0…1e6 for each of \(options) options expected")
    }
    qualities = values
    if setup.truth == nil, let values { truth = Self.best(values) }
  }

  /// The first option of the greatest quality.
  private static func best(_ qualities: [Float]) -> Int { qualities.indices.max { (qualities[$0], $1) < (qualities[$1], $0) }! }

  /// What every agent observes in the rounds to come, a row of log-likelihoods an agent; nil: what the setup says.
  public func observe(_ rows: [Float]?) throws(SwarmError) {
    let before = evidence
    evidence = rows
    do { try checkEvidence() } catch {
      evidence = before
      throw error
    }
  }

  private func checkEvidence() throws(SwarmError) {
    guard let evidence else { return }
    guard evidence.count == agentCount * options, evidence.allSatisfy({ $0 < .infinity }) else {
      throw SwarmError("evidence: \(agentCount) rows of \(options) log-likelihoods below infinity expected")
    }
  }

  /// A new rule, to which agents come without memory of the old one.
  public func use(_ policy: any Policy) {
    slot.use(policy)
    forgetMemories()
  }

  /// Sets what the rule keeps of each agent back to zero.
  public func forgetMemories() { buffers.forget() }

  // MARK: Rounds

  /// Moves the population by one round.
  public func step() {
    round += 1
    weigh()
    if setup.isAsynchronous { activateAll() } else { advance() }
    measure()
    record()
  }

  /// Steps until the quorum exhibits one choice, or `rounds` have passed in all.
  ///
  /// - Parameters:
  ///   - quorum: share of the agents that count, 0…1.
  ///   - isInterrupted: asked before every round.
  /// - Returns: whether they agree.
  @discardableResult
  public func run(rounds: Int, quorum: Double = 1, isInterrupted: () -> Bool = { false }) -> Bool {
    while !isAgreed(quorum), round < rounds, !isInterrupted() { step() }
    return isAgreed(quorum)
  }

  /// Whether so large a share of the agents that count exhibits one choice.
  public func isAgreed(_ quorum: Double) -> Bool {
    followers >= max(1, Int((quorum * Double(roles.counted)).rounded(.up)))
  }

  private func advance() {
    lie()
    let observed = observations()
    let asked = ConsensusBuffers.Asked(
      round: round, rate: rate, lane: 0, hasGroups: countsGroups, hasWeights: qualities != nil, evidence: observed)
    hear()
    buffers.advance(slot, asked)
    for agent in roles.fixed { buffers.restore(agent) }
    for row in agentCount..<buffers.nodes { buffers.restore(row) }
    switchSpontaneously()
  }

  private func switchSpontaneously() {
    guard setup.switching > 0, options > 1 else { return }
    var random = RandomStream(seed: seed, "population", "switching").lane(UInt64(round))
    let choices = buffers.choices.start
    for agent in 0..<agentCount where random.uniform() < setup.switching {
      let other = random.below(options - 1)
      if !roles.isFixed(agent) { buffers.decide(agent, other >= Int(choices[agent]) ? other + 1 : other) }
    }
  }
}
