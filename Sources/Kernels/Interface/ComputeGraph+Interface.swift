public import Interface

extension ComputeGraph: PassableObject {
  public static var className: String { "compute_graph" }
}

/// A node as scripts hold it, with the graph it belongs to.
public final class GraphNode: PassableObject {
  public static var className: String { "graph_node" }
  let graph: ComputeGraph
  let node: ComputeGraph.Node

  init(_ graph: ComputeGraph, _ node: ComputeGraph.Node) {
    self.graph = graph
    self.node = node
  }
}

extension KernelsInterface {
  /// `graph`: computations with gradients.
  static let graph = Module(
    "graph", "Lazy matrix computations with reverse-mode gradients: how anything is trained.",
    functions: [
      Function("new", "An empty graph.", returns: Parameter("graph", .object("compute_graph")), example: "graph.new()") { ComputeGraph() }
    ],
    classes: [
      Class("compute_graph", "Nodes are added bottom-up, and computed only when asked for and out of date.", methods: leaves + operations + evaluation,
        operators: [.card(of: ComputeGraph.self, example: "tostring(graph.new())")]),
      Class("graph_node", "A node of a compute graph.",
        fields: [
          Function("rows", "How many rows its value has.", .object("self") as Typed<GraphNode>, returns: Parameter("rows", .integer),
            example: "graph.new():input(2, 3).rows") { Int64($0.graph.shape(of: $0.node).rows) },
          Function("columns", "How many columns its value has.", .object("self") as Typed<GraphNode>, returns: Parameter("columns", .integer),
            example: "graph.new():input(2, 3).columns") { Int64($0.graph.shape(of: $0.node).columns) },
        ],
        operators: [.card(of: GraphNode.self, example: "tostring(graph.new():input(2, 3))")]),
    ])

  private static let this: Typed<ComputeGraph> = .object("self")
  private static let result = Parameter("node", .object("graph_node"))
  private static func node(_ name: String) -> Typed<GraphNode> { .object(name) }

  private static let leaves: [Function] = [
    Function("input", "A leaf of data, zero until it is set.", this, .integer("rows", 0...Int64.max), .integer("columns", 0...Int64.max), returns: result,
      example: "graph.new():input(1, 3)", errors: ["the shape is more than memory holds"]) { GraphNode($0, try $0.input(rows: Int($1), columns: Int($2))) },
    Function("parameter", "A leaf to be trained, which uses the matrix in place.", this, .object("matrix") as Typed<Matrix>, returns: result,
      example: "graph.new():parameter(matrix.identity(3))", errors: ["the matrix is not f32"]) { GraphNode($0, try $0.parameter($1)) },
    Function("constant", "A leaf of fixed data, which uses the matrix in place.", this, .object("matrix") as Typed<Matrix>, returns: result,
      example: "graph.new():constant(matrix.identity(3))", errors: ["the matrix is not f32"]) { GraphNode($0, try $0.constant($1)) },
    Function("set", "Copies the elements of a matrix, or of a vector as one row, into a leaf.", this, node("leaf"), .any("elements"), returns: .nothing,
      example: "(function() local g = graph.new(); g:set(g:input(1, 3), vector.ones(3)) end)()", errors: .node + ["the node is no leaf, or the elements do not fit it"]
    ) { graph, leaf, elements in
      let leaf = try graph.own(leaf), shape = graph.shape(of: leaf)
      try graph.checkLeaf(leaf)
      switch elements {
      case .object(let vector as Vector):
        guard shape.rows == 1 || shape.columns == 1, vector.count == shape.rows * shape.columns else {
          throw ScriptError("set: the leaf is \(shape.rows)×\(shape.columns), the vector has \(vector.count) elements")
        }
        graph.set(leaf, try vector.asArray(of: Float.self))
      case .object(let matrix as Matrix):
        guard matrix.rows == shape.rows, matrix.columns == shape.columns else {
          throw ScriptError("set: the leaf is \(shape.rows)×\(shape.columns), the matrix \(matrix.rows)×\(matrix.columns)")
        }
        graph.set(leaf, try matrix.asArray(of: Float.self))
      default: throw ScriptError("set: matrix or vector expected, got \(elements.typeName)")
      }
      return Nothing()
    },
    Function("set_labels", "Sets the labels of a cross-entropy: one class a row, from 1.", this, node("leaf"), .table("labels"), returns: .nothing,
      example: "(function() local g = graph.new(); g:set_labels(g:input(2, 1), { 1, 3 }) end)()", errors: .node + ["a label is no class, or there are not as many as rows"]
    ) { graph, leaf, labels in
      let leaf = try graph.own(leaf)
      try graph.checkLeaf(leaf)
      let classes = try labels.list.map { label in
        guard case .integer(let label) = label, label >= 1, label <= 1 << 24 else { throw ScriptError("set_labels: labels are integers from 1") }
        return Int(label) - 1
      }
      guard classes.count == graph.shape(of: leaf).rows, graph.shape(of: leaf).columns == 1 else {
        throw ScriptError("set_labels: \(classes.count) labels for \(graph.shape(of: leaf).rows) rows")
      }
      graph.set(leaf, labels: classes)
      return Nothing()
    },
    Function("touch", "Says that a leaf's matrix was changed from outside.", this, node("leaf"), returns: .nothing,
      example: "(function() local g = graph.new(); g:touch(g:parameter(matrix.identity(2))) end)()", errors: .node
    ) { graph, leaf in
      let leaf = try graph.own(leaf)
      try graph.checkLeaf(leaf)
      graph.touch(leaf)
      return Nothing()
    },
  ]

