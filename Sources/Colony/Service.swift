import Adaptation
import Datasets
import Kernels
import Learning
import Optimization
import Policies
import Simulation
import Topology

/// The machine-learning side of a colony: what each node runs, and how it learns.
///
/// Every forward pass and gradient is computed. Simulated are only the time they take on a node, from its speed and the
/// model's size, and the time it takes to fetch an adapter.
final class Service {
  /// How often a node reviews which model it runs.
  static let reviewPeriod: Microseconds = .seconds(300)
  /// Fetching an adapter from a node's slow store.
  static let bytesPerSecond: Int64 = 4_000_000
  /// What a node may spend on a forward pass, µs.
  static let latencyBudget = 1_000.0
  /// Up to so many nodes all learn from each other. In a larger network gradients stay in neighbourhoods, so that a task's
  /// feedback reaches a bounded number of nodes and its cost doesn't grow with the network.
  static let wholeNetwork = 512
  static let neighbourhood = 32
  /// Nodes whose models are measured on the held-out rows.
  static let measuredNodes = 32

  let learner: OnlineLearner
  private let fitness: FitnessRule
  private let adapters: AdapterRule
  private let models: SharedModels
  private let utterances: Utterances
  private let isLearning: Bool
  private let memory: [Int64]
  private var choice: [Int]
  private var reviewed: [Microseconds?]
  /// The neighbourhood of each node in which gradients travel, and its members.
  private let group: [Int]
  private let members: [[Int]]
  /// Until when a neighbourhood has something to talk about.
  private var awakeUntil: [Microseconds]
  /// Whether a node has a turn to gossip on the calendar.
  private var hasTurn: [Bool]
  private let table: AdapterTable
  private let similarities: RowSimilarities
  private let embedding: UnsafeMutablePointer<Float>

  init(_ configuration: Configuration, utterances: Utterances, memory: [Int64], overlay: Graph) throws {
    let seed = UInt64(configuration.seed)
    self.utterances = utterances
    self.memory = memory
    models = try SharedModels.of(utterances)
    fitness = FitnessRule(seed: seed)
    adapters = AdapterRule(seed: seed)
    isLearning = configuration.learning != "none"
    choice = Array(repeating: 0, count: memory.count)
    reviewed = Array(repeating: nil, count: memory.count)

    var options = LearnerOptions()
    options.isGossiping = configuration.learning == "gossip"
    // In a large network a node has less to say: rounds grow so that one still holds a few examples a neighbourhood.
    options.roundLength *= Int64(max(1, memory.count / Self.wholeNetwork))
    let group = memory.count <= Self.wholeNetwork
      ? Array(repeating: 0, count: memory.count) : overlay.neighbourhoods(size: Self.neighbourhood)
    var members = [[Int]](repeating: [], count: (group.max() ?? 0) + 1)
    for (node, place) in group.enumerated() { members[place].append(node) }
    self.group = group
    self.members = members
    awakeUntil = Array(repeating: -1, count: members.count)
    hasTurn = Array(repeating: false, count: memory.count)
    let templates = AdapterTemplates(models.adapterShape, count: models.types.count, seed: seed)
    learner = OnlineLearner(
      head: models.head, types: models.types, pools: memory.map { _ in AdapterPool(templates, budget: 0) },
      neighbours: (0..<overlay.nodeCount).map { node in overlay[node].map { Int($0) }.filter { group[$0] == group[node] } },
      rule: AggregationRule(seed: seed), options: options)
    learner.abstainBelow = models.abstainBelow
    table = AdapterTable(count: models.types.count)
    similarities = RowSimilarities(utterances, models.types)
    embedding = .allocate(capacity: models.head.dimension)
  }

  deinit { embedding.deallocate() }

  var slots: [PolicySlot] { [fitness.slot, adapters.slot, learner.rule.slot] }

  // MARK: What a node runs

  func isDueForReview(_ node: Int, now: Microseconds) -> Bool { reviewed[node].map { now - $0 >= Self.reviewPeriod } ?? true }

  /// A node chooses its model by the fitness policy, for its memory and for the time the median node would take.
  ///
  /// - Parameter slowness: the median node's speed over this node's.
  func review(_ node: Int, slowness: Double, now: Microseconds) {
    reviewed[node] = now
    // The median node has the time that the largest model takes it.
    let bandwidth = Double(models.menu.models[0].bytes) / (slowness * Self.latencyBudget)
    choice[node] = fitness.best(
      of: models.menu.candidates(bandwidth: bandwidth), latencyBudget: Self.latencyBudget, bytesBudget: Int(memory[node]),
      lane: UInt64(node) << 32 | UInt64(now / Self.reviewPeriod), now: now)
    let model = model(node)
    learner.setPrecision(model.precision, of: node)
    learner.pool(node).resize(model.hasAdapters ? max(0, Int(memory[node]) - models.head.bytes(model.precision)) : 0)
  }

