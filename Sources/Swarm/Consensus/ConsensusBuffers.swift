import CKernels
import Kernels
import Policies

/// The arrays of a consensus: beliefs, what is measured of them, what rules keep, and the frame a policy reads them through.
///
/// They grow to the largest population asked for and are reused, so that a round allocates nothing.
final class ConsensusBuffers {
  typealias Field = ConsensusKind.Field

  let frame: PolicyFrame
  private(set) var nodes = 0
  private(set) var options = 0
  var beliefs = Buffer<Float>()
  var next = Buffer<Float>()
  var certainty = Buffer<Float>()
  var choices = Buffer<Int32>()
  var weights = Buffer<Float>()
  var groups = Buffer<Float>()
  var roots = Buffer<Int32>()
  private(set) var votes = Buffer<Int32>()
  /// Who may hear whom, packed as policies read it: cells 1 … n + 1 say where each node's neighbours begin in this same
  /// vector, and the neighbours follow, all counted from 1 as Lua does.
  var graph = Buffer<Int64>()
  /// Who hears whom this round, where that isn't everybody in `graph`.
  var heard = Buffer<Int64>()
  var isHeardApart = false
  var heardGraph: UnsafeMutablePointer<Int64> { isHeardApart ? heard.start : graph.start }
  var neighbourhood = Neighbourhood()
  private var largestDegree = 0
  /// What rules keep of each node between rounds; empty until a rule that does is asked.
  var memories = Buffer<Float>()
  var nextMemories = Buffer<Float>()
  private var evidence = Buffer<Float>()
  private(set) var hasMemory = false

  init(random: RandomStream) {
    frame = PolicyFrame(ConsensusKind.kind, random: random)
  }

  var memoryWidth: Int { ConsensusKind.memoryWidth(options: options) }

  /// Makes room; contents are undefined until written, and nothing is kept of earlier rounds.
  func resize(nodes: Int, options: Int, links: Int, largestDegree: Int) {
    self.nodes = nodes
    self.options = options
    self.largestDegree = largestDegree
    beliefs.reserve(nodes * options)
    next.reserve(nodes * options)
    certainty.reserve(nodes)
    choices.reserve(nodes)
    weights.reserve(nodes)
    groups.reserve(nodes)
    roots.reserve(nodes)
    votes.reserve(options)
    graph.reserve(nodes + 1 + links)
    neighbourhood.reserve(degree: largestDegree, options: options, memoryWidth: 0)
    hasMemory = false
    isHeardApart = false
  }

  /// Puts another graph of as many nodes in place.
  func relink(to packing: GraphPacking) {
    graph.reserve(nodes + 1 + packing.links)
    packing.write(graph.start)
    isHeardApart = false
    guard packing.largestDegree > largestDegree else { return }
    largestDegree = packing.largestDegree
    neighbourhood.reserve(degree: largestDegree, options: options, memoryWidth: hasMemory ? memoryWidth : 0)
  }

  /// Room for what is observed, a row of zeros each the first time.
  func observed(rows: Int) -> UnsafeMutablePointer<Float> {
    if evidence.capacity < rows * options {
      evidence.reserve(rows * options)
      evidence.start.update(repeating: 0, count: rows * options)
    }
    return evidence.start
  }

  func campCount(agents: Int, isCounted: (Int) -> Bool) -> CampCount {
    CampCount(graph.start, choices: choices.start, nodes: agents, roots: roots.start, isCounted: isCounted)
  }

  /// Bytes that are held.
  var byteCount: Int {
    let floats = beliefs.capacity + evidence.capacity + next.capacity + certainty.capacity + weights.capacity + groups.capacity
      + (hasMemory ? memories.capacity + nextMemories.capacity : 0)
    return 4 * (floats + choices.capacity + roots.capacity) + 8 * (graph.capacity + heard.capacity)
  }

  /// Forgets what rules kept: each node's memory is zero again.
  func forget() { hasMemory = false }

  /// A node's memory; empty where nothing is kept.
  func memory(of node: Int) -> [Float] {
    hasMemory ? Array(UnsafeBufferPointer(start: memories.start + node * memoryWidth, count: memoryWidth)) : []
  }

  /// Makes memories for a rule that keeps some, zero where there were none.
  func prepareMemory(_ slot: PolicySlot, _ function: Int) -> Bool {
    guard slot.answering.takes(ConsensusKind.memoryParameter[function], of: function) else { return false }
    if !hasMemory {
      memories.reserve(nodes * memoryWidth)
      nextMemories.reserve(nodes * memoryWidth)
      neighbourhood.reserve(degree: largestDegree, options: options, memoryWidth: memoryWidth)
      memories.start.update(repeating: 0, count: nodes * memoryWidth)
      hasMemory = true
    }
    return true
  }

  /// Whether a node gives every option the same share: it exhibits none.
  @inline(__always)
  func isUndecided(_ node: Int) -> Bool {
    guard choices.start[node] == 0, options > 1 else { return false }
    let belief = beliefs.start + node * options
    for k in 1..<options where belief[k] != belief[0] { return false }
    return true
  }

  /// Certainties and choices of the beliefs as they are now; the undecided count as choosing the first.
  ///
  /// - Returns: the choice most nodes exhibit (the first of equals), and how many do.
  func measure() -> (choice: Int, count: Int) {
    Certainty.measure(beliefs.start, rows: nodes, options: options, certainty: certainty.start, choices: choices.start)
    votes.start.update(repeating: 0, count: options)
    for i in 0..<nodes { votes.start[Int(choices.start[i])] += 1 }
    var best = 0
    for option in 0..<options where votes.start[option] > votes.start[best] { best = option }
    return (best, Int(votes.start[best]))
  }
}
