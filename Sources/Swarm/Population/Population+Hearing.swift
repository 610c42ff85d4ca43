import CKernels
import Kernels
import Topology

// Who hears whom, and what: lost messages, lies, weights, observations.
extension Population {
  /// Rows beyond the agents, each certain of one option, which two-faced liars are heard as.
  var faces: Int { roles.byzantine.isEmpty || setup.lie != .twoFaced ? 0 : min(options, 64) }

  /// The graph as rules read it: faulty agents are heard by nobody, faces hear nobody.
  var packing: GraphPacking {
    let roles = roles
    return GraphPacking(graph, extraRows: faces, isHeard: roles.isUniform ? nil : { roles.isHeard($0) })
  }

  func load() {
    let packing = packing
    buffers.resize(nodes: agentCount + faces, options: options, links: packing.links, largestDegree: packing.largestDegree)
    buffers.relink(to: packing)
  }

  /// A voice weighs as much as the quality of the option it exhibits.
  func weigh() {
    guard let qualities else { return }
    let weights = buffers.weights.start, choices = buffers.choices.start, rows = buffers.nodes
    qualities.withUnsafeBufferPointer { qualities in
      for row in 0..<rows { weights[row] = qualities[Int(choices[row])] }
    }
  }

  /// What Byzantine agents say this round.
  func lie() {
    guard !roles.byzantine.isEmpty else { return }
    var random = RandomStream(seed: seed, "population", "lies").lane(UInt64(round))
    let worst = worstOption
    for agent in roles.byzantine {
      buffers.decide(agent, setup.lie == .random ? random.below(options) : worst)
      buffers.remeasure(agent)
    }
    for face in 0..<faces {
      buffers.decide(agentCount + face, options <= 64 ? face : random.below(options))
      buffers.remeasure(agentCount + face)
    }
  }

  private var worstOption: Int {
    guard let qualities else { return truth == options - 1 ? max(0, options - 2) : options - 1 }
    return qualities.indices.min { (qualities[$0], $0) < (qualities[$1], $1) }!
  }

  /// Draws which voices are lost this round, and what two-faced liars tell whom.
  func hear() {
    buffers.isHeardApart = setup.loss > 0 || faces > 0
    guard buffers.isHeardApart else { return }
    let nodes = buffers.nodes, graph = buffers.graph.start
    buffers.heard.reserve(Int(graph[nodes]) - 1)
    let heard = buffers.heard.start
    var hearing = Hearing(self, moment: UInt64(round))
    var next = nodes + 1
    for node in 0..<nodes {
      heard[node] = Int64(next) + 1
      for cell in Int(graph[node]) - 1..<Int(graph[node + 1]) - 1 {
        guard let voice = hearing.voice(cell, Int(graph[cell]) - 1) else { continue }
        heard[next] = Int64(voice) + 1
        next += 1
      }
    }
    heard[nodes] = Int64(next) + 1
  }

  /// What each agent observes this round, if anything; rows beyond the agents observe nothing.
  func observations() -> UnsafePointer<Float>? {
    let (agents, options) = (agentCount, options)
    if let evidence {
      let rows = observed()
      rows.update(from: evidence, count: agents * options)
      return UnsafePointer(rows)
    }
    guard case .sighting(let accuracy)? = setup.evidence else { return nil }
    let rows = observed()
    var random = RandomStream(seed: seed, "population", "evidence").lane(UInt64(round))
    for agent in 0..<agents { sight(accuracy, rows + agent * options, &random) }
    return UnsafePointer(rows)
  }

  /// One agent's observation at an activation.
  func observe(_ agent: Int, moment: UInt64) {
    guard evidence == nil, case .sighting(let accuracy)? = setup.evidence else { return }
    var random = RandomStream(seed: seed, "population", "evidence").lane(moment)
    sight(accuracy, observed() + agent * options, &random)
  }

  /// Sees one option, the true one with probability `accuracy`: an exact likelihood under a symmetric channel.
  private func sight(_ accuracy: Double, _ row: UnsafeMutablePointer<Float>, _ random: inout RandomStream) {
    guard options > 1 else { return row.update(repeating: 0, count: options) }
    var seen = truth
    if random.uniform() >= accuracy {
      let other = random.below(options - 1)
      seen = other >= truth ? other + 1 : other
    }
    let floor = 1e-6  // nothing that was seen can rule an option out for good
    let wrong = Reproducible.log(max(floor, (1 - accuracy) / Double(options - 1)))
    row.update(repeating: Float(wrong), count: options)
    row[seen] = Float(Reproducible.log(max(floor, accuracy)))
  }

  private func observed() -> UnsafeMutablePointer<Float> { buffers.observed(rows: buffers.nodes) }

  // MARK: One after the other

  /// As many activations of agents drawn at random as there are agents, each hearing beliefs as they are at its moment.
  func activateAll() {
    lie()
    let observed = observations()
    var asked = ConsensusBuffers.Asked(
      round: round, rate: rate, lane: 0, hasGroups: countsGroups, hasWeights: qualities != nil, evidence: observed)
    buffers.begin(asked)
    let isPlain = setup.loss == 0 && faces == 0
    var lots = RandomStream(seed: seed, "population", "activation").lane(UInt64(round))
    for activation in 0..<agentCount {
      let agent = lots.below(agentCount)
      if roles.isFixed(agent) { continue }
      let moment = UInt64(round) << 32 | UInt64(activation)
      if setup.switching > 0, options > 1, lots.uniform() < setup.switching {
        let other = lots.below(options - 1)
        buffers.decide(agent, other >= Int(buffers.choices.start[agent]) ? other + 1 : other)
        buffers.remeasure(agent)
      } else {
        observe(agent, moment: moment)
        if !isPlain {
          var hearing = Hearing(self, moment: moment)
          asked.voices = { hearing.voice($0, $1) }
        }
        buffers.activate(agent, slot, asked, draw: UInt64(round) << 40 | UInt64(activation + 1) << 10)
      }
      if let qualities { buffers.weights.start[agent] = qualities[Int(buffers.choices.start[agent])] }
    }
  }
}
