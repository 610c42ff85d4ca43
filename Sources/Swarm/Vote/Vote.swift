public import Identity
import Interface
import Kernels
public import Policies
public import Topology

/// A vote among people and simulated agents: a person is a node whose belief is what they cast, and stays; agents listen to
/// them and to each other by a consensus rule.
///
/// With a file, people at several programs vote together. The same ballots, seed and steps give the same beliefs; a ballot
/// that comes while agents deliberate is heard from the next step on.
public final class Vote {
  public let question: VoteQuestion
  public let agentCount: Int
  public let seed: UInt64
  public let slot: PolicySlot
  /// Steps of the agents so far.
  public private(set) var round = 0
  private(set) var roll = VoteRoll()
  private let file: VoteFile?
  /// Seats: agents have the first, people the others. nil: everybody hears everybody.
  private let graph: Graph?
  private let buffers: ConsensusBuffers
  private var seated: [Ballot] = []
  private var agents: [Float]

  /// More than these can't all hear each other.
  static let completeMax = 2_000

  /// - Parameters:
  ///   - question: nil where the file has one.
  ///   - graph: with a node for each agent, then for each person that may come; nil: everybody hears everybody.
  /// - Throws: `SwarmError` for a file that can't be read or has another question, and a graph that is too small.
  public init(
    _ question: VoteQuestion?, agents: Int, policy: any Policy, graph: Graph? = nil, store path: String? = nil, seed: UInt64
  ) throws(SwarmError) {
    precondition(agents >= 0)
    let file: VoteFile?
    if let path { file = try VoteFile(path) } else { file = nil }
    var asked: VoteQuestion?
    var roll = VoteRoll()
    if let file {
      try Self.read(file, &asked, &roll)
      if asked == nil, let question {
        // Another program may begin the same file in this moment: what it asks then counts
        do throws(SwarmError) {
          try file.append({ entry throws(SwarmError) in try Self.take(entry, &asked, &roll) }) { () throws(SwarmError) in
            if asked != nil { throw SwarmError("") }
            return question.entry
          }
          asked = question
        } catch { if asked == nil { throw error } }
      }
      if let question, let asked, question != asked { throw SwarmError("\(file.path) asks '\(asked.text)' of \(asked.options.count) options: leave out question and options, or repeat them") }
    }
    guard let question = asked ?? question else { throw SwarmError("question: a text expected, with options to choose from") }
    if let graph {
      guard graph.nodeCount > agents else { throw SwarmError("graph: a node for each of \(agents) agents and for each person expected, got \(graph.nodeCount)") }
    } else {
      guard agents <= Self.completeMax else { throw SwarmError("agents: at most \(Self.completeMax) hear everybody, got \(agents); give them a graph") }
    }
    guard agents * question.options.count <= 100_000_000 else { throw SwarmError("\(agents) agents with \(question.options.count) options are more than 100000000 shares") }
    self.question = question
    self.file = file
    self.roll = roll
    self.graph = graph
    self.seed = seed
    agentCount = agents
    slot = PolicySlot(ConsensusKind.kind)
    slot.use(policy)
    let random = RandomStream(seed: seed, "vote")
    buffers = ConsensusBuffers(random: random)
    var draws = RandomStream(seed: seed, "vote", "agents")
    self.agents = PopulationSetup.Opening.drawn(agents: agents, options: question.options.count, random: &draws)
  }

  // MARK: Ballots

  /// Reads what others have cast since.
  ///
  /// - Returns: how many names have a live ballot.
  @discardableResult public func refresh() throws(SwarmError) -> Int {
    if let file {
      var asked: VoteQuestion? = question
      try Self.read(file, &asked, &roll)
    }
    return roll.live.count
  }

  private static func read(_ file: VoteFile, _ asked: inout VoteQuestion?, _ roll: inout VoteRoll) throws(SwarmError) {
    var found = asked, read = roll
    defer { (asked, roll) = (found, read) }  // what came before a damaged line counts
    try file.read { entry throws(SwarmError) in try take(entry, &found, &read) }
  }

  private static func take(_ entry: Table, _ asked: inout VoteQuestion?, _ roll: inout VoteRoll) throws(SwarmError) {
    if let question = asked {
      roll.read(try Ballot(entry: entry, options: question.options.count), for: question)
    } else {
      asked = try VoteQuestion(entry: entry)
    }
  }

  /// Casts a person's belief, in place of the one they cast before.
  ///
  /// - Parameters:
  ///   - shares: one an option, ≥ 0, with a positive sum, to which they are scaled.
  ///   - time: when, in µs, from outside.
  ///   - key: to sign it with; from then on the name needs it.
  /// - Throws: `SwarmError` for a name or shares that can't be, or a name that is somebody else's.
  public func cast(_ name: String, _ shares: [Double], time: Int64? = nil, key: KeyPair? = nil) throws(SwarmError) {
    guard shares.count == question.options.count else { throw SwarmError("\(question.options.count) shares expected, one an option, got \(shares.count)") }
    let sum = shares.reduce(0, +)
    guard shares.allSatisfy({ $0 >= 0 }), sum > 0, sum.isFinite else { throw SwarmError("shares of at least 0 with a positive sum expected") }
    try append(name, shares.map { $0 / sum }, time, key)
  }

