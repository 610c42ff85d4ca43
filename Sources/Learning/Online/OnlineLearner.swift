public import Adaptation
import CKernels
import Kernels

/// The models of a colony's nodes: a shared frozen head, and per node and task type a low-rank adapter that learns from
/// feedback, the node's own and, by gossip, its peers'.
///
/// Feedback becomes a gradient at once. At the end of a round a node publishes the mean gradient of each adapter it had
/// feedback for, stamped with the round; neighbours pass it on, link by link. A round later the aggregation rule combines
/// all of that round's gradients that reached the node into one, and the adapter takes one Adam step along it. Nodes that
/// received the same gradients take the same step, so their adapters stay together though no parameters travel.
///
/// One thread owns it.
public final class OnlineLearner {
  /// Rounds after which a gradient is forgotten, wherever it is.
  public static var messageLifetime: Int64 { Int64(GradientExchange.lifetime) }

  public let head: SoftmaxHead
  public let types: TaskTypes
  public let options: LearnerOptions
  public let rule: AggregationRule
  /// Gradient messages and their bytes that have crossed a link.
  public private(set) var traffic = GossipTraffic()
  /// Adapter updates applied so far.
  public private(set) var steps = 0
  /// Below this confidence a prediction should be withheld; set from validation rows.
  public var abstainBelow: Float = 0

  private let shape: LoRAShape
  private let pools: [AdapterPool]
  private let exchange: GradientExchange
  private let feedback: FeedbackGradient
  private let inboxes: [PeerGradients]
  private let logits: UnsafeMutablePointer<Float>
  private let combined: UnsafeMutablePointer<Float>
  private let own: UnsafeMutablePointer<Float>
  private var precisions: [SoftmaxHead.Precision]
  private var moments: [AdamState?]
  private var fresh: [Fresh]
  private var openRounds: [Int64]
  /// Examples behind what a step gathers, by adapter: 0 between steps.
  private let ownSamples: UnsafeMutablePointer<Float>
  private let peerSamples: UnsafeMutablePointer<Float>

  /// Feedback of the open round, for one adapter of one node.
  private struct Fresh {
    var sum: UnsafeMutablePointer<Float>?
    var samples: Float = 0
  }

  /// - Parameters:
  ///   - pools: one a node, all of the same templates: adapters from `head.dimension` to `head.classes`, one a type.
  ///   - neighbours: each node's overlay neighbours; nobody is their own.
  public init(
    head: SoftmaxHead, types: TaskTypes, pools: [AdapterPool], neighbours: [[Int]], rule: AggregationRule, options: LearnerOptions
  ) {
    precondition(!pools.isEmpty && neighbours.count == pools.count)
    let shape = pools[0].templates.shape
    precondition(pools.allSatisfy { $0.templates.shape == shape && $0.count == types.count })
    precondition(shape.inputs == head.dimension && shape.outputs == head.classes && types.dimension == head.dimension)
    precondition(options.roundLength > 0 && options.hops >= 0 && options.evidence >= 0)
    self.shape = shape
    self.head = head
    self.types = types
    self.options = options
    self.rule = rule
    self.pools = pools
    exchange = GradientExchange(neighbours: neighbours, dimension: shape.parameterCount, hops: options.hops)
    feedback = FeedbackGradient(shape)
    let dimension = shape.parameterCount
    inboxes = (0..<types.count).map { _ in PeerGradients(dimension: dimension) }
    logits = .allocate(capacity: head.classes)
    combined = .allocate(capacity: dimension)
    own = .allocate(capacity: dimension * types.count)
    precisions = Array(repeating: .f32, count: pools.count)
    moments = Array(repeating: nil, count: pools.count * types.count)
    fresh = Array(repeating: Fresh(), count: pools.count * types.count)
    openRounds = Array(repeating: 0, count: pools.count)
    ownSamples = .allocate(capacity: types.count)
    ownSamples.initialize(repeating: 0, count: types.count)
    peerSamples = .allocate(capacity: types.count)
    peerSamples.initialize(repeating: 0, count: types.count)
  }

  deinit {
    logits.deallocate()
    combined.deallocate()
    own.deallocate()
    ownSamples.deallocate()
    peerSamples.deallocate()
    for state in moments { state?.deallocate() }
    for part in fresh { part.sum?.deallocate() }
  }

  public var nodeCount: Int { pools.count }

  /// A node's adapters and their cache.
  public func pool(_ node: Int) -> AdapterPool { pools[node] }

  public func precision(of node: Int) -> SoftmaxHead.Precision { precisions[node] }

  /// Chooses how a node stores and multiplies the head.
  public func setPrecision(_ precision: SoftmaxHead.Precision, of node: Int) { precisions[node] = precision }

  // MARK: Serving

  /// A forward pass on a node: the frozen head at its precision, plus an adapter's correction.
  ///
  /// - Parameters:
  ///   - embedding: `head.dimension` floats.
  ///   - adapter: nil for the head alone.
  /// - Complexity: O(classes · dimension), no allocation
  public func predict(_ node: Int, _ embedding: UnsafePointer<Float>, adapter: Int?) -> Prediction {
    head.logits(embedding, precisions[node], into: logits)
    if let adapter { shape.addDelta(pools[node].parameters(adapter), embedding, to: logits) }
    let (intent, confidence) = head.mostLikely(logits)
    return Prediction(intent: intent, confidence: confidence, adapter: adapter)
  }