  func model(_ node: Int) -> ModelMenu.Model { models.menu.models[choice[node]] }

  /// Of the largest model's time. Compute takes a fixed part of it, memory traffic the rest.
  func timeFactor(_ node: Int) -> Double {
    0.3 + 0.7 * Double(model(node).bytes) / Double(models.menu.models[0].bytes)
  }

  /// Whether the node's memory holds its model, and an adapter if the model uses them.
  func hasRoom(_ node: Int) -> Bool { model(node).bytes <= Int(memory[node]) }

  // MARK: Serving

  /// The task type an utterance's embedding looks like.
  func type(of row: Int) -> Int { similarities.nearest(row) }

  /// The right answer, nil where there is none.
  func truth(_ row: Int) -> Int? { utterances.intent(row) }

  /// Brings the adapter the policy selects into a node's fast memory and keeps it there until `release`.
  ///
  /// - Returns: the adapter, nil for the head alone, and the time fetching it takes.
  func prepare(_ node: Int, row: Int, task: Int, now: Microseconds, _ metrics: inout Metrics) -> (adapter: Int?, time: Microseconds) {
    guard model(node).hasAdapters else { return (nil, 0) }
    let pool = learner.pool(node)
    table.similarity.update(from: similarities[row], count: models.types.count)
    let loadTime = Int64(pool.templates.shape.bytes) * 1_000_000 / Self.bytesPerSecond
    let service = pool.serve(table, by: adapters, node: node, task: task, loadTime: loadTime, now: now)
    guard let adapter = service.adapter else {
      metrics.adapterMisses += service.isRefused ? 1 : 0
      return (nil, 0)
    }
    pool.pin(adapter)
    metrics.adapterHits += service.isHit ? 1 : 0
    metrics.adapterMisses += service.isHit ? 0 : 1
    return (adapter, service.isHit ? 0 : loadTime)
  }

  func release(_ node: Int, _ adapter: Int) { learner.pool(node).unpin(adapter) }

  /// A forward pass of a node's model: the intent, or -1 where it is not confident enough to answer.
  func predict(_ node: Int, row: Int, adapter: Int?) -> Int {
    utterances.copyEmbedding(row, to: embedding)
    let prediction = learner.predict(node, embedding, adapter: adapter)
    return prediction.confidence < learner.abstainBelow ? -1 : prediction.intent
  }

  /// The forward pass a referee makes: with its own adapter of the utterance's type.
  func judge(_ node: Int, row: Int) -> Int {
    predict(node, row: row, adapter: model(node).hasAdapters ? type(of: row) : nil)
  }

  // MARK: Learning

  /// A node hears the truth about a task it served.
  func learn(_ node: Int, row: Int, adapter: Int, truth: Int) {
    guard isLearning else { return }
    utterances.copyEmbedding(row, to: embedding)
    learner.learn(node, embedding, label: truth, adapter: adapter)
  }

  /// How often a node gossips: as often a round as a gradient may travel links. Nil where nobody learns.
  var gossipPeriod: Microseconds? {
    isLearning ? learner.options.roundLength / Microseconds(max(1, learner.options.hops)) : nil
  }

  /// There is news at a node: its neighbourhood has something to talk about until the news is forgotten.
  ///
  /// - Returns: the members without a turn on the calendar; they have one from now on.
  func wake(_ node: Int, now: Microseconds) -> [Int] {
    awakeUntil[group[node]] = now + (OnlineLearner.messageLifetime + 2) * learner.options.roundLength
    let sleepers = members[group[node]].filter { !hasTurn[$0] }
    for sleeper in sleepers { hasTurn[sleeper] = true }
    return sleepers
  }

  /// Whether a node whose turn has come has another one.
  func staysAwake(_ node: Int, now: Microseconds) -> Bool {
    hasTurn[node] = now <= awakeUntil[group[node]]
    return hasTurn[node]
  }

  func gossip(_ node: Int, now: Microseconds, isReachable: (Int) -> Bool, _ metrics: inout Metrics) {
    let traffic = learner.gossipRound(node, now: now, isReachable: isReachable)
    metrics.gossipMessages += traffic.messages
    metrics.gossipBytes += Int64(traffic.bytes)
    metrics.updates = learner.steps
  }

  /// Accuracy on the held-out test rows, of up to `measuredNodes` nodes' models evenly spread, and of the frozen head.
  func heldOut() -> (score: HeldOutScore, frozen: HeldOutScore) {
    let count = min(Self.measuredNodes, memory.count)
    return models.measure(learner, nodes: (0..<count).map { $0 * memory.count / count })
  }
}