  /// Takes back what a person cast.
  public func retract(_ name: String, time: Int64? = nil, key: KeyPair? = nil) throws(SwarmError) {
    try refresh()
    guard let ballot = roll.latest(of: name), !ballot.isRetraction else { throw SwarmError("'\(name)' has not voted") }
    try append(ballot.name, [], time, key)
  }

  private func append(_ name: String, _ shares: [Double], _ time: Int64?, _ key: KeyPair?) throws(SwarmError) {
    if let fault = PlainText.fault(name, limit: Ballot.nameLimit) { throw SwarmError("name: \(fault)") }
    if let graph, roll.latest(of: name) == nil, roll.ballots.count >= graph.nodeCount - agentCount {
      throw SwarmError("the graph has \(graph.nodeCount - agentCount) nodes for people, and all are taken")
    }
    var taken = roll, made: Ballot?
    func make() throws(SwarmError) -> Ballot {
      let before = taken.latest(of: name)
      var ballot = Ballot(name: before?.name ?? name, shares: shares, sequence: (before?.sequence ?? 0) + 1, time: time)
      if let key { ballot = ballot.sealed(by: key, for: question) }
      if let fault = taken.fault(ballot, for: question) { throw SwarmError(fault) }
      made = ballot
      return ballot
    }
    if let file {
      var asked: VoteQuestion? = question
      defer { roll = taken }
      try file.append({ entry throws(SwarmError) in try Self.take(entry, &asked, &taken) }) { () throws(SwarmError) in try make().entry }
      taken.take(made!)
    } else {
      taken.take(try make())
      roll = taken
    }
  }

  // MARK: Deliberation

  /// People with a live ballot, then nobody: who comes later has a later seat.
  var people: [Ballot] { roll.live }
  /// The agents' beliefs, a row each.
  var agentBeliefs: [Float] { agents }

  /// Lets the agents listen for a round.
  ///
  /// - Complexity: O(links · options)
  public func step() {
    round += 1
    guard agentCount > 0 else { return }
    seat()
    let options = question.options.count
    _ = buffers.measure()
    buffers.advance(slot, .init(round: round, rate: 1, lane: 0, hasGroups: true, hasWeights: false, evidence: nil))
    agents.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: UnsafeBufferPointer(start: buffers.beliefs.start, count: agentCount * options)) }
  }

  /// Steps until a quorum of the agents exhibits one choice, or `rounds` more have passed.
  ///
  /// - Returns: whether they agree; without agents, whether people do.
  public func run(rounds: Int, quorum: Double) -> Bool {
    var left = agentCount > 0 ? rounds : 0
    while !isAgreed(quorum), left > 0 {
      step()
      left -= 1
    }
    return isAgreed(quorum)
  }

  private func isAgreed(_ quorum: Double) -> Bool {
    let tally = agentCount > 0 ? tally(ofAgents: true) : tally(ofAgents: false)
    let needed = max(1, Int((quorum * Double(tally.count)).rounded(.up)))
    return (tally.votes.max() ?? 0) >= needed
  }

  /// Gives everybody a row: agents theirs, people what they cast.
  ///
  /// What a rule keeps of nodes starts anew when the people change.
  private func seat() {
    let options = question.options.count
    let sitting = roll.ballots.enumerated().filter { !$0.element.isRetraction }
    let people = sitting.map(\.element)
    if people.map(\.name) != seated.map(\.name) || buffers.nodes == 0 {
      let nodes = agentCount + people.count
      let packing = GraphPacking(graph.map { $0.part([Int](0..<agentCount) + sitting.map { agentCount + $0.offset }) } ?? .complete(nodes))
      buffers.resize(nodes: nodes, options: options, links: packing.links, largestDegree: packing.largestDegree)
      buffers.relink(to: packing)
    }
    seated = people
    buffers.beliefs.start.update(from: agents, count: agents.count)
    for (i, ballot) in people.enumerated() {
      let row = buffers.beliefs.start + (agentCount + i) * options
      for k in 0..<options { row[k] = Float(ballot.shares[k]) }
    }
  }
}

extension Graph {
  /// The nodes listed, as they are numbered there, and the links among them.
  fileprivate func part(_ nodes: [Int]) -> Graph {
    var place = [Int](repeating: -1, count: nodeCount)
    for (new, old) in nodes.enumerated() { place[old] = new }
    let edges = nodes.indices.flatMap { new in
      self[nodes[new]].compactMap { other in place[Int(other)] > new ? (new, place[Int(other)]) : nil }
    }
    return Graph(nodeCount: nodes.count, edges: edges)
  }
}
