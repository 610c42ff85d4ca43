import CKernels

/// Every vector measured, block by block: what the graph is held to, and faster than it for small sets.
///
/// A block of rows is brought from memory once for all queries; a distance has the same bits whatever the block, and
/// whether it is measured here or alone.
struct ExactScan {
  private static let blockRows = 64
  private var distances = [Float](repeating: 0, count: blockRows)
  private var heaps: [NearestHeap] = [NearestHeap()]

  /// The nearest of all live rows, or of those `allowed`, to each query.
  ///
  /// - Parameters:
  ///   - queries: row after row, `stride` floats apart.
  ///   - norms: 1 / norm of each query.
  ///   - allowed: by slot; nil for all.
  /// - Throws: `VectorError.interrupted`
  /// - Complexity: O(rows · queries · dimension)
  mutating func nearest(
    _ rows: borrowing VectorRows, _ metric: Metric, to queries: UnsafePointer<Float>, stride: Int, norms: [Float], count: Int,
    allowed: [UInt8]?
  ) throws(VectorError) -> [[Neighbour]] {
    while heaps.count < norms.count { heaps.append(NearestHeap()) }
    for q in norms.indices { heaps[q].reset(limit: count) }
    var start = 0
    while start < rows.count {
      if start & 0xFFFF == 0, ck_is_interrupted() { throw .interrupted }
      let end = min(start + Self.blockRows, rows.count)
      if Self.isAnyAllowed(start..<end, rows, allowed) {
        for q in norms.indices { Self.offer(start..<end, rows, metric, queries + q * stride, norms[q], allowed, &distances, &heaps[q]) }
      }
      start = end
    }
    return norms.indices.map { heaps[$0].sorted() }
  }

  private static func isAnyAllowed(_ block: Range<Int>, _ rows: borrowing VectorRows, _ allowed: [UInt8]?) -> Bool {
    guard let allowed else { return true }
    for slot in block where allowed[slot] != 0 { return true }
    return false
  }

  private static func offer(
    _ block: Range<Int>, _ rows: borrowing VectorRows, _ metric: Metric, _ query: UnsafePointer<Float>, _ norm: Float,
    _ allowed: [UInt8]?, _ distances: inout [Float], _ heap: inout NearestHeap
  ) {
    if let allowed {
      for slot in block where allowed[slot] != 0 && rows.isLive[slot] {
        heap.offer(rows.ids[slot], distance(rows, slot, metric, query, norm))
      }
      return
    }
    measure(block, rows, metric, query, norm, into: &distances)
    for (i, slot) in block.enumerated() where distances[i] < heap.bound && rows.isLive[slot] { heap.offer(rows.ids[slot], distances[i]) }
  }

  private static func measure(
    _ block: Range<Int>, _ rows: borrowing VectorRows, _ metric: Metric, _ query: UnsafePointer<Float>, _ norm: Float,
    into distances: inout [Float]
  ) {
    let first = rows.row(block.lowerBound)
    let (stride, dimension) = (rows.stride, rows.dimension)
    distances.withUnsafeMutableBufferPointer { out in
      if metric == .l2 {
        for i in 0..<block.count { out[i] = ck_squared_distance_f32(query, first + i * stride, dimension) }
        return
      }
      ck_gemv_f32(first, stride, block.count, dimension, query, out.baseAddress!)
      if metric == .cosine {
        rows.inverseNorms.withUnsafeBufferPointer { norms in
          for i in 0..<block.count { out[i] = 1 - out[i] * (norm * norms[block.lowerBound + i]) }
        }
      } else {
        for i in 0..<block.count { out[i] = 1 - out[i] }
      }
    }
  }
}

/// From a query to the vector in a slot; `norm` is 1 / the query's norm.
func distance(_ rows: borrowing VectorRows, _ slot: Int, _ metric: Metric, _ query: UnsafePointer<Float>, _ norm: Float) -> Float {
  let row = rows.row(slot)
  switch metric {
  case .l2: return ck_squared_distance_f32(query, row, rows.dimension)
  case .cosine: return 1 - ck_dot_f32(row, query, rows.dimension) * (norm * rows.inverseNorms[slot])
  case .innerProduct: return 1 - ck_dot_f32(row, query, rows.dimension)
  }
}
