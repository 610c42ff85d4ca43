/// A lazy graph of matrix computations with reverse-mode gradients: how Formic trains anything.
///
/// Nodes are added bottom-up, so the graph is acyclic by construction and a node's shape is checked when it is added.
/// Leaves are inputs and parameters; setting one stamps it, and `evaluate` recomputes exactly the nodes that depend on
/// a newer stamp. Every node has its buffers from the start: evaluating allocates nothing.
///
/// All values are f32 matrices, row-major; a batch is one example a row. Not thread-safe.
public final class ComputeGraph {
  /// A node of the graph that made it.
  public struct Node: Hashable, Sendable {
    let index: Int
  }

  enum Operation {
    case input
    case parameter
    /// a · b
    case product(Int, Int)
    /// x · weightsᵀ
    case linear(x: Int, weights: Int)
    /// a + b, where b has a's shape, or one row that is added to each of a's
    case sum(Int, Int)
    /// base + factor · (x · downᵀ) · up; scratch holds x · downᵀ
    case lowRank(base: Int, x: Int, down: Int, up: Int, factor: Float)
    case rectified(Int)
    case scaled(Int, Float)
    /// Mean over rows of −log softmax(logits)[label]; scratch holds the softmax.
    case crossEntropy(logits: Int, labels: Int)
  }

  struct Record {
    var operation: Operation
    var rows: Int
    var columns: Int
    var value: UnsafeMutablePointer<Float>
    /// nil where no parameter is upstream.
    var gradient: UnsafeMutablePointer<Float>?
    var scratch: UnsafeMutablePointer<Float>?
    /// The newest leaf stamp the value reflects; 0 before the first.
    var stamp: UInt64 = 0
    var evaluations = 0
    var count: Int { rows * columns }
  }

  var records: [Record] = []
  /// What owns a record's memory: its value's matrix (a leaf's may be the caller's) and its own gradient and scratch.
  var values: [Matrix?] = []
  private var owned: [UnsafeMutablePointer<Float>] = []
  /// Per node: itself and what it depends on, in order of evaluation; made when first asked for.
  private var ancestors: [[Int]?] = []
  var clock: UInt64 = 0
  /// Which gradients are in the buffers: of this node, at this stamp.
  var gradientSource: (node: Int, stamp: UInt64)?
  /// Room for one column of a batch, for the gradients of weights.
  var column: UnsafeMutablePointer<Float>
  private var columnCapacity = 64

  public init() { column = .allocate(capacity: columnCapacity) }

  deinit {
    for buffer in owned { buffer.deallocate() }
    column.deallocate()
  }

  /// How often any node has been computed, for checking that nothing is computed twice.
  public private(set) var evaluationCount = 0

  public func evaluationCount(of node: Node) -> Int { records[node.index].evaluations }

  public func shape(of node: Node) -> (rows: Int, columns: Int) { (records[node.index].rows, records[node.index].columns) }

  // MARK: Building

  /// Adds a node; `matrix` is a leaf's memory.
  func add(_ operation: Operation, rows: Int, columns: Int, scratch: Int = 0, needsGradient: Bool, matrix: Matrix? = nil) throws(ArrayError)
    -> Node
  {
    let matrix = if let matrix { matrix } else { try Matrix(.f32, rows: rows, columns: columns) }
    let value = matrix.view.pointee.data.assumingMemoryBound(to: Float.self)
    records.append(
      Record(
        operation: operation, rows: rows, columns: columns, value: value,
        gradient: needsGradient ? buffer(rows * columns) : nil, scratch: scratch > 0 ? buffer(scratch) : nil))
    values.append(matrix)
    ancestors.append(nil)
    if rows > columnCapacity {
      column.deallocate()
      columnCapacity = rows
      column = .allocate(capacity: rows)
    }
    return Node(index: records.count - 1)
  }

  func needsGradient(_ nodes: Node...) -> Bool { nodes.contains { records[$0.index].gradient != nil } }

  private func buffer(_ count: Int) -> UnsafeMutablePointer<Float> {
    let buffer = UnsafeMutablePointer<Float>.allocate(capacity: max(count, 1))
    buffer.initialize(repeating: 0, count: max(count, 1))
    owned.append(buffer)
    return buffer
  }

  /// `node` and everything it depends on, dependencies first.
  func path(to node: Int) -> [Int] {
    if let path = ancestors[node] { return path }
    var isNeeded = [Bool](repeating: false, count: node + 1)
    isNeeded[node] = true
    for i in stride(from: node, through: 0, by: -1) where isNeeded[i] {
      for input in records[i].operation.inputs { isNeeded[input] = true }
    }
    let path = isNeeded.indices.filter { isNeeded[$0] }
    ancestors[node] = path
    return path
  }

  func countEvaluation(of node: Int) {
    records[node].evaluations += 1
    evaluationCount += 1
  }
}

extension ComputeGraph.Operation {
  var inputs: [Int] {
    switch self {
    case .input, .parameter: []
    case .product(let a, let b), .sum(let a, let b): [a, b]
    case .linear(let x, let weights): [x, weights]
    case .lowRank(let base, let x, let down, let up, _): [base, x, down, up]
    case .rectified(let x), .scaled(let x, _): [x]
    case .crossEntropy(let logits, let labels): [logits, labels]
    }
  }
}
