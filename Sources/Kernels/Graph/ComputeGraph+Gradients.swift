import CKernels

extension ComputeGraph {
  /// Computes the gradients of the sum of `node`'s elements (of a loss, the loss) with respect to everything upstream that
  /// depends on a parameter, unless they are already there.
  ///
  /// - Throws: as `evaluate`.
  /// - Complexity: at most three times the work of evaluating every node upstream.
  public func differentiate(_ node: Node) throws(ArrayError) {
    try evaluate(node)
    let stamp = records[node.index].stamp
    if let source = gradientSource, source == (node.index, stamp) { return }
    gradientSource = nil
    let path = path(to: node.index)
    for index in path {
      if let gradient = records[index].gradient { gradient.update(repeating: 0, count: records[index].count) }
    }
    guard let seed = records[node.index].gradient else { return }
    seed.update(repeating: 1, count: records[node.index].count)
    for index in path.reversed() where records[index].gradient != nil {
      if ck_is_interrupted() { throw .interrupted }
      propagate(records[index])
    }
    gradientSource = (node.index, stamp)
  }

  /// The gradient with respect to `node` after `differentiate`, row after row; valid until the next.
  ///
  /// - Precondition: `node` depends on a parameter, or is one.
  public func gradient(of node: Node) -> UnsafeBufferPointer<Float> {
    guard let gradient = records[node.index].gradient else { preconditionFailure("a node without a parameter upstream has no gradient") }
    return UnsafeBufferPointer(start: gradient, count: records[node.index].count)
  }

  /// A step of gradient descent: parameter ← parameter − rate · gradient.
  ///
  /// - Throws: `ArrayError.stale` if its matrix was closed.
  /// - Precondition: `node` is a parameter.
  public func descend(_ node: Node, rate: Float) throws(ArrayError) {
    precondition(isParameter(node), "only a parameter is trained")
    try checkLive(node)
    let record = records[node.index]
    ck_axpy_f32(-rate, record.gradient, record.value, record.count)
    touch(node)
  }

  /// Adds this node's part to the gradients of its inputs.
  private func propagate(_ node: Record) {
    let kernels = ck_live_kernels()!
    let g = node.gradient!
    switch node.operation {
    case .input, .parameter:
      break

    case .product(let a, let b):
      let (p, q) = (records[a], records[b])
      if let da = p.gradient {  // dA += g Bᵀ
        for i in 0..<node.rows {
          for k in 0..<p.columns {
            da[i * p.columns + k] += kernels.pointee.dot_f32(q.value + k * q.columns, g + i * node.columns, node.columns)
          }
        }
      }
      if let db = q.gradient {  // dB += Aᵀ g
        accumulate(db, rows: q.rows, columns: q.columns, coefficients: p.value, vectors: g, batch: node.rows)
      }

    case .linear(let x, let weights):
      let (p, w) = (records[x], records[weights])
      if let dx = p.gradient {  // dx += g W
        for i in 0..<node.rows {
          kernels.pointee.gemv_transposed_f32(w.value, w.columns, w.rows, w.columns, g + i * node.columns, dx + i * p.columns)
        }
      }
      if let dw = w.gradient {  // dW += gᵀ x
        accumulate(dw, rows: w.rows, columns: w.columns, coefficients: g, vectors: p.value, batch: node.rows)
      }

    case .sum(let a, let b):
      let (p, q) = (records[a], records[b])
      if let da = p.gradient { kernels.pointee.axpy_f32(1, g, da, node.count) }
      if let db = q.gradient {
        if q.rows == p.rows {
          kernels.pointee.axpy_f32(1, g, db, node.count)
        } else {
          for i in 0..<node.rows { kernels.pointee.axpy_f32(1, g + i * node.columns, db, node.columns) }
        }
      }

    case .lowRank(let base, let x, let down, let up, let factor):
      let (p, a, u) = (records[x], records[down], records[up])
      let rank = a.rows
      let hidden = node.scratch!
      let dHidden = hidden + node.rows * rank
      if let db = records[base].gradient { kernels.pointee.axpy_f32(1, g, db, node.count) }
      for i in 0..<node.rows {
        for k in 0..<rank {
          dHidden[i * rank + k] = factor * kernels.pointee.dot_f32(u.value + k * node.columns, g + i * node.columns, node.columns)
          if let du = u.gradient { kernels.pointee.axpy_f32(factor * hidden[i * rank + k], g + i * node.columns, du + k * node.columns, node.columns) }
          if let da = a.gradient { kernels.pointee.axpy_f32(dHidden[i * rank + k], p.value + i * p.columns, da + k * p.columns, p.columns) }
          if let dx = p.gradient { kernels.pointee.axpy_f32(dHidden[i * rank + k], a.value + k * p.columns, dx + i * p.columns, p.columns) }
        }
      }

    case .rectified(let x):
      let dx = records[x].gradient!
      for i in 0..<node.count where node.value[i] > 0 { dx[i] += g[i] }

    case .scaled(let x, let factor):
      kernels.pointee.axpy_f32(factor, g, records[x].gradient!, node.count)

    case .crossEntropy(let logits, let labels):
      let p = records[logits]
      let share = g[0] / Float(p.rows)
      let dLogits = p.gradient!
      kernels.pointee.axpy_f32(share, node.scratch!, dLogits, p.count)
      for i in 0..<p.rows { dLogits[i * p.columns + Int(records[labels].value[i])] -= share }
    }
  }

  /// out_r += Σ_i coefficients_ir · vectors_i, i in order: the gradient of weights over a batch.
  private func accumulate(
    _ out: UnsafeMutablePointer<Float>, rows: Int, columns: Int, coefficients: UnsafePointer<Float>, vectors: UnsafePointer<Float>, batch: Int
  ) {
    for r in 0..<rows {
      for i in 0..<batch { column[i] = coefficients[i * rows + r] }
      ck_gemv_transposed_f32(vectors, columns, batch, columns, column, out + r * columns)
    }
  }
}
