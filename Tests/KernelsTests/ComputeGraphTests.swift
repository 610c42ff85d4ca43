import Kernels
import Testing

@Suite struct ComputeGraphTests {
  /// A graph with one parameter under test, and the loss over it.
  struct Subject {
    var graph: ComputeGraph
    var parameters: [ComputeGraph.Node]
    var loss: ComputeGraph.Node
  }

  enum Form: String, CaseIterable, CustomTestStringConvertible {
    case matmul, linear, bias, sum, relu, scale, lora, residualLora, stack
    var testDescription: String { rawValue }
  }

  static func matrix(_ rows: Int, _ columns: Int, _ random: inout RandomStream, width: Double = 1) -> Matrix {
    Matrix((0..<rows * columns).map { _ in Float(width * random.normal()) }, rows: rows, columns: columns)
  }

  /// Every operation under a cross-entropy over a batch, so that its gradient is not trivial.
  static func build(_ form: Form, batch: Int, seed: UInt64) throws -> Subject {
    var random = RandomStream(seed: seed, "graph")
    let g = ComputeGraph()
    let x = try g.input(rows: batch, columns: 6)
    let labels = try g.input(rows: batch, columns: 1)
    g.set(x, (0..<batch * 6).map { _ in Float(random.normal()) })
    g.set(labels, labels: (0..<batch).map { _ in random.below(5) })
    let w = try g.parameter(matrix(5, 6, &random))
    var parameters = [w]
    var logits = try g.linear(x, weights: w)
    switch form {
    case .linear: break
    case .matmul:
      let right = try g.parameter(matrix(5, 5, &random)), left = try g.parameter(matrix(batch, batch, &random))
      logits = try g.matmul(left, try g.matmul(logits, right))
      parameters += [right, left]
    case .bias:
      let bias = try g.parameter(matrix(1, 5, &random))
      logits = try g.add(logits, bias)
      parameters.append(bias)
    case .sum:
      let other = try g.parameter(matrix(batch, 5, &random))
      logits = try g.add(try g.add(logits, other), logits)
      parameters.append(other)
    case .relu: logits = try g.relu(logits)
    case .scale: logits = try g.scale(logits, by: -0.7)
    case .lora:
      let down = try g.parameter(matrix(2, 6, &random)), up = try g.parameter(matrix(2, 5, &random))
      logits = try g.lora(logits, input: x, down: down, up: up, scale: 0.5)
      parameters += [down, up]
    case .residualLora:
      let down = try g.parameter(matrix(3, 5, &random)), up = try g.parameter(matrix(3, 5, &random))
      logits = try g.lora(logits, input: logits, down: down, up: up, scale: 0.25)
      parameters += [down, up]
    case .stack:
      let second = try g.parameter(matrix(5, 5, &random)), bias = try g.parameter(matrix(1, 5, &random))
      logits = try g.add(try g.linear(try g.relu(logits), weights: second), bias)
      parameters += [second, bias]
    }
    return Subject(graph: g, parameters: parameters, loss: try g.softmaxCrossEntropy(logits, labels: labels))
  }

  @Test(arguments: Form.allCases, [1, 3])
  func `a gradient is what finite differences say`(form: Form, batch: Int) throws {
    let subject = try Self.build(form, batch: batch, seed: 11)
    let graph = subject.graph
    for parameter in subject.parameters {
      try graph.differentiate(subject.loss)
      let gradient = Array(graph.gradient(of: parameter))
      let start = Array(try graph.value(of: parameter))
      #expect(gradient.contains { $0 != 0 })
      for i in start.indices {
        let step: Float = 1.0 / 128
        var moved = start
        moved[i] += step
        graph.set(parameter, moved)
        let above = try graph.scalar(subject.loss)
        moved[i] = start[i] - step
        graph.set(parameter, moved)
        let below = try graph.scalar(subject.loss)
        let difference = (above - below) / (2 * step)
        #expect(abs(gradient[i] - difference) < 2e-3, "\(form) element \(i): \(gradient[i]) against \(difference)")
        graph.set(parameter, start)
      }
    }
  }

  @Test(arguments: Form.allCases)
  func `a cached value is the recomputed one, bit for bit`(form: Form) throws {
    let cached = try Self.build(form, batch: 4, seed: 5)
    _ = try cached.graph.scalar(cached.loss)
    for parameter in cached.parameters {
      try cached.graph.differentiate(cached.loss)
      try cached.graph.descend(parameter, rate: 0.1)
      let fresh = try Self.build(form, batch: 4, seed: 5)
      for (mine, its) in zip(cached.parameters, fresh.parameters) { fresh.graph.set(its, try cached.graph.value(of: mine)) }
      #expect(try cached.graph.scalar(cached.loss) == fresh.graph.scalar(fresh.loss))
    }
  }