  private static let operations: [Function] = [
    Function("matmul", "a · b", this, node("a"), node("b"), returns: result,
      example: "(function() local g = graph.new(); return g:matmul(g:input(1, 3), g:input(3, 2)) end)()", errors: .node + ["the shapes do not fit together"]
    ) { GraphNode($0, try $0.matmul(try $0.own($1), try $0.own($2))) },
    Function("linear", "x · weightsᵀ: one example a row of x, one output a row of weights.", this, node("x"), node("weights"), returns: result,
      example: "(function() local g = graph.new(); return g:linear(g:input(1, 3), g:input(2, 3)) end)()", errors: .node + ["the shapes do not fit together"]
    ) { GraphNode($0, try $0.linear(try $0.own($1), weights: try $0.own($2))) },
    Function("add", "a + b; b may be one row, added to every row of a.", this, node("a"), node("b"), returns: result,
      example: "(function() local g = graph.new(); return g:add(g:input(2, 3), g:input(1, 3)) end)()", errors: .node + ["the shapes do not fit together"]
    ) { GraphNode($0, try $0.add(try $0.own($1), try $0.own($2))) },
    Function("relu", "max(x, 0)", this, node("x"), returns: result, example: "(function() local g = graph.new(); return g:relu(g:input(2, 3)) end)()", errors: .node) {
      GraphNode($0, try $0.relu(try $0.own($1)))
    },
    Function("scale", "factor · x", this, node("x"), .number("factor"), returns: result,
      example: "(function() local g = graph.new(); return g:scale(g:input(2, 3), 2) end)()", errors: .node
    ) { GraphNode($0, try $0.scale(try $0.own($1), by: Float($2))) },
    Function(
      "lora", "base + scale · B(A x): a low-rank adapter on `base`, in residual form where that is x.",
      detail: "`down` is A, rank × inputs; `up` is the transpose of B, rank × outputs. Hu et al. 2021.",
      parameters: [
        Parameter("self", .object("compute_graph")), Parameter("base", .object("graph_node")), Parameter("x", .object("graph_node")),
        Parameter("down", .object("graph_node")), Parameter("up", .object("graph_node")), Parameter("scale", .number),
      ], results: [result],
      example: "(function() local g = graph.new(); local x = g:input(1, 4); return g:lora(x, x, g:input(2, 4), g:input(2, 4), 1) end)()", errors: .node + ["the shapes do not fit together"]
    ) { frame in
      let graph = ComputeGraph.read(frame, 0)
      let nodes = try (1...4).map { try graph.own(GraphNode.read(frame, $0)) }
      GraphNode(graph, try graph.lora(nodes[0], input: nodes[1], down: nodes[2], up: nodes[3], scale: Float(frame.number(5)))).write(frame)
    },
    Function("cross_entropy", "Mean over rows of −log softmax(logits)[label], a 1×1 loss.", detail: "`labels` is an input of one column.", this,
      node("logits"), node("labels"), returns: result,
      example: "(function() local g = graph.new(); return g:cross_entropy(g:input(2, 3), g:input(2, 1)) end)()", errors: .node + ["the labels are no input of one column with as many rows"]
    ) { GraphNode($0, try $0.softmaxCrossEntropy(try $0.own($1), labels: try $0.own($2))) },
  ]

