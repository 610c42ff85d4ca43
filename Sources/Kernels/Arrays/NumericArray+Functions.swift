import CKernels

/// What is done to every element of an f32 or f64 array.
public enum ElementFunction: String, Sendable, CaseIterable {
  /// f32: within 1.5 ulp; f64: as `Reproducible.exp`.
  case exp
  case log, pow, tanh, sqrt, abs
}

extension NumericArray {
  /// Replaces every element x by f(x), with the same bits on every CPU. `pow` takes its exponent from `argument`.
  ///
  /// - Throws: `ArrayError.stale`, `.readOnly`, `.type` unless f32 or f64
  public func apply(_ function: ElementFunction, argument: Double = 0) throws(ArrayError) {
    try checkWrite()
    guard type == .f32 || type == .f64 else { throw .type(expected: "f32 or f64", type) }
    guard isContiguous else {
      let array = try copy()
      try array.apply(function, argument: argument)
      return try copyElements(from: array.view.pointee, to: view.pointee, type)
    }
    let data = view.pointee.data!, kernels = ck_live_kernels()!
    if type == .f32 {
      let x = data.assumingMemoryBound(to: Float.self)
      try inPieces(elementCount) { (start, length) throws(ArrayError) in
        if function == .exp { return kernels.pointee.exp_f32(x + start, x + start, length) }
        for i in start..<start + length { x[i] = Float(function.value(Double(x[i]), argument)) }
      }
    } else {
      let x = data.assumingMemoryBound(to: Double.self)
      try inPieces(elementCount) { (start, length) throws(ArrayError) in
        for i in start..<start + length { x[i] = function.value(x[i], argument) }
      }
    }
  }
}

extension ElementFunction {
  fileprivate func value(_ x: Double, _ argument: Double) -> Double {
    switch self {
    case .exp: ck_exp(x)
    case .log: ck_log(x)
    case .pow: ck_pow(x, argument)
    case .tanh: ck_tanh(x)
    case .sqrt: x.squareRoot()
    case .abs: x.magnitude
    }
  }
}

extension Vector {
  /// Replaces the elements by their softmax, exp(xᵢ − max) / Σ, or by its logarithm.
  ///
  /// All NaN if there is a NaN or +∞ among them, or nothing but −∞.
  /// - Throws: `ArrayError.stale`, `.readOnly`, `.type` unless f32 or f64
  public func softmax(logarithm: Bool = false) throws(ArrayError) {
    try checkWrite()
    guard isContiguous else {
      let array = try copy()
      try array.softmax(logarithm: logarithm)
      return try copyElements(from: array.view.pointee, to: view.pointee, type)
    }
    let data = view.pointee.data!, kernels = ck_live_kernels()!
    switch type {
    case .f32:
      let x = data.assumingMemoryBound(to: Float.self)
      if logarithm { kernels.pointee.log_softmax_f32(x, x, count) } else { kernels.pointee.softmax_f32(x, x, count) }
    case .f64:
      let x = data.assumingMemoryBound(to: Double.self)
      if logarithm { kernels.pointee.log_softmax_f64(x, x, count) } else { kernels.pointee.softmax_f64(x, x, count) }
    case .i64, .mask: throw .type(expected: "f32 or f64", type)
    }
    try checkNotInterrupted(after: count)
  }
}
