import CKernels

extension ComputeGraph {
  /// Brings `node` up to date, computing only what depends on a leaf changed since.
  ///
  /// - Throws: `ArrayError.stale` if a leaf's matrix was closed, `.value` on an impossible label, `.interrupted`.
  /// - Complexity: O(nodes upstream) plus the work of the dirty ones.
  public func evaluate(_ node: Node) throws(ArrayError) {
    for index in path(to: node.index) {
      var newest: UInt64 = 0
      switch records[index].operation {
      case .input, .parameter:
        guard values[index]!.isLive else { throw .stale }
        continue
      case .product(let a, let b), .sum(let a, let b): newest = max(records[a].stamp, records[b].stamp)
      case .linear(let x, let weights): newest = max(records[x].stamp, records[weights].stamp)
      case .lowRank(let base, let x, let down, let up, _):
        newest = max(max(records[base].stamp, records[x].stamp), max(records[down].stamp, records[up].stamp))
      case .rectified(let x), .scaled(let x, _): newest = records[x].stamp
      case .crossEntropy(let logits, let labels): newest = max(records[logits].stamp, records[labels].stamp)
      }
      guard newest > records[index].stamp else { continue }
      if ck_is_interrupted() { throw .interrupted }
      try compute(records[index])
      records[index].stamp = newest
      countEvaluation(of: index)
    }
  }

  /// The node's elements after `evaluate`, row after row; valid until the graph is next evaluated.
  ///
  /// - Throws: as `evaluate`.
  public func value(of node: Node) throws(ArrayError) -> UnsafeBufferPointer<Float> {
    try evaluate(node)
    return UnsafeBufferPointer(start: records[node.index].value, count: records[node.index].count)
  }

  /// A 1×1 node's value, e.g. a loss.
  ///
  /// - Throws: as `evaluate`.
  public func scalar(_ node: Node) throws(ArrayError) -> Float {
    precondition(records[node.index].count == 1)
    return try value(of: node)[0]
  }

  private func compute(_ node: Record) throws(ArrayError) {
    let kernels = ck_live_kernels()!
    let (out, columns) = (node.value, node.columns)
    switch node.operation {
    case .input, .parameter:
      break
    case .product(let a, let b):
      let (p, q) = (records[a], records[b])
      out.update(repeating: 0, count: node.count)
      for i in 0..<node.rows {
        kernels.pointee.gemv_transposed_f32(q.value, q.columns, q.rows, q.columns, p.value + i * p.columns, out + i * columns)
      }
    case .linear(let x, let weights):
      let (p, w) = (records[x], records[weights])
      kernels.pointee.gemm_by_rows_f32(p.rows, w.rows, p.columns, p.value, p.columns, w.value, w.columns, out, columns)
    case .sum(let a, let b):
      let (p, q) = (records[a], records[b])
      if q.rows == p.rows {
        kernels.pointee.map_f32(CK_ADD, out, 1, p.value, 1, q.value, 1, node.count)
      } else {
        for i in 0..<node.rows { kernels.pointee.map_f32(CK_ADD, out + i * columns, 1, p.value + i * columns, 1, q.value, 1, columns) }
      }
    case .lowRank(let base, let x, let down, let up, let factor):
      let (p, a, u) = (records[x], records[down], records[up])
      let hidden = node.scratch!
      out.update(from: records[base].value, count: node.count)
      kernels.pointee.gemm_by_rows_f32(p.rows, a.rows, p.columns, p.value, p.columns, a.value, a.columns, hidden, a.rows)
      for i in 0..<node.rows {
        for k in 0..<a.rows { kernels.pointee.axpy_f32(factor * hidden[i * a.rows + k], u.value + k * columns, out + i * columns, columns) }
      }
    case .rectified(let x):
      let p = records[x].value
      for i in 0..<node.count { out[i] = p[i] > 0 ? p[i] : 0 }
    case .scaled(let x, let factor):
      var factor = factor
      kernels.pointee.map_f32(CK_MUL, out, 1, records[x].value, 1, &factor, 0, node.count)
    case .crossEntropy(let logits, let labels):
      out[0] = try crossEntropy(records[logits], labels: records[labels].value, softmax: node.scratch!)
    }
  }

  private func crossEntropy(_ logits: Record, labels: UnsafePointer<Float>, softmax: UnsafeMutablePointer<Float>) throws(ArrayError)
    -> Float
  {
    var loss = 0.0
    for i in 0..<logits.rows {
      guard let label = Int(exactly: labels[i]), label >= 0, label < logits.columns else {
        throw .value("label \(labels[i]) of row \(i + 1) is none of the \(logits.columns) classes 0…\(logits.columns - 1)")
      }
      let row = logits.value + i * logits.columns
      let probabilities = softmax + i * logits.columns
      ck_softmax_f32(row, probabilities, logits.columns)
      // Below f32's least normal the quotient of the softmax is useless: take the difference of the logits.
      let p = probabilities[label]
      if p > 1e-30 {
        loss -= ck_log(Double(p))
      } else {
        let best = Int(ck_argmax_f32(row, 1, nil, logits.columns))
        loss += best < 0 ? .nan : Double(row[best]) - Double(row[label]) - ck_log(Double(probabilities[best]))
      }
    }
    return Float(loss / Double(logits.rows))
  }
}
