import CKernels
import Policies

/// One round of a population as native rules read it: rows of beliefs in, rows of beliefs out.
struct ConsensusRound {
  let beliefs: UnsafePointer<Float>
  let out: UnsafeMutablePointer<Float>
  /// The first `movers` rows move; the others are only heard.
  let movers: Int
  let rows: Int
  let options: Int
  let rate: Float
  /// From 1.
  var number = 1
  let weights: UnsafePointer<Float>?
  let certainty: UnsafePointer<Float>
  let group: UnsafePointer<Float>?
  let evidence: UnsafePointer<Float>?
  /// Who hears whom, as `ctx.graph`, for the movers.
  let graph: UnsafePointer<Int64>
  /// What the movers keep between rounds, a row of `memoryWidth` each, zero at the start: read and written in place. nil
  /// unless the rule `keepsMemory`.
  var memory: UnsafeMutablePointer<Float>?
  /// The same as it was before the round, for all rows: what a node may know of its neighbours.
  var memories: UnsafePointer<Float>?
  var memoryWidth: Int { ConsensusKind.memoryWidth(options: options) }

  /// Cells of `graph` that hold a node's neighbours.
  @inline(__always) func hears(_ node: Int) -> Range<Int> { Int(graph[node]) - 1..<Int(graph[node + 1]) - 1 }
  @inline(__always) func neighbour(_ cell: Int) -> Int { Int(graph[cell]) - 1 }
  @inline(__always) func belief(_ node: Int) -> UnsafePointer<Float> { beliefs + node * options }
  @inline(__always) func weight(_ node: Int) -> Float { weights.map { $0[node] } ?? 1 }
  @inline(__always) func groupSize(_ node: Int) -> Float { group.map { $0[node] } ?? 1 }
}

/// A consensus rule written in Swift. It answers both of the kind's functions.
protocol NativeConsensusRule {
  static var name: String { get }
  /// Whether `round.certainty` must hold something.
  var readsCertainty: Bool { get }
  /// Whether `round.memory` and `round.memories` must be there.
  var keepsMemory: Bool { get }
  /// Writes the movers' next beliefs; every row of `round.out` that moves is written.
  func update(_ round: ConsensusRound, _ random: inout ck_stream)
  /// The same, where all chance of the round follows from one uniform draw in [0, 1).
  func update(_ round: ConsensusRound, coin: Double)
}

func consensusPolicy(_ rule: some NativeConsensusRule) -> any Policy {
  NativePolicy(
    kind: "consensus", name: type(of: rule).name, taking: rule.keepsMemory ? nil : ConsensusKind.memoryParameter,
    [
      { frame, _ in rule.updateOne(frame) },
      { frame, _ in rule.updateAll(frame) },
    ])
}

extension NativeConsensusRule {
  var readsCertainty: Bool { false }
  var keepsMemory: Bool { false }

  func update(_ round: ConsensusRound, coin: Double) {
    var random = ck_stream(key: coin.bitPattern, lane: 0, draw: 0)
    update(round, &random)
  }

  fileprivate func updateAll(_ frame: PolicyFrame) {
    let shape = frame.argumentShape(0)
    let round = ConsensusRound(
      frame, beliefs: frame.argumentElements(0, Float.self).baseAddress!, out: frame.outputElements(1, Float.self).baseAddress!,
      movers: shape.rows, rows: shape.rows, options: shape.columns,
      graph: frame.elements(ConsensusKind.Field.graph, Int64.self).baseAddress!,
      memory: frame.outputElements(ConsensusKind.memoryParameter[1], Float.self).baseAddress)
    update(round, &frame.random)
  }

  /// The same for one node among its neighbours: a star whose centre moves.
  fileprivate func updateOne(_ frame: PolicyFrame) {
    let belief = frame.argumentElements(0, Float.self), neighbours = frame.argumentElements(1, Float.self)
    let degree = frame.argumentShape(1).rows, options = belief.count
    withUnsafeTemporaryAllocation(of: Float.self, capacity: (degree + 1) * options) { rows in
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: degree + 2) { star in
        _ = rows.initialize(fromContentsOf: belief)
        if degree > 0 { _ = rows.extracting(options...).initialize(fromContentsOf: neighbours) }
        star[0] = 3
        star[1] = Int64(degree) + 3
        for i in 0..<degree { star[i + 2] = Int64(i) + 2 }
        let round = ConsensusRound(
          frame, beliefs: rows.baseAddress!, out: frame.outputElements(2, Float.self).baseAddress!, movers: 1, rows: degree + 1,
          options: options, graph: star.baseAddress!,
          memory: frame.outputElements(ConsensusKind.memoryParameter[0], Float.self).baseAddress)
        update(round, &frame.random)
      }
    }
  }
}

extension ConsensusRound {
  /// A round with what a frame's context holds.
  fileprivate init(
    _ frame: PolicyFrame, beliefs: UnsafePointer<Float>, out: UnsafeMutablePointer<Float>, movers: Int, rows: Int, options: Int,
    graph: UnsafePointer<Int64>, memory: UnsafeMutablePointer<Float>?
  ) {
    typealias Field = ConsensusKind.Field
    self.init(
      beliefs: beliefs, out: out, movers: movers, rows: rows, options: options, rate: Float(frame.number(Field.rate)!),
      number: Int(frame.integer(Field.round)!), weights: frame.elements(Field.weights, Float.self).baseAddress,
      certainty: frame.elements(Field.certainty, Float.self).baseAddress!,
      group: frame.elements(Field.group, Float.self).baseAddress,
      evidence: frame.elements(Field.evidence, Float.self).baseAddress, graph: graph, memory: memory,
      memories: frame.elements(Field.memories, Float.self).baseAddress)
  }
}