  /// Takes in the truth about a task a node served with an adapter.
  ///
  /// - Precondition: `label` is a class of the head.
  /// - Complexity: O(classes · dimension), no allocation in the long run
  public func learn(_ node: Int, _ embedding: UnsafePointer<Float>, label: Int, adapter: Int) {
    precondition((0..<head.classes).contains(label))
    head.logits(embedding, precisions[node], into: logits)
    let place = node * types.count + adapter
    let sum = fresh[place].sum ?? exchange.buffer()
    fresh[place].sum = sum
    fresh[place].samples += 1
    ck_shield(true)  // Ctrl-C must not leave half a gradient behind
    defer { ck_shield(false) }
    do {
      try feedback.add(
        parameters: UnsafePointer(pools[node].parameters(adapter)), x: embedding, frozenLogits: logits, label: label, to: sum)
    } catch {
      preconditionFailure("the gradient of a valid feedback: \(error)")
    }
  }

  // MARK: Gossip

  /// Lets a node publish what it learned in past rounds, fetch what its neighbours have, and apply what is complete.
  ///
  /// Call it a few times a round (`hops` times lets a gradient reach as far as it may in the round after its own).
  ///
  /// - Parameters:
  ///   - isReachable: whether the neighbour answers now; a lost exchange is caught up with later.
  ///   - trust: 0…1 in a peer's gradients.
  /// - Returns: what crossed the node's links.
  @discardableResult
  public func gossipRound(
    _ node: Int, now: Int64, isReachable: (Int) -> Bool = { _ in true }, trust: (Int) -> Float = { _ in 1 }
  ) -> GossipTraffic {
    let round = now / options.roundLength
    exchange.expire(before: round - Int64(GradientExchange.lifetime))
    if openRounds[node] < round {
      publish(node, round: round - 1)
      openRounds[node] = round
    }
    var moved = GossipTraffic()
    if options.isGossiping { moved = exchange.pull(node, isReachable: isReachable) }
    traffic += moved
    apply(node, through: round - 2, now: now, trust)
    return moved
  }

  private func publish(_ node: Int, round: Int64) {
    for adapter in 0..<types.count {
      let place = node * types.count + adapter
      guard let sum = fresh[place].sum else { continue }
      for i in 0..<shape.parameterCount { sum[i] = checked(sum[i] / fresh[place].samples) }
      exchange.publish(.init(origin: node, adapter: adapter, round: round, samples: fresh[place].samples, gradient: sum))
      fresh[place] = Fresh()
    }
  }

  private func apply(_ node: Int, through round: Int64, now: Int64, _ trust: (Int) -> Float) {
    let dimension = shape.parameterCount
    var isEmpty = true
    exchange.take(node, through: round) { message in
      let adapter = message.adapter
      isEmpty = false
      if message.origin == node {
        let target = own + adapter * dimension
        if ownSamples[adapter] == 0 { target.initialize(repeating: 0, count: dimension) }
        ck_axpy_f32(message.samples, message.gradient, target, dimension)
        ownSamples[adapter] += message.samples
      } else {
        inboxes[adapter].append(
          checked: message.gradient, weight: message.samples, staleness: Float(round - message.round), trust: trust(message.origin))
        peerSamples[adapter] += message.samples
      }
    }
    if isEmpty { return }
    for adapter in 0..<types.count where ownSamples[adapter] + peerSamples[adapter] > 0 {
      step(node, adapter, round: round, now: now)
      (ownSamples[adapter], peerSamples[adapter]) = (0, 0)
      inboxes[adapter].removeAll()
    }
  }

  /// One step of an adapter from its inbox.
  private func step(_ node: Int, _ adapter: Int, round: Int64, now: Int64) {
    let dimension = shape.parameterCount
    let samples = ownSamples[adapter] + peerSamples[adapter]
    let mine = own + adapter * dimension
    if ownSamples[adapter] > 0 {
      ck_scale_f32(1 / ownSamples[adapter], mine, dimension)
    } else {
      mine.initialize(repeating: 0, count: dimension)
    }
    inboxes[adapter].scaleWeights(by: 1 / samples)
    rule.combine(
      own: mine, peers: inboxes[adapter], into: combined, faulty: options.faulty,
      lane: UInt64(truncatingIfNeeded: (node * types.count + adapter) << 24) ^ UInt64(truncatingIfNeeded: round), now: now)
    let place = node * types.count + adapter
    if moments[place] == nil { moments[place] = AdamState(count: dimension) }
    moments[place]!.step(
      pools[node].mutableParameters(adapter), gradient: combined, upOffset: shape.upOffset,
      share: samples / (samples + options.evidence), options)
    steps += 1
  }

  /// What a node sends is finite and bounded, whatever it computed.
  private func checked(_ value: Float) -> Float {
    value == value ? max(-Aggregation.magnitudeLimit, min(Aggregation.magnitudeLimit, value)) : 0
  }
}

/// What a node answers.
public struct Prediction: Sendable, Equatable {
  public var intent: Int
  /// The probability it gives its answer, 0…1.
  public var confidence: Float
  /// Which adapter served; nil for the head alone.
  public var adapter: Int?
}
