import CKernels

extension Matrix {
  /// A x: one dot product a row.
  ///
  /// - Throws: `ArrayError.stale`, `.shape` unless x has as many elements as A columns, `.type` unless both are f32 or both
  ///   f64, `.outOfMemory`
  public func gemv(_ x: Vector) throws(ArrayError) -> Vector {
    let y = try Vector(type, count: rows)
    try gemv(x, into: y)
    return y
  }

  /// y ← A x
  ///
  /// - Throws: as above, or `.readOnly`
  public func gemv(_ x: Vector, into y: Vector) throws(ArrayError) {
    try checkRead()
    try checkOperand(x, columns, "x")
    try y.checkWrite()
    try checkOperand(y, rows, "the result")
    guard y.isContiguous, y.view.pointee.block != x.view.pointee.block else {
      return try y.assign(try gemv(x))
    }
    let (out, kernels, stride) = (y.view.pointee.data!, ck_live_kernels()!, columns)
    try withContiguous { (a) throws(ArrayError) in
      try x.withContiguous { (x) throws(ArrayError) in
        var first = 0
        while first < rows {
          let together = Swift.min(rows - first, Swift.max(1, (1 << 20) / Swift.max(1, columns)))
          if type == .f32 {
            kernels.pointee.gemv_f32(
              a.assumingMemoryBound(to: Float.self) + first * stride, stride, together, columns, x.assumingMemoryBound(to: Float.self),
              out.assumingMemoryBound(to: Float.self) + first)
          } else {
            kernels.pointee.gemv_f64(
              a.assumingMemoryBound(to: Double.self) + first * stride, stride, together, columns, x.assumingMemoryBound(to: Double.self),
              out.assumingMemoryBound(to: Double.self) + first)
          }
          first += together
          if first < rows, ck_is_interrupted() { throw .interrupted }
        }
      }
    }
  }

  /// A B: each element accumulated along A's columns by fused multiply-add, in blocks of 256. Transposed operands cost
  /// nothing extra.
  ///
  /// - Throws: `ArrayError.stale`, `.shape` unless A's columns are B's rows, `.type` unless both are f32 or both f64,
  ///   `.outOfMemory`, `.interrupted`
  public func gemm(_ b: Matrix) throws(ArrayError) -> Matrix {
    try checkRead()
    try b.checkRead()
    guard type == .f32 || type == .f64 else { throw .type(expected: "f32 or f64", type) }
    guard b.type == type else { throw .type(expected: type.name, b.type) }
    guard columns == b.rows else { throw .shape("shape \(rows)×\(columns) times \(b.rows)×\(b.columns): the inner sizes differ") }
    let c = try Matrix(type, rows: rows, columns: b.columns)
    let (p, q, r, kernels) = (view.pointee, b.view.pointee, c.view.pointee, ck_live_kernels()!)
    let status =
      if type == .f32 {
        kernels.pointee.gemm_f32(
          rows, b.columns, columns, p.data.assumingMemoryBound(to: Float.self), p.row_stride, p.column_stride,
          q.data.assumingMemoryBound(to: Float.self), q.row_stride, q.column_stride, r.data.assumingMemoryBound(to: Float.self), r.row_stride)
      } else {
        kernels.pointee.gemm_f64(
          rows, b.columns, columns, p.data.assumingMemoryBound(to: Double.self), p.row_stride, p.column_stride,
          q.data.assumingMemoryBound(to: Double.self), q.row_stride, q.column_stride, r.data.assumingMemoryBound(to: Double.self), r.row_stride)
      }
    if status == CK_INTERRUPTED { throw .interrupted }
    if status == CK_NO_MEMORY { throw .outOfMemory(elements: c.elementCount, type) }
    return c
  }

  private func checkOperand(_ x: Vector, _ expected: Int, _ name: String) throws(ArrayError) {
    try x.checkRead()
    guard type == .f32 || type == .f64 else { throw .type(expected: "f32 or f64", type) }
    guard x.type == type else { throw .type(expected: type.name, x.type) }
    guard x.count == expected else { throw .shape("\(name) has \(x.count) elements, the \(rows)×\(columns) matrix needs \(expected)") }
  }
}