  @Test func `nothing is computed that is not dirty`() throws {
    var random = RandomStream(seed: 1, "dirty")
    let g = ComputeGraph()
    let x = try g.input(rows: 2, columns: 4), labels = try g.input(rows: 2, columns: 1)
    let w = try g.constant(Self.matrix(3, 4, &random)), bias = try g.parameter(Self.matrix(1, 3, &random))
    g.set(x, (0..<8).map { _ in Float(random.normal()) })
    let product = try g.linear(x, weights: w)
    let logits = try g.add(product, bias)
    let loss = try g.softmaxCrossEntropy(logits, labels: labels)
    let aside = try g.relu(logits)
    _ = try g.scalar(loss)
    #expect(g.evaluationCount == 3)
    _ = try g.scalar(loss)
    try g.differentiate(loss)
    #expect(g.evaluationCount == 3, "a second look computes nothing")
    try g.descend(bias, rate: 0.1)
    _ = try g.scalar(loss)
    #expect(g.evaluationCount(of: product) == 1, "the product does not depend on the bias")
    #expect(g.evaluationCount(of: logits) == 2)
    #expect(g.evaluationCount(of: aside) == 0, "nobody asked for it")
    g.set(labels, labels: [1, 2])
    _ = try g.scalar(loss)
    #expect(g.evaluationCount(of: logits) == 2)
    #expect(g.evaluationCount(of: loss) == 3)
  }

  @Test func `an untrained adapter is the identity and training reaches a reachable target`() throws {
    var random = RandomStream(seed: 3, "fit")
    let g = ComputeGraph()
    let x = try g.input(rows: 1, columns: 8), labels = try g.input(rows: 1, columns: 1)
    let down = try g.parameter(Self.matrix(2, 8, &random, width: 0.3)), up = try g.parameter(Matrix(.f32, rows: 2, columns: 8))
    let y = try g.lora(x, input: x, down: down, up: up, scale: 1)
    let loss = try g.softmaxCrossEntropy(y, labels: labels)
    let sample = (0..<8).map { _ in Float(random.normal()) }
    g.set(x, sample)
    g.set(labels, labels: [6])
    #expect(Array(try g.value(of: y)) == sample)
    let before = try g.scalar(loss)
    for _ in 0..<200 {
      try g.differentiate(loss)
      try g.descend(down, rate: 0.2)
      try g.descend(up, rate: 0.2)
    }
    #expect(try g.scalar(loss) < 0.05 * before)
  }

  @Test func `each row of a batch has the bits it has alone`() throws {
    var random = RandomStream(seed: 9, "batch")
    let weights = Self.matrix(150, 384, &random), rows = Self.matrix(5, 384, &random)
    let down = Self.matrix(2, 384, &random), up = Self.matrix(2, 150, &random)
    func logits(_ x: Matrix) throws -> [Float] {
      let g = ComputeGraph()
      let node = try g.constant(x)
      let base = try g.linear(node, weights: try g.constant(weights))
      return Array(try g.value(of: try g.lora(base, input: node, down: try g.constant(down), up: try g.constant(up), scale: 2)))
    }
    let together = try logits(rows)
    for i in 0..<5 {
      let alone = try logits(Matrix(try rows.row(i).asArray(of: Float.self), rows: 1, columns: 384))
      #expect(alone == Array(together[(i * 150)..<(i * 150 + 150)]))
    }
  }

  @Test func `a wrong shape or label is an error that says which`() throws {
    let g = ComputeGraph()
    let a = try g.input(rows: 2, columns: 3), b = try g.input(rows: 2, columns: 3), labels = try g.input(rows: 2, columns: 1)
    #expect(throws: ArrayError.shape("matmul: 2×3 times 2×3: the inner sizes differ")) { try g.matmul(a, b) }
    let loss = try g.softmaxCrossEntropy(a, labels: labels)
    g.set(labels, [0, 3])
    #expect(throws: ArrayError.value("label 3.0 of row 2 is none of the 3 classes 0…2")) { try g.scalar(loss) }
    g.set(labels, [0, .nan])
    #expect(throws: ArrayError.self) { try g.scalar(loss) }
  }

  @Test func `a leaf whose matrix was closed is an error`() throws {
    let g = ComputeGraph()
    let matrix = Matrix([1, 2] as [Float], rows: 1, columns: 2)
    let doubled = try g.scale(try g.parameter(matrix), by: 2)
    #expect(Array(try g.value(of: doubled)) == [2, 4])
    matrix.close()
    #expect(throws: ArrayError.stale) { try g.value(of: doubled) }
  }

  @Test func `a loss too large for a softmax in f32 is still exact`() throws {
    let g = ComputeGraph()
    let logits = try g.input(rows: 1, columns: 2), labels = try g.input(rows: 1, columns: 1)
    g.set(logits, [0, 500])
    #expect(try g.scalar(try g.softmaxCrossEntropy(logits, labels: labels)) == 500)
  }
}
