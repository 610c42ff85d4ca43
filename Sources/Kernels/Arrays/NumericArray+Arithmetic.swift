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
        return copyElements(from: sum.view.pointee, to: view.pointee, type)
      }
      let y = view.pointee.data!
      try x.withContiguous { (from) throws(ArrayError) in
        if type == .f32 {
          ck_axpy_f32(Float(a.double), from.assumingMemoryBound(to: Float.self), y.assumingMemoryBound(to: Float.self), elementCount)
        } else {
          ck_live_kernels().pointee.axpy_f64(a.double, from.assumingMemoryBound(to: Double.self), y.assumingMemoryBound(to: Double.self), elementCount)
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
  for i in 0..<lineCount {
    func line<T>(_ view: ck_view, _: T.Type) -> UnsafeMutablePointer<T> { view.data.assumingMemoryBound(to: T.self) + i * view.row_stride }
    switch type {
    case .f32:
      kernels.pointee.map_f32(operation, line(out, Float.self), stride(out), line(a, Float.self), stride(a), line(b, Float.self), stride(b), length)
    case .f64:
      kernels.pointee.map_f64(operation, line(out, Double.self), stride(out), line(a, Double.self), stride(a), line(b, Double.self), stride(b), length)
    case .i64:
      var failed = 0
      switch ck_map_i64(operation, line(out, Int64.self), stride(out), line(a, Int64.self), stride(a), line(b, Int64.self), stride(b), length, &failed) {
      case CK_OVERFLOW: throw .overflow(arithmetic.name, index: i * length + failed)
      case CK_ZERO_DIVISOR: throw .divisionByZero(index: i * length + failed)
      default: break
      }
    case .mask: throw .type(expected: "f32, f64 or i64", .mask)
    }
  }
}