  private static let evaluation: [Function] = [
    Function("value", "A copy of a node's value, computed if it is out of date.", this, node("node"), returns: .matrix("value"),
      example: "(function() local g = graph.new(); return g:value(g:input(1, 3)) end)()", errors: .node
    ) { graph, node in
      let node = try graph.own(node), shape = graph.shape(of: node)
      return Matrix(try graph.value(of: node), rows: shape.rows, columns: shape.columns)
    },
    Function("scalar", "The value of a 1×1 node, e.g. a loss.", this, node("node"), returns: Parameter("value", .number),
      example: "(function() local g = graph.new(); return g:scalar(g:input(1, 1)) end)()", errors: .node + ["the value is not 1×1"]
    ) { graph, node in
      let node = try graph.own(node), shape = graph.shape(of: node)
      guard shape == (1, 1) else { throw ScriptError("scalar: the node is \(shape.rows)×\(shape.columns), not 1×1") }
      return Double(try graph.scalar(node))
    },
    Function("differentiate", "Computes the gradients of a node with respect to the parameters upstream.", this, node("node"), returns: .nothing,
      example: "(function() local g = graph.new(); g:differentiate(g:parameter(matrix.identity(2))) end)()", errors: .node + ["the value is not 1×1"]
    ) { graph, node in
      try graph.differentiate(try graph.own(node))
      return Nothing()
    },
    Function("gradient", "A copy of the gradient with respect to a node, after `differentiate`.", this, node("node"), returns: .matrix("gradient"),
      example: "(function() local g = graph.new(); local w = g:parameter(matrix.identity(2)); g:differentiate(w); return g:gradient(w) end)()", errors: .node + ["nothing has been differentiated yet"]
    ) { graph, node in
      let node = try graph.own(node), shape = graph.shape(of: node)
      guard graph.needsGradient(node) else { throw ScriptError("gradient: the node depends on no parameter") }
      return Matrix(graph.gradient(of: node), rows: shape.rows, columns: shape.columns)
    },
    Function("descend", "A step of gradient descent on a parameter.", this, node("parameter"), .number("rate"), returns: .nothing,
      example: "(function() local g = graph.new(); local w = g:parameter(matrix.identity(2)); g:differentiate(w); g:descend(w, 0.1) end)()", errors: .node + ["nothing has been differentiated yet"]
    ) { graph, node, rate in
      let node = try graph.own(node)
      guard graph.isParameter(node) else { throw ScriptError("descend: only a parameter is trained") }
      try graph.descend(node, rate: Float(rate))
      return Nothing()
    },
    Function("evaluations", "How often any node has been computed.", this, returns: Parameter("count", .integer), example: "graph.new():evaluations()") {
      Int64($0.evaluationCount)
    },
  ]
}

extension ComputeGraph {
  fileprivate func own(_ node: GraphNode) throws -> Node {
    guard node.graph === self else { throw ScriptError("the node belongs to another graph") }
    return node.node
  }

  fileprivate func checkLeaf(_ node: Node) throws {
    guard isLeaf(node) else { throw ScriptError("only an input or a parameter can be set") }
    try checkLive(node)
  }
}
