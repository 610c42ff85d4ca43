public import Kernels
public import Policies

/// A population that negotiates on a graph, in synchronous rounds, until a quorum agrees.
///
/// The same seed, beliefs and policy give the same rounds. Complexity of a round: O(links · options).
public final class ConsensusStudy {
  public let slot: PolicySlot
  public let lists: NeighbourLists
  public let options: Int
  /// Rounds so far.
  public private(set) var round = 0
  /// How far a belief may move in a round, 0…1.
  public var rate = 1.0
  /// Whether policies are told the sizes of groups of equal choice: O(links) a round.
  public var countsGroups = true
  /// Quality of each option: a node's voice then weighs as much as the option it exhibits. nil: all voices alike.
  public var qualities: [Float]?
  /// Log-likelihoods every node observes anew each round, a row a node; nil: nothing.
  public var evidence: [Float]?
  private let buffers: ConsensusBuffers

  /// - Parameters:
  ///   - beliefs: a row of `options` shares a node, each summing to 1.
  ///   - random: what rules that toss coins draw from.
  /// - Throws: `SwarmError` naming the first row off the simplex.
  public init(_ lists: NeighbourLists, beliefs: [Float], options: Int, policy: any Policy, random: RandomStream) throws(SwarmError) {
    guard lists.count >= 1, options >= 1, beliefs.count == lists.count * options else {
      throw SwarmError("\(lists.count) nodes with \(options) options need \(lists.count * options) shares, not \(beliefs.count)")
    }
    for node in 0..<lists.count {
      let row = beliefs[node * options..<(node + 1) * options]
      guard row.allSatisfy({ $0 >= 0 }), abs(row.reduce(0, +) - 1) <= simplexTolerance else {
        throw SwarmError("belief of node \(node + 1): shares must be at least 0 and sum to 1, not \(Array(row))")
      }
    }
    self.lists = lists
    self.options = options
    slot = PolicySlot(ConsensusKind.kind)
    slot.use(policy)
    buffers = ConsensusBuffers(random: random)
    buffers.resize(nodes: lists.count, options: options, links: lists.cells.count - lists.count - 1, largestDegree: lists.largestDegree)
    buffers.beliefs.start.update(from: beliefs, count: beliefs.count)
    buffers.graph.start.update(from: lists.cells, count: lists.cells.count)
    (leader, followers) = buffers.measure()
  }

  /// Beliefs drawn uniformly: normalised uniform shares.
  public static func randomBeliefs(nodes: Int, options: Int, random: inout RandomStream) -> [Float] {
    var beliefs: [Float] = []
    beliefs.reserveCapacity(nodes * options)
    for _ in 0..<nodes {
      let row = (0..<options).map { _ in 1 - random.uniform() }
      let sum = row.reduce(0, +)
      beliefs += row.map { Float($0 / sum) }
    }
    return beliefs
  }

  /// The option most nodes exhibit, from 0, the first of equals; and how many do.
  public private(set) var leader = 0
  public private(set) var followers = 0

  /// Everybody's beliefs as they are now, a row a node.
  public var beliefs: [Float] { Array(UnsafeBufferPointer(start: buffers.beliefs.start, count: lists.count * options)) }
  /// What each node exhibits, from 0.
  public var choices: [Int32] { Array(UnsafeBufferPointer(start: buffers.choices.start, count: lists.count)) }
  /// 1 − H / ln K of each belief.
  public var certainty: [Float] { Array(UnsafeBufferPointer(start: buffers.certainty.start, count: lists.count)) }

  /// What the rule keeps of a node, `options + 4` numbers; empty where it keeps nothing.
  public func memory(of node: Int) -> [Float] { buffers.memory(of: node) }

  /// Moves everybody by one round.
  public func step() {
    round += 1
    if let qualities {
      for i in 0..<lists.count { buffers.weights.start[i] = qualities[Int(buffers.choices.start[i])] }
    }
    func advance(_ evidence: UnsafePointer<Float>?) {
      buffers.advance(
        slot, .init(round: round, rate: rate, lane: 0, hasGroups: countsGroups, hasWeights: qualities != nil, evidence: evidence))
    }
    if let evidence { evidence.withUnsafeBufferPointer { advance($0.baseAddress) } } else { advance(nil) }
    (leader, followers) = buffers.measure()
  }

  /// Steps until the quorum exhibits one choice, or `rounds` have passed in all.
  ///
  /// - Parameter quorum: share of the nodes, 0…1.
  /// - Returns: whether they agree.
  public func run(rounds: Int, quorum: Double = 1) -> Bool {
    let needed = max(1, Int((quorum * Double(lists.count)).rounded(.up)))
    while followers < needed, round < rounds { step() }
    return followers >= needed
  }
}
