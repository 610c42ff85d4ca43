extension ComputeGraph {
  /// a · b
  ///
  /// - Throws: `ArrayError.shape` unless a's columns are b's rows.
  public func matmul(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    let (p, q) = (records[a.index], records[b.index])
    guard p.columns == q.rows else { throw .shape("matmul: \(p.rows)×\(p.columns) times \(q.rows)×\(q.columns): the inner sizes differ") }
    return try add(.product(a.index, b.index), rows: p.rows, columns: q.columns, needsGradient: needsGradient(a, b))
  }

  /// x · weightsᵀ: one example a row of x, one output a row of weights. Row i is `weights · x_i` bit for bit, whatever the
  /// batch.
  ///
  /// - Throws: `ArrayError.shape` unless both have as many columns.
  public func linear(_ x: Node, weights: Node) throws(ArrayError) -> Node {
    let (p, q) = (records[x.index], records[weights.index])
    guard p.columns == q.columns else {
      throw .shape("linear: input has \(p.columns) columns, weights take \(q.columns)")
    }
    return try add(.linear(x: x.index, weights: weights.index), rows: p.rows, columns: q.rows, needsGradient: needsGradient(x, weights))
  }

  /// a + b; b may be a single row, which is then added to every row of a (a bias).
  ///
  /// - Throws: `ArrayError.shape`
  public func add(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    let (p, q) = (records[a.index], records[b.index])
    guard p.columns == q.columns, p.rows == q.rows || q.rows == 1 else {
      throw .shape("add: \(p.rows)×\(p.columns) plus \(q.rows)×\(q.columns)")
    }
    return try add(.sum(a.index, b.index), rows: p.rows, columns: p.columns, needsGradient: needsGradient(a, b))
  }

  /// base + scale · B(A x) for each row x: a low-rank adapter (Hu et al. 2021) on `base`, which is x itself for an adapter
  /// in residual form.
  ///
  /// - Parameters:
  ///   - down: A, rank × inputs.
  ///   - up: Bᵀ, rank × outputs, so that both factors are read along their rows.
  ///   - scale: alpha / rank.
  /// - Throws: `ArrayError.shape`
  public func lora(_ base: Node, input x: Node, down: Node, up: Node, scale: Float) throws(ArrayError) -> Node {
    let (b, p, a, u) = (records[base.index], records[x.index], records[down.index], records[up.index])
    guard p.rows == b.rows, a.columns == p.columns, u.columns == b.columns, a.rows == u.rows else {
      throw .shape(
        "lora: base \(b.rows)×\(b.columns), input \(p.rows)×\(p.columns), down \(a.rows)×\(a.columns), up \(u.rows)×\(u.columns): "
          + "expected n×outputs, n×inputs, rank×inputs, rank×outputs")
    }
    return try add(
      .lowRank(base: base.index, x: x.index, down: down.index, up: up.index, factor: scale), rows: b.rows, columns: b.columns,
      scratch: b.rows * a.rows * 2, needsGradient: needsGradient(base, x, down, up))
  }

  /// max(x, 0), with gradient 0 at 0.
  public func relu(_ x: Node) throws(ArrayError) -> Node {
    try add(.rectified(x.index), rows: records[x.index].rows, columns: records[x.index].columns, needsGradient: needsGradient(x))
  }

  /// factor · x
  public func scale(_ x: Node, by factor: Float) throws(ArrayError) -> Node {
    try add(.scaled(x.index, factor), rows: records[x.index].rows, columns: records[x.index].columns, needsGradient: needsGradient(x))
  }

  /// The mean over rows of −log softmax(logits)[label], a 1×1 loss.
  ///
  /// - Parameter labels: an input of one column: each row's class, from 0.
  /// - Throws: `ArrayError.shape`. A label that is no class of the logits is found on evaluation.
  public func softmaxCrossEntropy(_ logits: Node, labels: Node) throws(ArrayError) -> Node {
    let (p, q) = (records[logits.index], records[labels.index])
    guard q.rows == p.rows, q.columns == 1, p.columns > 0, p.rows > 0 else {
      throw .shape("softmaxCrossEntropy: logits \(p.rows)×\(p.columns) need labels \(p.rows)×1, got \(q.rows)×\(q.columns)")
    }
    return try add(
      .crossEntropy(logits: logits.index, labels: labels.index), rows: 1, columns: 1, scratch: p.count, needsGradient: needsGradient(logits))
  }
}
