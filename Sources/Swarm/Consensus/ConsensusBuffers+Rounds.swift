import Kernels
import Policies

// How a policy is asked: of everybody at once, or of one node among those it hears.
extension ConsensusBuffers {
  /// What a round is about, besides the arrays.
  struct Asked {
    var round: Int
    var rate: Double
    var lane: UInt64
    /// Whether to count groups of equal choice for the policy.
    var hasGroups: Bool
    var hasWeights: Bool
    /// A row of log-likelihoods a node, or nil.
    var evidence: UnsafePointer<Float>?
    /// For one node at a time: whom it hears through a cell of `graph` that holds that neighbour; nil: nobody.
    var voices: ((_ cell: Int, _ neighbour: Int) -> Int?)?
  }

  /// Moves every belief by one synchronous round of the policy in force.
  func advance(_ slot: PolicySlot, _ asked: Asked) {
    begin(asked)
    next.start.update(repeating: .nan, count: nodes * options)
    if slot.answering.implements(ConsensusKind.Function.updateAll) {
      updateAll(slot, asked)
    } else {
      let keeps = prepareMemory(slot, ConsensusKind.Function.update)
      if keeps { nextMemories.start.update(from: memories.start, count: nodes * memoryWidth) }
      for node in 0..<nodes {
        gather(node, asked, keepsMemory: keeps)
        let draw = UInt64(asked.round) << 40 | UInt64(node + 1) << 10
        if !updateOne(node, slot, asked, draw: draw, keepsMemory: keeps) { continue }
        if keeps { (nextMemories.start + node * memoryWidth).update(from: neighbourhood.memory.start, count: memoryWidth) }
      }
      if keeps { swap(&memories, &nextMemories) }
    }
    swap(&beliefs, &next)
  }

  /// Moves one node at once, and measures it anew.
  ///
  /// Groups of equal choice are as they were when `begin` counted them.
  ///
  /// - Parameter draw: names the activation for random draws.
  func activate(_ node: Int, _ slot: PolicySlot, _ asked: Asked, draw: UInt64) {
    let isAll = !slot.answering.implements(ConsensusKind.Function.update)
    let keeps = prepareMemory(slot, isAll ? ConsensusKind.Function.updateAll : ConsensusKind.Function.update)
    gather(node, asked, keepsMemory: keeps)
    let isAnswered = isAll ? updateStar(node, slot, asked, draw: draw, keepsMemory: keeps) : updateOne(node, slot, asked, draw: draw, keepsMemory: keeps)
    if keeps && isAnswered { (memories.start + node * memoryWidth).update(from: neighbourhood.memory.start, count: memoryWidth) }
    (beliefs.start + node * options).update(from: next.start + node * options, count: options)
    remeasure(node)
  }

  /// Certainty and choice of one node.
  func remeasure(_ node: Int) {
    Certainty.measure(beliefs.start + node * options, rows: 1, options: options, certainty: certainty.start + node, choices: choices.start + node)
  }

  /// Gives a node its belief of before the round back.
  func restore(_ node: Int) { (beliefs.start + node * options).update(from: next.start + node * options, count: options) }

  /// Makes a node certain of one option.
  func decide(_ node: Int, _ option: Int) {
    (beliefs.start + node * options).update(repeating: 0, count: options)
    beliefs.start[node * options + option] = 1
  }

  func begin(_ asked: Asked) {
    frame.set(Field.options, Int64(options))
    frame.set(Field.rate, asked.rate)
    frame.set(Field.round, Int64(asked.round))
    if asked.hasGroups {
      ChoiceGroups.count(graph.start, choices: choices.start, nodes: nodes, roots: roots.start, sizes: groups.start)
    }
  }

  private func updateAll(_ slot: PolicySlot, _ asked: Asked) {
    let function = ConsensusKind.Function.updateAll
    let keeps = prepareMemory(slot, function)
    if keeps { nextMemories.start.update(from: memories.start, count: nodes * memoryWidth) }
    frame.random.lane = asked.lane
    frame.random.draw = UInt64(asked.round) << 40
    lend(
      rows: nodes, certainty: certainty.start, weights: asked.hasWeights ? weights.start : nil,
      groups: asked.hasGroups ? groups.start : nil, memories: keeps ? memories.start : nil)
    if let evidence = asked.evidence { frame.lend(Field.evidence, evidence, rows: nodes, columns: options) } else { frame.setNone(Field.evidence) }
    frame.lend(Field.graph, UnsafePointer(heardGraph), count: Int(heardGraph[nodes]) - 1)
    frame.lendArgument(0, UnsafePointer(beliefs.start), rows: nodes, columns: options)
    frame.lendOutput(1, next.start, rows: nodes, columns: options)
    if keeps { frame.lendOutput(2, nextMemories.start, rows: nodes, columns: memoryWidth) } else { frame.argumentNone(2) }
    let (out, nodes, options) = (next.start, nodes, options)
    let isAnswered = slot.call(function, frame) { (_) throws(PolicyFault) in
      for node in 0..<nodes { try checkSimplex(out + node * options, options, node, slot.answering) }
    }
    frame.endCall()
    if keeps && isAnswered { swap(&memories, &nextMemories) }
  }

