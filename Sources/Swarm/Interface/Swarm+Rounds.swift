import Interface
import Kernels

/// Whole rounds of the native consensus rules on the arrays an `update_all` policy is lent: what plugins call for speed,
/// or compare themselves with.
extension SwarmInterface {
  static let rounds = [
    entropyRound,
    round("negotiation_round", "One round of Liu & Lee's local negotiation.") { _ in LocalNegotiation() },
    round(
      "majority_round", "One round of the majority rule.",
      settings: [
        Setting("dissemination", 0...1e6, 0, "mean rounds an option of quality 1 is disseminated; 0: everybody is heard and decides each round"),
        Setting("exploration", 0...1e6, 3, "mean rounds of exploring after a decision"), Setting("sample", 0...1e6, 0, "most neighbours heard; 0: all"),
        Setting("own", 0...1, 1, "1: a node counts its own choice too"),
      ]
    ) { MajorityRule(dissemination: $0[0], exploration: $0[1], sample: Int($0[2]), includesSelf: $0[3] > 0) },
    round("voter_round", "One round of the weighted voter model.") { _ in VoterRule() },
    round(
      "dmvd_round", "One round of the direct modulation of voter-based decisions.",
      settings: [
        Setting("dissemination", 0...1e6, 10, "mean rounds an option of quality 1 is disseminated"),
        Setting("exploration", 0...1e6, 3, "mean rounds of exploring after a decision"),
      ]
    ) { DirectModulation(dissemination: $0[0], exploration: $0[1]) },
    round("cross_inhibition_round", "One round of cross-inhibition.") { _ in CrossInhibition() },
    round(
      "unanimity_round", "One round of the k-unanimity rule.", settings: [Setting("count", 1...1000, 2, "k: how many drawn neighbours must agree")]
    ) { Unanimity(count: Int($0[0])) },
    round(
      "quorum_round", "One round of the quorum response.",
      settings: [
        Setting("threshold", 0.001...1, 0.5, "share of the neighbourhood at which a node follows in half of all cases"),
        Setting("steepness", 1...100, 4, "how sharply it responds"),
      ]
    ) { QuorumRule(threshold: $0[0], steepness: $0[1]) },
    round(
      "bounded_confidence_round", "One round of bounded confidence (Hegselmann & Krause, or Deffuant's pairs).",
      settings: [
        Setting("epsilon", 0...1, 0.3, "largest total variation distance of a belief that counts"), Setting("pairwise", 0...1, 0, "1: one neighbour a round"),
      ]
    ) { BoundedConfidence(epsilon: $0[0], isPairwise: $0[1] > 0) },
    round(
      "bayes_round", "One round of Bayesian belief sharing: a logarithmic pool, and evidence.",
      settings: [Setting("floor", 1e-9...0.001, 1e-6, "the least share an option keeps while pooling")]
    ) { BayesianSharing(floor: $0[0]) },
    round(
      "dbbs_round", "One round of distributed Bayesian belief sharing with decay.",
      settings: [Setting("decay", 0...1, 0.8, "what remains of the heard"), Setting("share", 0...1, 0.2, "what the neighbours' beliefs count")]
    ) { DiscreteBayes(decay: $0[0], share: $0[1]) },
    round(
      "bayes_bots_round", "One round of Bayes Bots.",
      settings: [
        Setting("prior", 0.001...1e6, 10, "pseudo-counts an option begins with"), Setting("confidence", 0.5...1, 0.99, "mass of the posterior to decide at"),
        Setting("feedback", 0...1, 0, "1: the decided say their decision"), Setting("one", 0...1, 0, "1: a node hears one neighbour a round"),
      ]
    ) { BayesBots(prior: $0[0], confidence: Double($0[1]), hasFeedback: $0[2] > 0, hearsOne: $0[3] > 0) },
  ]

