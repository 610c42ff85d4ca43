import CKernels
import Interface
import Kernels

/// Whole rounds of the native consensus rules on the arrays an `update_all` policy is lent: what plugins call for speed,
/// or compare themselves with.
extension SwarmInterface {
  static let rounds = [entropyRound, negotiationRound, majorityRound, voterRound]

  private static let entropyRound = Function(
    "entropy_round", "One round of entropy-weighted consensus for a whole population.",
    detail: """
      Each node averages itself (counting self_weight) and its neighbours by (floor + certainty) · group · weight, moves by rate, and \
      sharpens its belief where the variance of what it heard is below tolerance. out must not be beliefs. O(links · options).
      """,
    parameters: common + [
      number("floor", 1e-6...1e6, "what a voice without certainty counts; 1 when left out"),
      number("self_weight", 0...1e6, "what a node counts to itself; 1 when left out"),
      number("sharpness", 0...1, "how far agreement sharpens; 1 when left out"),
      number("tolerance", 1e-9...2, "variance below which it does; 0.01 when left out"),
    ],
    example: "swarm.entropy_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, \"i64\"), 0.5, 0.25)", isPolicySafe: true, errors: ["the arrays are not of the types and shapes described", "the graph has a link to nowhere", "out is beliefs"]
  ) { frame in
    func option(_ index: Int, _ value: Float) -> Float { frame.isNone(index) ? value : Float(frame.number(index)) }
    let rule = EntropyRule(
      floor: option(8, 1), selfWeight: option(9, 1), sharpness: option(10, 1), tolerance: option(11, 0.01))
    try withRound("swarm.entropy_round", frame) { rule.update($0, coin: $1) }
  }

  private static let negotiationRound = round("negotiation_round", "One round of Liu & Lee's local negotiation.", LocalNegotiation())
  private static let majorityRound = round("majority_round", "One round of the majority rule.", MajorityRule())
  private static let voterRound = round("voter_round", "One round of the weighted voter model.", VoterRule())

  private static func round(_ name: String, _ summary: String, _ rule: some NativeConsensusRule & Sendable) -> Function {
    Function(
      name, summary, detail: "For a whole population. out must not be beliefs. O(links · options).", parameters: common,
      example: "swarm.\(name)(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, \"i64\"), 0.5, 0.25)", isPolicySafe: true, errors: ["the arrays are not of the types and shapes described", "the graph has a link to nowhere", "out is beliefs"]
    ) { frame in
      try withRound("swarm.\(name)", frame) { round, coin in
        var random = ck_stream(key: coin.bitPattern, lane: 0, draw: 0)
        rule.update(round, &random)
      }
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
  ]

  private static func number(_ name: String, _ range: ClosedRange<Double>, _ summary: String) -> Parameter {
    Parameter(name, .number, bounds: .numbers(range), isOptional: true, summary)
  }

  /// Reads the common parameters, checks shapes and links, and lends them to `body`.
  private static func withRound(_ function: String, _ frame: any CallFrame, _ body: (ConsensusRound, Double) -> Void) throws {
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
    let certainty = try vector(5, "certainty") ?? Vector(.f32, count: nodes)
    let group = try vector(6, "group"), weights = try vector(7, "weights")
    try beliefs.withElements(of: Float.self) { beliefs in
      try out.withMutableElements(of: Float.self) { out in
        guard beliefs.baseAddress != UnsafePointer(out.baseAddress) else { throw ScriptError("\(function): out must not be beliefs") }
        try graph.withElements(of: Int64.self) { graph in
          try checkLinks(function, graph, nodes: nodes)
          try lend(certainty) { certainty in
            try lend(group) { group in
              try lend(weights) { weights in
                guard nodes > 0 else { return }
                let round = ConsensusRound(
                  beliefs: beliefs.baseAddress!, out: out.baseAddress!, movers: nodes, rows: nodes, options: options,
                  rate: Float(frame.number(3)), weights: weights, certainty: certainty!, group: group, evidence: nil,
                  graph: graph.baseAddress!)
                body(round, frame.number(4))
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
