public import Interface
public import Kernels

/// A low-rank adapter with memory of its own: `y = base + s · B(A x)`, where the base is a frozen layer's output (delta form)
/// or x itself (residual form). Untrained, it changes nothing.
public final class MicroLoRA: PassableObject {
  public static var className: String { "microlora" }

  public let shape: LoRAShape
  /// `shape.parameterCount` floats, laid out as `LoRAShape` says.
  public let parameters: UnsafeMutablePointer<Float>
  private let gradient: UnsafeMutablePointer<Float>

  /// An untrained adapter; the same stream gives the same one.
  public init(_ shape: LoRAShape, random: RandomStream) {
    self.shape = shape
    parameters = .allocate(capacity: shape.parameterCount)
    gradient = .allocate(capacity: shape.parameterCount)
    gradient.initialize(repeating: 0, count: shape.parameterCount)
    var random = random
    shape.initialize(parameters, &random)
  }

  deinit {
    parameters.deallocate()
    gradient.deallocate()
  }

  /// y ← y + s · B(A x), for a frozen layer's output y.
  ///
  /// - Precondition: x has `shape.inputs` elements, y `shape.outputs`.
  public func addDelta(of x: UnsafeBufferPointer<Float>, to y: UnsafeMutableBufferPointer<Float>) {
    precondition(x.count == shape.inputs && y.count == shape.outputs)
    shape.addDelta(parameters, x.baseAddress!, to: y.baseAddress!)
  }

  /// Row by row, so that each row's result is that of the row alone, bit for bit.
  public func addDelta(ofRows x: UnsafeBufferPointer<Float>, to y: UnsafeMutableBufferPointer<Float>, count: Int) {
    precondition(x.count == count * shape.inputs && y.count == count * shape.outputs)
    for i in 0..<count { shape.addDelta(parameters, x.baseAddress! + i * shape.inputs, to: y.baseAddress! + i * shape.outputs) }
  }

  /// x + s · B(A x).
  ///
  /// - Throws: `AdaptationError.size` unless the adapter has as many outputs as inputs, and x that many elements.
  public func residual(_ x: [Float]) throws(AdaptationError) -> [Float] {
    guard shape.inputs == shape.outputs else {
      throw .size("the residual form needs as many outputs as inputs, not \(shape.outputs) and \(shape.inputs)")
    }
    guard x.count == shape.inputs else { throw .size("x has \(x.count) elements, the adapter takes \(shape.inputs)") }
    var y = x
    x.withUnsafeBufferPointer { x in y.withUnsafeMutableBufferPointer { addDelta(of: x, to: $0) } }
    return y
  }

  /// A step of gradient descent from one feedback.
  ///
  /// - Parameters:
  ///   - outputGradient: the loss's gradient with respect to y.
  ///   - rates: of A and of B.
  public func descend(_ x: UnsafeBufferPointer<Float>, outputGradient: UnsafeBufferPointer<Float>, rates: (down: Float, up: Float)) {
    precondition(x.count == shape.inputs && outputGradient.count == shape.outputs)
    gradient.update(repeating: 0, count: shape.parameterCount)
    shape.addGradient(parameters, x.baseAddress!, outputGradient: outputGradient.baseAddress!, to: gradient)
    for i in 0..<shape.upOffset { parameters[i] -= rates.down * gradient[i] }
    for i in shape.upOffset..<shape.parameterCount { parameters[i] -= rates.up * gradient[i] }
  }

  /// Folds the adapter into a base, so that `weights · x` includes it.
  ///
  /// - Precondition: weights are outputs × inputs, row-major.
  public func merge(into weights: UnsafeMutableBufferPointer<Float>) {
    precondition(weights.count == shape.outputs * shape.inputs)
    shape.addProduct(parameters, to: weights.baseAddress!, sign: 1)
  }

  /// Takes it out again: the base is as before to one unit in the last place a rank.
  public func unmerge(from weights: UnsafeMutableBufferPointer<Float>) {
    precondition(weights.count == shape.outputs * shape.inputs)
    shape.addProduct(parameters, to: weights.baseAddress!, sign: -1)
  }
}
