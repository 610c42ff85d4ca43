import Kernels
import Policies
import Topology

/// What every consensus policy keeps, on random small networks.
enum ConsensusLaws {
  static let all: [Law] = [staysOnTheSimplex, agreedStayAgreed, noOptionIsFavoured, noNodeIsFavoured]

  private static let staysOnTheSimplex = Law(
    "stays on the simplex", "Every next belief has shares of at least 0 that sum to 1, also for one option or a node alone."
  ) { policy, random in
    let scene = ConsensusScene(nodes: 1 + random.below(7), options: 1 + random.below(9), &random)
    _ = try scene.step(policy, seed: random.next(), rounds: 1 + random.below(6))
  }

  private static let agreedStayAgreed = Law(
    "agreed neighbours stay agreed", "Where everybody exhibits the same choice, everybody still does some rounds later."
  ) { policy, random in
    var scene = ConsensusScene(nodes: 2 + random.below(6), options: 2 + random.below(7), &random)
    let choice = random.below(scene.options)
    for node in 0..<scene.nodes { scene.favour(choice, of: node) }
    let next = try scene.step(policy, seed: random.next(), rounds: 1 + random.below(6))
    for node in 0..<scene.nodes {
      let row = Array(next[node * scene.options..<(node + 1) * scene.options])
      guard row.allSatisfy({ $0 <= row[choice] }) else {
        throw LawViolation("all exhibited option \(choice + 1); then node \(node + 1) believes \(row)\n\(scene)")
      }
    }
  }

  private static let noOptionIsFavoured = Law(
    "no option is favoured", "Options listed in another order give the same beliefs in that order; on average where coins are tossed."
  ) { policy, random in
    let scene = ConsensusScene(nodes: 2 + random.below(3), options: 2 + random.below(4), &random)
    let order = permutation(scene.options, &random)
    try scene.compare(policy, with: scene.permuted(nodes: Array(0..<scene.nodes), options: order), &random)
  }

  private static let noNodeIsFavoured = Law(
    "no node is favoured", "Nodes listed in another order get the same beliefs in that order; on average where coins are tossed."
  ) { policy, random in
    let scene = ConsensusScene(nodes: 2 + random.below(3), options: 2 + random.below(4), &random)
    let order = permutation(scene.nodes, &random)
    try scene.compare(policy, with: scene.permuted(nodes: order, options: Array(0..<scene.options)), &random)
  }

  private static func permutation(_ count: Int, _ random: inout RandomStream) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, random.below(i + 1)) }
    return order
  }
}

/// A small network with random links, beliefs, weights of options, and rate.
private struct ConsensusScene: CustomStringConvertible {
  var nodes: Int
  var options: Int
  var edges: [(Int, Int)]
  var beliefs: [Float]
  var qualities: [Float]?
  var rate: Double
  var countsGroups: Bool
  /// Where each node and option stood before `permuted`.
  var nodeOrder: [Int]
  var optionOrder: [Int]

  init(nodes: Int, options: Int, _ random: inout RandomStream) {
    self.nodes = nodes
    self.options = options
    edges = (0..<nodes).flatMap { i in (0..<i).map { (i, $0) } }.filter { _ in random.uniform() < 0.6 }
    beliefs = PopulationSetup.Opening.drawn(agents: nodes, options: options, random: &random)
    let qualities = (0..<options).map { _ in Float(0.2 + random.uniform()) }
    self.qualities = random.below(2) == 0 ? qualities : nil
    rate = random.below(2) == 0 ? 1 : 0.2 + 0.8 * random.uniform()
    countsGroups = random.below(2) == 0
    nodeOrder = Array(0..<nodes)
    optionOrder = Array(0..<options)
  }

  /// Makes `option` a node's choice by a clear margin.
  mutating func favour(_ option: Int, of node: Int) {
    for k in 0..<options { beliefs[node * options + k] *= 0.4 }
    beliefs[node * options + option] += 0.6
  }

  /// Everybody's beliefs some rounds later.
  ///
  /// - Throws: the policy's fault.
  func step(_ policy: any Policy, seed: UInt64, rounds: Int = 1) throws -> [Float] {
    var setup = PopulationSetup(options: options)
    setup.opening = .beliefs(beliefs)
    setup.qualities = qualities
    setup.rate = rate
    setup.countsGroups = countsGroups
    let population = try Population(Graph(nodeCount: nodes, edges: edges), setup, seed: seed, policy: policy)
    for _ in 0..<rounds { population.step() }
    if let fault = population.slot.faults.first { throw fault }
    return population.beliefs
  }

  /// The same scene with node `i` and option `k` at the places where `nodes[i]` and `options[k]` stand now.
  func permuted(nodes nodeOrder: [Int], options optionOrder: [Int]) -> ConsensusScene {
    var scene = self
    var place = nodeOrder
    for (new, old) in nodeOrder.enumerated() { place[old] = new }
    scene.edges = edges.map { (place[$0.0], place[$0.1]) }
    for i in 0..<nodes {
      for k in 0..<options { scene.beliefs[i * options + k] = beliefs[nodeOrder[i] * options + optionOrder[k]] }
    }
    scene.qualities = qualities.map { old in optionOrder.map { old[$0] } }
    scene.nodeOrder = nodeOrder
    scene.optionOrder = optionOrder
    return scene
  }

  /// Compares the next beliefs of this scene and a permuted one: exactly, or on average over many tosses where the
  /// policy tosses coins (a false alarm is a 5.6 σ event).
  func compare(_ policy: any Policy, with other: ConsensusScene, _ random: inout RandomStream) throws {
    let seed = random.next()
    if difference(try step(policy, seed: seed), try other.step(policy, seed: seed), other, tolerance: 1e-3) == nil { return }
    let tosses = 100
    let here = try (0..<tosses).map { _ in try step(policy, seed: random.next()) }
    let there = try (0..<tosses).map { _ in try other.step(policy, seed: random.next()) }
    let isRandom = !here.allSatisfy { $0 == here[0] } || !there.allSatisfy { $0 == there[0] }
    if let found = difference(mean(here), mean(there), other, tolerance: isRandom ? 0.4 : 1e-3) {
      throw LawViolation("\(found)\n\(self)")
    }
  }

  /// The first share that differs between beliefs of this scene and of a permuted one.
  private func difference(_ here: [Float], _ there: [Float], _ other: ConsensusScene, tolerance: Float) -> String? {
    for i in 0..<nodes {
      for k in 0..<options {
        let (node, option) = (other.nodeOrder[i], other.optionOrder[k])
        let a = here[node * options + option], b = there[i * options + k]
        if abs(a - b) > tolerance {
          return "node \(node + 1) gives option \(option + 1) \(a), but \(b) when listed as node \(i + 1), option \(k + 1)"
        }
      }
    }
    return nil
  }

  private func mean(_ beliefs: [[Float]]) -> [Float] {
    beliefs[0].indices.map { i in beliefs.reduce(0) { $0 + $1[i] } / Float(beliefs.count) }
  }

  var description: String {
    let rows = (0..<nodes).map { "\(Array(beliefs[$0 * options..<($0 + 1) * options]))" }.joined(separator: " ")
    let links = edges.map { "\($0.0 + 1)–\($0.1 + 1)" }.joined(separator: " ")
    return "beliefs \(rows); links \(links); rate \(rate)" + (qualities.map { "; qualities \($0)" } ?? "")
  }
}
