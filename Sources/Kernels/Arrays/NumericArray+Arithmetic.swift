import CKernels

/// What is done to two elements.
public enum Arithmetic: UInt32, Sendable, CaseIterable {
  case add = 0
  case sub = 1
  case mul = 2
  /// Of integers: rounded towards minus infinity, as Lua's `//`.
  case div = 3
  case min = 4
  case max = 5

  public var name: String { "\(self)" }
  var operation: ck_operation { ck_operation(rawValue) }
}

extension NumericArray {
  /// Each element of this array combined with the same of `other`, as a new array.
  ///
  /// Integers are checked: a result that does not fit is an error.
  /// - Throws: `ArrayError.stale`, `.shape`, `.type`, `.overflow`, `.divisionByZero`, `.outOfMemory`
  public func combined(_ arithmetic: Arithmetic, _ other: Self) throws(ArrayError) -> Self {
    try checkRead()
    try checkMatch(other)
    let out = try makeSameShape(type)
    try map(arithmetic, view.pointee, other.view.pointee, into: out.view.pointee, type)
    return out
  }

  /// Each element combined with a number, as a new array; with `reversed`, the number comes first.
  ///
  /// - Throws: as above, or `.value` if the elements can't hold the number.
  public func combined(_ arithmetic: Arithmetic, _ scalar: Scalar, reversed: Bool = false) throws(ArrayError) -> Self {
    try checkRead()
    let out = try makeSameShape(type)
    try withRepeated(scalar) { (repeated) throws(ArrayError) in
      if reversed {
        try map(arithmetic, repeated, view.pointee, into: out.view.pointee, type)
      } else {
        try map(arithmetic, view.pointee, repeated, into: out.view.pointee, type)
      }
    }
    return out
  }

  /// Combines in place. An integer operation that fails leaves the array as it was.
  ///
  /// - Throws: as `combined`, or `.readOnly`
  public func combine(_ arithmetic: Arithmetic, _ other: Self) throws(ArrayError) {
    try checkWrite()
    try checkMatch(other)
    if type == .i64 { return try assign(try combined(arithmetic, other)) }
    try map(arithmetic, view.pointee, other.view.pointee, into: view.pointee, type)
  }

  /// Combines with a number in place.
  ///
  /// - Throws: as above
  public func combine(_ arithmetic: Arithmetic, _ scalar: Scalar) throws(ArrayError) {
    try checkWrite()
    if type == .i64 { return try assign(try combined(arithmetic, scalar)) }
    try withRepeated(scalar) { (repeated) throws(ArrayError) in try map(arithmetic, view.pointee, repeated, into: view.pointee, type) }
  }

  /// this ← this + a · x
  ///
  /// Fused: one rounding an element. Integers are checked.
  /// - Throws: `ArrayError.stale`, `.readOnly`, `.shape`, `.type`, `.overflow`, `.value`
  public func axpy(_ a: Scalar, _ x: Self) throws(ArrayError) {
    try checkWrite()
    try checkMatch(x)
    switch type {
    case .f32, .f64:
      guard isContiguous else {
        let sum = try copy()
        try sum.axpy(a, x)
        return try copyElements(from: sum.view.pointee, to: view.pointee, type)
      }
      let y = view.pointee.data!
      try x.withContiguous { (from) throws(ArrayError) in
        try inPieces(elementCount) { (i, length) throws(ArrayError) in
          if type == .f32 {
            ck_axpy_f32(Float(a.double), from.assumingMemoryBound(to: Float.self) + i, y.assumingMemoryBound(to: Float.self) + i, length)
          } else {
            ck_live_kernels().pointee.axpy_f64(a.double, from.assumingMemoryBound(to: Double.self) + i, y.assumingMemoryBound(to: Double.self) + i, length)
          }
        }
      }
    case .i64: try combine(.add, try x.combined(.mul, a))
    case .mask: throw .type(expected: "f32, f64 or i64", .mask)
    }
  }

  /// this ← a · this
  ///
  /// - Throws: as `combine`
  public func scale(_ a: Scalar) throws(ArrayError) { try combine(.mul, a) }

  /// Calls `body` with a view of this shape that repeats one number.
  private func withRepeated(_ scalar: Scalar, _ body: (ck_view) throws(ArrayError) -> Void) throws(ArrayError) {
    var (float, double, integer) = (Float(scalar.double), scalar.double, Int64(0))
    if type == .i64 { integer = try scalar.asInteger() }
    var repeated = view.pointee
    (repeated.row_stride, repeated.column_stride) = (0, 0)
    func run(_ data: UnsafeMutableRawPointer) throws(ArrayError) {
      repeated.data = data
      try body(repeated)
    }
    switch type {
    case .f32: try withUnsafeMutablePointer(to: &float) { (p) throws(ArrayError) in try run(p) }
    case .f64: try withUnsafeMutablePointer(to: &double) { (p) throws(ArrayError) in try run(p) }
    case .i64: try withUnsafeMutablePointer(to: &integer) { (p) throws(ArrayError) in try run(p) }
    case .mask: throw .type(expected: "f32, f64 or i64", .mask)
    }
  }
}

/// out ← a op b over views of one shape and type; a stride of 0 repeats.
private func map(_ arithmetic: Arithmetic, _ a: ck_view, _ b: ck_view, into out: ck_view, _ type: ElementType) throws(ArrayError) {
  let isEven = [a, b, out].allSatisfy { $0.isContiguous || ($0.row_stride == 0 && $0.column_stride == 0) }
  let lineCount = out.columns == 1 || isEven ? 1 : out.rows
  let length = lineCount == 1 ? out.rows * out.columns : out.columns
  func stride(_ view: ck_view) -> Int { out.columns == 1 ? view.row_stride : isEven ? (view.isContiguous && view.column_stride != 0 ? 1 : 0) : view.column_stride }
  let operation = arithmetic.operation, kernels = ck_live_kernels()!
  let strides = (out: stride(out), a: stride(a), b: stride(b))
  for i in 0..<lineCount {
    if i > 0, i.isMultiple(of: 64), ck_is_interrupted() { throw .interrupted }
    try inPieces(length) { (start, count) throws(ArrayError) in
      func piece<T>(_ view: ck_view, _ stride: Int, _: T.Type) -> UnsafeMutablePointer<T> {
        view.data.assumingMemoryBound(to: T.self) + i * view.row_stride + start * stride
      }
      switch type {
      case .f32:
        kernels.pointee.map_f32(
          operation, piece(out, strides.out, Float.self), strides.out, piece(a, strides.a, Float.self), strides.a, piece(b, strides.b, Float.self), strides.b, count)
      case .f64:
        kernels.pointee.map_f64(
          operation, piece(out, strides.out, Double.self), strides.out, piece(a, strides.a, Double.self), strides.a, piece(b, strides.b, Double.self), strides.b, count)
      case .i64:
        var failed = 0
        switch ck_map_i64(
          operation, piece(out, strides.out, Int64.self), strides.out, piece(a, strides.a, Int64.self), strides.a, piece(b, strides.b, Int64.self), strides.b, count, &failed)
        {
        case CK_OVERFLOW: throw .overflow(arithmetic.name, index: i * length + start + failed)
        case CK_ZERO_DIVISOR: throw .divisionByZero(index: i * length + start + failed)
        default: break
        }
      case .mask: throw .type(expected: "f32, f64 or i64", .mask)
      }
    }
  }
}