  private static let entropyRound = round(
    "entropy_round", "One round of entropy-weighted consensus.",
    detail: """
      Each node averages itself (counting self_weight) and its neighbours by (floor + certainty) · group · weight, moves by rate, and \
      sharpens its belief where the variance of what it heard is below tolerance.
      """,
    settings: [
      Setting("floor", 1e-6...1e6, 1, "what a voice without certainty counts"), Setting("self_weight", 0...1e6, 1, "what a node counts to itself"),
      Setting("sharpness", 0...1, 1, "how far agreement sharpens"), Setting("tolerance", 1e-9...2, 0.01, "variance below which it does"),
    ]
  ) { EntropyRule(floor: $0[0], selfWeight: $0[1], sharpness: $0[2], tolerance: $0[3]) }

  /// A number a rule can be set by.
  private struct Setting {
    var parameter: Parameter
    var standard: Double

    init(_ name: String, _ range: ClosedRange<Double>, _ standard: Double, _ summary: String) {
      parameter = Parameter(
        name, .number, bounds: .numbers(range), isOptional: true, defaultText: standard.literal, summary)
      self.standard = standard
    }
  }

  /// A round of a native rule, made from its settings.
  private static func round(
    _ name: String, _ summary: String, detail: String = "", settings: [Setting] = [], _ make: @escaping @Sendable ([Float]) -> any NativeConsensusRule
  ) -> Function {
    let first = common.count
    return Function(
      name, summary, detail: (detail.isEmpty ? "" : detail + " ") + "For a whole population. out must not be beliefs. O(links · options).",
      parameters: common + settings.map(\.parameter),
      example: "swarm.\(name)(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, \"i64\"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))",
      isPolicySafe: true,
      errors: ["the arrays are not of the types and shapes described", "the graph has a link to nowhere", "out is beliefs", "the rule keeps a memory, and none is given"]
    ) { frame in
      let rule = make(settings.enumerated().map { frame.isNone(first + $0) ? $1.standard : frame.number(first + $0) }.map { Float($0) })
      try withRound("swarm.\(name)", frame, keepsMemory: rule.keepsMemory) { rule.update($0, coin: $1) }
    }
  }

  private static let common = [
    Parameter("beliefs", .object("matrix"), "f32, a row of shares a node"),
    Parameter("out", .object("matrix"), "f32, gets the next beliefs"),
    Parameter("graph", .object("vector"), "i64, who hears whom, as ctx.graph"),
    Parameter("rate", .number, bounds: .numbers(0...1), "how far a belief may move"),
    Parameter("coin", .number, bounds: .numbers(0...1), "a draw of ctx.random(); all chance of the round follows from it"),
    Parameter("certainty", .object("vector"), isOptional: true, "f32, one a node; nil: all 0"),
    Parameter("group", .object("vector"), isOptional: true, "f32, size of each node's group; nil: all 1"),
    Parameter("weights", .object("vector"), isOptional: true, "f32, how much each voice counts; nil: all 1"),
    Parameter("memory", .object("matrix"), isOptional: true, "f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing"),
    Parameter("evidence", .object("matrix"), isOptional: true, "f32, log-likelihoods of what each node saw; nil: nothing"),
  ]

