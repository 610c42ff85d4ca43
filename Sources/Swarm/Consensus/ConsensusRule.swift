public import Kernels
public import Policies

/// How a few nodes agree on one of a few options, by the consensus policy in force.
public final class ConsensusRule {
  /// What a group came to.
  public struct Decision: Sendable, Equatable {
    /// The option most nodes exhibit, from 0; the first of equals.
    public var choice: Int
    /// Whether the quorum exhibits it.
    public var agreed: Bool
    /// Rounds it took, 0 when they agreed from the start.
    public var rounds: Int

    public init(choice: Int, agreed: Bool, rounds: Int) {
      self.choice = choice
      self.agreed = agreed
      self.rounds = rounds
    }
  }

  /// The most nodes a decision may have: their links are bits of a word.
  public static let nodesMax = 64

  public let slot: PolicySlot
  private let buffers: ConsensusBuffers

  /// - Parameter random: what rules that toss coins draw from.
  public init(random: RandomStream) {
    slot = PolicySlot(ConsensusKind.kind)
    buffers = ConsensusBuffers(random: random)
  }

  /// Lets nodes negotiate until a quorum exhibits the same choice, or the rounds are over.
  ///
  /// - Parameters:
  ///   - beliefs: a row of `options` non-negative shares a node; each row is normalised, one without a finite positive sum
  ///     counts as undecided (all shares alike).
  ///   - links: bit *j* of element *i* says that node *i* hears node *j*; nil: everybody hears everybody.
  ///   - weights: how much each node's voice counts, ≥ 0; nil: all alike.
  ///   - quorum: the share of nodes that must agree, 0…1.
  ///   - rate: how far a belief may move in a round, 0…1.
  ///   - lane: names the decision for random draws: the task.
  ///   - now: simulated time in µs.
  /// - Precondition: `beliefs.count == nodes * options`, 1 … `nodesMax` nodes, at least one option.
  /// - Complexity: O(rounds · links · options), no allocation once warm
  public func decide(
    _ beliefs: UnsafeBufferPointer<Float>, nodes: Int, options: Int, links: UnsafeBufferPointer<UInt64>? = nil,
    weights: UnsafeBufferPointer<Float>? = nil, rounds: Int, quorum: Double = 1, rate: Double = 1, lane: UInt64, now: Int64
  ) -> Decision {
    precondition(nodes >= 1 && nodes <= Self.nodesMax && options >= 1 && beliefs.count == nodes * options)
    precondition(links.map { $0.count == nodes } ?? true && weights.map { $0.count == nodes } ?? true)
    buffers.resize(nodes: nodes, options: options, links: nodes * nodes, largestDegree: nodes)
    for node in 0..<nodes { load(beliefs.baseAddress! + node * options, node) }
    if let weights { buffers.weights.start.update(from: weights.baseAddress!, count: nodes) }
    link(links)
    buffers.frame.now = now
    let needed = max(1, min(nodes, Int((quorum * Double(nodes)).rounded(.up))))
    var round = 0
    while true {
      let (choice, count) = buffers.measure()
      if count >= needed || round >= rounds { return Decision(choice: choice, agreed: count >= needed, rounds: round) }
      round += 1
      buffers.advance(slot, .init(round: round, rate: rate, lane: lane, hasGroups: true, hasWeights: weights != nil))
    }
  }

  /// An option's mean share over the nodes of the last decision, as their beliefs ended.
  public func support(for option: Int) -> Float {
    precondition(option >= 0 && option < buffers.options)
    var sum: Float = 0
    for node in 0..<buffers.nodes { sum += buffers.beliefs.start[node * buffers.options + option] }
    return sum / Float(buffers.nodes)
  }

  private func load(_ row: UnsafePointer<Float>, _ node: Int) {
    let options = buffers.options
    let belief = buffers.beliefs.start + node * options
    var sum: Float = 0
    for k in 0..<options {
      belief[k] = row[k] > 0 ? row[k] : 0  // NaN counts as 0
      sum += belief[k]
    }
    let isUsable = sum > 0 && sum.isFinite
    for k in 0..<options { belief[k] = isUsable ? belief[k] / sum : 1 / Float(options) }
  }

  private func link(_ links: UnsafeBufferPointer<UInt64>?) {
    let nodes = buffers.nodes, cells = buffers.graph.start
    let everybody = nodes == 64 ? UInt64.max : 1 << UInt64(nodes) - 1
    var next = nodes + 1
    for node in 0..<nodes {
      cells[node] = Int64(next) + 1
      var heard = (links.map { $0[node] } ?? everybody) & everybody & ~(1 << UInt64(node))
      while heard != 0 {
        cells[next] = Int64(heard.trailingZeroBitCount) + 1
        next += 1
        heard &= heard - 1
      }
    }
    cells[nodes] = Int64(next) + 1
  }
}