  /// Gathers a node and whom it hears.
  private func gather(_ node: Int, _ asked: Asked, keepsMemory: Bool) {
    let beliefs = beliefs.start, weights = weights.start, certainty = certainty.start, groups = groups.start, memories = memories.start
    let (options, width) = (options, memoryWidth)
    func add(_ node: Int) {
      neighbourhood.add(
        beliefs + node * options, options: options, weight: asked.hasWeights ? weights[node] : 1, certainty: certainty[node],
        group: asked.hasGroups ? groups[node] : 1)
      if keepsMemory { neighbourhood.add(memory: memories + node * width, width: width) }
    }
    neighbourhood.begin()
    add(node)
    let graph = asked.voices == nil ? heardGraph : self.graph.start
    for cell in Int(graph[node]) - 1..<Int(graph[node + 1]) - 1 {
      let neighbour = Int(graph[cell]) - 1
      if let voices = asked.voices {
        if let voice = voices(cell, neighbour) { add(voice) }
      } else {
        add(neighbour)
      }
    }
  }

  /// Asks for the next belief of the node that was gathered, by `update`.
  ///
  /// - Returns: whether the policy in force answered, so that what it keeps counts.
  private func updateOne(_ node: Int, _ slot: PolicySlot, _ asked: Asked, draw: UInt64, keepsMemory: Bool) -> Bool {
    let degree = neighbourhood.degree
    frame.random.lane = asked.lane
    frame.random.draw = draw
    lend(
      rows: degree + 1, certainty: neighbourhood.certainty.start, weights: asked.hasWeights ? neighbourhood.weights.start : nil,
      groups: asked.hasGroups ? neighbourhood.groups.start : nil, memories: keepsMemory ? neighbourhood.memories.start : nil)
    if let evidence = asked.evidence { frame.lend(Field.evidence, evidence + node * options, rows: 1, columns: options) } else { frame.setNone(Field.evidence) }
    frame.setNone(Field.graph)
    frame.lendArgument(0, UnsafePointer(neighbourhood.beliefs.start), count: options)
    frame.lendArgument(1, UnsafePointer(neighbourhood.beliefs.start + options), rows: degree, columns: options)
    let out = next.start + node * options, options = options
    frame.lendOutput(2, out, count: options)
    if keepsMemory { frame.lendOutput(3, neighbourhood.memory.start, count: memoryWidth) } else { frame.argumentNone(3) }
    let isAnswered = slot.call(ConsensusKind.Function.update, frame) { (_) throws(PolicyFault) in
      try checkSimplex(out, options, node, slot.answering)
    }
    frame.endCall()
    return isAnswered
  }

  /// The same by `update_all`: of a star of the node and whom it hears, of which only the centre counts.
  private func updateStar(_ node: Int, _ slot: PolicySlot, _ asked: Asked, draw: UInt64, keepsMemory: Bool) -> Bool {
    let rows = neighbourhood.degree + 1
    frame.random.lane = asked.lane
    frame.random.draw = draw
    lend(
      rows: rows, certainty: neighbourhood.certainty.start, weights: asked.hasWeights ? neighbourhood.weights.start : nil,
      groups: asked.hasGroups ? neighbourhood.groups.start : nil, memories: keepsMemory ? neighbourhood.memories.start : nil)
    if let evidence = asked.evidence {
      frame.lend(Field.evidence, neighbourhood.evidence(evidence + node * options, options: options), rows: rows, columns: options)
    } else {
      frame.setNone(Field.evidence)
    }
    let star = neighbourhood.makeStar()
    frame.lend(Field.graph, star.cells, count: star.count)
    frame.lendArgument(0, UnsafePointer(neighbourhood.beliefs.start), rows: rows, columns: options)
    let out = neighbourhood.out.start, options = options
    out.update(repeating: .nan, count: rows * options)
    frame.lendOutput(1, out, rows: rows, columns: options)
    if keepsMemory { frame.lendOutput(2, neighbourhood.memory.start, rows: rows, columns: memoryWidth) } else { frame.argumentNone(2) }
    let isAnswered = slot.call(ConsensusKind.Function.updateAll, frame) { (_) throws(PolicyFault) in
      for row in 0..<rows { try checkSimplex(out + row * options, options, node, slot.answering) }
    }
    frame.endCall()
    (next.start + node * options).update(from: out, count: options)
    return isAnswered
  }

  /// Lends what `update` and `update_all` have in common.
  private func lend(
    rows: Int, certainty: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>?, groups: UnsafeMutablePointer<Float>?,
    memories: UnsafeMutablePointer<Float>?
  ) {
    frame.lend(Field.certainty, UnsafePointer(certainty), count: rows)
    if let weights { frame.lend(Field.weights, UnsafePointer(weights), count: rows) } else { frame.setNone(Field.weights) }
    if let groups { frame.lend(Field.group, UnsafePointer(groups), count: rows) } else { frame.setNone(Field.group) }
    if let memories { frame.lend(Field.memories, UnsafePointer(memories), rows: rows, columns: memoryWidth) } else { frame.setNone(Field.memories) }
  }
}

/// How far a belief's shares may sum from 1.
let simplexTolerance: Float = 1e-3

private func checkSimplex(_ shares: UnsafePointer<Float>, _ options: Int, _ node: Int, _ policy: any Policy) throws(PolicyFault) {
  var sum: Float = 0, least: Float = 0
  if options == 8 {
    let lanes = Lanes(at: shares)
    (sum, least) = (lanes.total, lanes.min())
  } else {
    for k in 0..<options {
      sum += shares[k]
      least = min(least, shares[k])
    }
  }
  guard abs(sum - 1) <= simplexTolerance, least >= 0 else {
    let what = least < 0 ? "a share of \(least), below 0" : "shares that sum to \(sum), not to 1"
    throw .violation(policy, "update", "out gives node \(node + 1) \(what)")
  }
}
