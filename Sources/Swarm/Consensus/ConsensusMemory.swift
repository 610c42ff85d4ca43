import CKernels
import Kernels
import Policies

/// The buffers of a consensus: beliefs, what is measured of them, and the frame a policy reads them through.
///
/// They grow to the largest population asked for and are reused, so that a round allocates nothing.
final class ConsensusMemory {
  typealias Field = ConsensusKind.Field

  let frame: PolicyFrame
  private(set) var nodes = 0
  private(set) var options = 0
  var beliefs = Buffer<Float>()
  private var next = Buffer<Float>()
  var certainty = Buffer<Float>()
  var choices = Buffer<Int32>()
  var weights = Buffer<Float>()
  private var groups = Buffer<Float>()
  private var roots = Buffer<Int32>()
  private var votes = Buffer<Int32>()
  var graph = Buffer<Int64>()
  private var heard = Buffer<Float>()  // a neighbourhood's beliefs, then its weights, certainties and groups
  private var largestDegree = 0

  init(random: RandomStream) {
    frame = PolicyFrame(ConsensusKind.kind, random: random)
  }

  /// Makes room; contents are undefined until written.
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
    heard.reserve(largestDegree * options + 3 * (largestDegree + 1))
  }

  /// Certainties and choices of the beliefs as they are now.
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

  /// Moves every belief by one synchronous round of the policy in force.
  ///
  /// - Parameters:
  ///   - hasGroups: whether to count groups of equal choice for the policy.
  ///   - evidence: a row of log-likelihoods a node, or nil.
  func advance(
    _ slot: PolicySlot, round: Int, rate: Double, lane: UInt64, hasGroups: Bool, hasWeights: Bool, evidence: UnsafePointer<Float>?
  ) {
    frame.set(Field.options, Int64(options))
    frame.set(Field.rate, rate)
    frame.set(Field.round, Int64(round))
    if hasGroups {
      ChoiceGroups.count(graph.start, choices: choices.start, nodes: nodes, roots: roots.start, sizes: groups.start)
    }
    next.start.update(repeating: .nan, count: nodes * options)
    if slot.answering.implements(ConsensusKind.Function.updateAll) {
      updateAll(slot, round: round, lane: lane, hasGroups: hasGroups, hasWeights: hasWeights, evidence: evidence)
    } else {
      for node in 0..<nodes {
        update(node, slot, round: round, lane: lane, hasGroups: hasGroups, hasWeights: hasWeights, evidence: evidence)
      }
    }
    swap(&beliefs, &next)
  }

  private func updateAll(
    _ slot: PolicySlot, round: Int, lane: UInt64, hasGroups: Bool, hasWeights: Bool, evidence: UnsafePointer<Float>?
  ) {
    frame.random.lane = lane
    frame.random.draw = UInt64(round) << 40
    frame.lend(Field.certainty, UnsafePointer(certainty.start), count: nodes)
    if hasWeights { frame.lend(Field.weights, UnsafePointer(weights.start), count: nodes) } else { frame.setNone(Field.weights) }
    if hasGroups { frame.lend(Field.group, UnsafePointer(groups.start), count: nodes) } else { frame.setNone(Field.group) }
    if let evidence { frame.lend(Field.evidence, evidence, rows: nodes, columns: options) } else { frame.setNone(Field.evidence) }
    frame.lend(Field.graph, UnsafePointer(graph.start), count: Int(graph.start[nodes]) - 1)
    frame.lendArgument(0, UnsafePointer(beliefs.start), rows: nodes, columns: options)
    frame.lendOutput(1, next.start, rows: nodes, columns: options)
    let (out, nodes, options) = (next.start, nodes, options)
    slot.call(ConsensusKind.Function.updateAll, frame) { (_) throws(PolicyFault) in
      for node in 0..<nodes { try checkSimplex(out + node * options, options, node, slot.answering) }
    }
    frame.endCall()
  }

  private func update(
    _ node: Int, _ slot: PolicySlot, round: Int, lane: UInt64, hasGroups: Bool, hasWeights: Bool, evidence: UnsafePointer<Float>?
  ) {
    let cells = Int(graph.start[node]) - 1..<Int(graph.start[node + 1]) - 1
    let degree = cells.count
    let rows = heard.start, weight = rows + largestDegree * options
    let sure = weight + largestDegree + 1, group = sure + largestDegree + 1
    func gather(_ place: Int, _ node: Int) {
      weight[place] = hasWeights ? weights.start[node] : 1
      sure[place] = certainty.start[node]
      group[place] = hasGroups ? groups.start[node] : 1
    }
    gather(0, node)
    for (place, cell) in cells.enumerated() {
      let neighbour = Int(graph.start[cell]) - 1
      (rows + place * options).update(from: beliefs.start + neighbour * options, count: options)
      gather(place + 1, neighbour)
    }
    frame.random.lane = lane
    frame.random.draw = UInt64(round) << 40 | UInt64(node + 1) << 10
    frame.lend(Field.certainty, UnsafePointer(sure), count: degree + 1)
    if hasWeights { frame.lend(Field.weights, UnsafePointer(weight), count: degree + 1) } else { frame.setNone(Field.weights) }
    if hasGroups { frame.lend(Field.group, UnsafePointer(group), count: degree + 1) } else { frame.setNone(Field.group) }
    if let evidence { frame.lend(Field.evidence, evidence + node * options, rows: 1, columns: options) } else { frame.setNone(Field.evidence) }
    frame.setNone(Field.graph)
    frame.lendArgument(0, UnsafePointer(beliefs.start + node * options), count: options)
    frame.lendArgument(1, UnsafePointer(rows), rows: degree, columns: options)
    let out = next.start + node * options, options = options
    frame.lendOutput(2, out, count: options)
    slot.call(ConsensusKind.Function.update, frame) { (_) throws(PolicyFault) in
      try checkSimplex(out, options, node, slot.answering)
    }
    frame.endCall()
  }
}

/// How far a belief's shares may sum from 1.
let simplexTolerance: Float = 1e-3

private func checkSimplex(_ shares: UnsafePointer<Float>, _ options: Int, _ node: Int, _ policy: any Policy) throws(PolicyFault) {
  var sum: Float = 0, least: Float = 0
  for k in 0..<options {
    sum += shares[k]
    least = min(least, shares[k])
  }
  guard abs(sum - 1) <= simplexTolerance, least >= 0 else {
    let what = least < 0 ? "a share of \(least), below 0" : "shares that sum to \(sum), not to 1"
    throw .violation(policy, "update", "out gives node \(node + 1) \(what)")
  }
}