  /// Reads the common parameters, checks shapes and links, and lends them to `body`.
  private static func withRound(_ function: String, _ frame: any CallFrame, keepsMemory: Bool, _ body: (ConsensusRound, Double) -> Void) throws {
    let beliefs = frame.object(0) as! Matrix, out = frame.object(1) as! Matrix, graph = frame.object(2) as! Vector
    let nodes = beliefs.rows, options = beliefs.columns
    guard options >= 1, out.rows == nodes, out.columns == options else {
      throw ScriptError("\(function): beliefs are \(nodes)×\(options), out is \(out.rows)×\(out.columns); both need the same shape, with at least one option")
    }
    func vector(_ index: Int, _ name: String) throws -> Vector? {
      guard !frame.isNone(index) else { return nil }
      let vector = frame.object(index) as! Vector
      guard vector.count == nodes else { throw ScriptError("\(function): \(name) has \(vector.count) elements for \(nodes) nodes") }
      return vector
    }
    func lend(_ vector: Vector?, _ body: (UnsafePointer<Float>?) throws -> Void) throws {
      guard let vector else { return try body(nil) }
      try vector.withElements { try body($0.baseAddress) }
    }
    func matrix(_ index: Int, _ name: String, columns: Int) throws -> Matrix? {
      guard !frame.isNone(index) else { return nil }
      let matrix = frame.object(index) as! Matrix
      guard matrix.rows == nodes, matrix.columns == columns else {
        throw ScriptError("\(function): \(name) is \(matrix.rows)×\(matrix.columns); \(nodes) nodes with \(options) options need \(nodes)×\(columns)")
      }
      return matrix
    }
    func lend(_ matrix: Matrix?, _ body: (UnsafePointer<Float>?) throws -> Void) throws {
      guard let matrix else { return try body(nil) }
      try matrix.withElements(of: Float.self) { try body($0.baseAddress) }
    }
    func lendMemory(_ body: (UnsafeMutablePointer<Float>?, UnsafePointer<Float>?) throws -> Void) throws {
      guard keepsMemory else { return try body(nil, nil) }
      guard let memory = try matrix(8, "memory", columns: ConsensusKind.memoryWidth(options: options)) else {
        throw ScriptError("\(function): this rule keeps a memory: matrix.zeros(\(nodes), \(ConsensusKind.memoryWidth(options: options))) expected")
      }
      guard memory !== out, memory !== beliefs else { throw ScriptError("\(function): memory must not be out or beliefs") }
      try memory.withMutableElements(of: Float.self) { memory in
        try Array(memory).withUnsafeBufferPointer { try body(memory.baseAddress, $0.baseAddress) }
      }
    }
    let certainty = try vector(5, "certainty") ?? Vector(.f32, count: nodes)
    let group = try vector(6, "group"), weights = try vector(7, "weights"), evidence = try matrix(9, "evidence", columns: options)
    try beliefs.withElements(of: Float.self) { beliefs in
      try out.withMutableElements(of: Float.self) { out in
        guard beliefs.baseAddress != UnsafePointer(out.baseAddress) else { throw ScriptError("\(function): out must not be beliefs") }
        try graph.withElements(of: Int64.self) { graph in
          try checkLinks(function, graph, nodes: nodes)
          try lend(certainty) { certainty in
            try lend(group) { group in
              try lend(weights) { weights in
                try lend(evidence) { evidence in
                  try lendMemory { memory, memories in
                    guard nodes > 0 else { return }
                    let round = ConsensusRound(
                      beliefs: beliefs.baseAddress!, out: out.baseAddress!, movers: nodes, rows: nodes, options: options,
                      rate: Float(frame.number(3)), weights: weights, certainty: certainty!, group: group, evidence: evidence,
                      graph: graph.baseAddress!, memory: memory, memories: memories)
                    body(round, frame.number(4))
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// A script may pass any vector: every link must lead to a node.
  private static func checkLinks(_ function: String, _ graph: UnsafeBufferPointer<Int64>, nodes: Int) throws {
    guard graph.count > nodes, graph[0] == Int64(nodes) + 2, graph[nodes] == Int64(graph.count) + 1 else {
      throw ScriptError("\(function): graph isn't packed as ctx.graph is for \(nodes) nodes")
    }
    for i in 0..<nodes where graph[i] > graph[i + 1] {
      throw ScriptError("\(function): graph[\(i + 2)] is \(graph[i + 1]), below graph[\(i + 1)], \(graph[i])")
    }
    let limit = UInt64(nodes)
    for cell in nodes + 1..<graph.count where UInt64(bitPattern: graph[cell] &- 1) >= limit {
      throw ScriptError("\(function): graph[\(cell + 1)] is \(graph[cell]), outside 1…\(nodes)")
    }
  }
}
