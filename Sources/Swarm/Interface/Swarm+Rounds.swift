import Interface
import Kernels

/// Whole rounds of the native consensus rules on the arrays an `update_all` policy is lent: what plugins call for speed,
/// or compare themselves with.
extension SwarmInterface {
  static let rounds: [Function] = ConsensusRules.all.map(round)

  private static func round(_ rule: NativeRule<any NativeConsensusRule>) -> Function {
    let first = common.count, settings = rule.settings, name = "\(rule.name)_round"
    return Function(
      name, "One round of \(rule.summary).", detail: "For a whole population, as the plugin consensus/\(rule.name) does it. out must not be beliefs. O(links · options).",
      parameters: common + settings.map {
        Parameter($0.name, .number, bounds: .numbers($0.range), isOptional: true, defaultText: $0.standard.literal, $0.summary)
      },
      example: "swarm.\(name)(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, \"i64\"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))",
      isPolicySafe: true,
      errors: ["the arrays are not of the types and shapes described", "the graph has a link to nowhere", "out is beliefs", "the rule keeps a memory, and none is given"]
    ) { frame in
      let rule = rule.make(settings.indices.map { frame.isNone(first + $0) ? settings[$0].standard : frame.number(first + $0) })
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
