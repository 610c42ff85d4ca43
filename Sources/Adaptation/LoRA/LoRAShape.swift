import CKernels
public import Kernels

/// The sizes and scaling of a low-rank adapter (Hu et al. 2021), and what is done with parameters laid out for it.
///
/// An adapter adds `s · B(A x)` to the output of a frozen layer, with `s = alpha / rank`. Its parameters are one array of
/// `rank · (inputs + outputs)` floats: A row by row (rank × inputs), then B column by column (rank × outputs), so that both
/// factors are read along their rows.
public struct LoRAShape: Sendable, Equatable {
  public let inputs: Int
  public let outputs: Int
  /// 1 … 64.
  public let rank: Int
  public let alpha: Float

  /// - Throws: `AdaptationError.size` unless sizes are positive, the rank 1 … 64 and alpha finite and positive.
  public init(inputs: Int, outputs: Int, rank: Int, alpha: Float? = nil) throws(AdaptationError) {
    guard (1...64).contains(rank) else { throw .size("rank \(rank) is outside 1…64") }
    guard (1...1 << 20).contains(inputs), (1...1 << 20).contains(outputs) else {
      throw .size("an adapter from \(inputs) inputs to \(outputs) outputs: sizes lie in 1…1048576")
    }
    let alpha = alpha ?? Float(rank)
    guard alpha.isFinite, alpha > 0 else { throw .size("alpha \(alpha) is not positive and finite") }
    self.inputs = inputs
    self.outputs = outputs
    self.rank = rank
    self.alpha = alpha
  }

  /// alpha / rank.
  @inlinable public var scale: Float { alpha / Float(rank) }
  @inlinable public var parameterCount: Int { rank * (inputs + outputs) }
  @inlinable public var bytes: Int { parameterCount * MemoryLayout<Float>.size }
  /// Where B begins among the parameters.
  @inlinable public var upOffset: Int { rank * inputs }

  /// Draws an untrained adapter: A normal with variance 2 / inputs (He et al. 2015), B zero, so that it changes nothing.
  public func initialize(_ parameters: UnsafeMutablePointer<Float>, _ random: inout RandomStream) {
    let deviation = (2 / Double(inputs)).squareRoot()
    for i in 0..<upOffset { parameters[i] = Float(random.normal() * deviation) }
    (parameters + upOffset).initialize(repeating: 0, count: parameterCount - upOffset)
  }

  /// y ← y + s · B(A x)
  ///
  /// - Complexity: O(rank · (inputs + outputs)), no allocation
  public func addDelta(_ parameters: UnsafePointer<Float>, _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>) {
    for k in 0..<rank {
      let hidden = ck_dot_f32(parameters + k * inputs, x, inputs)
      ck_axpy_f32(scale * hidden, parameters + upOffset + k * outputs, y, outputs)
    }
  }

  /// Adds the gradient of a loss with respect to the parameters: `dB = s · g (A x)ᵀ`, `dA = s · Bᵀg xᵀ`.
  ///
  /// - Parameters:
  ///   - outputGradient: g, the loss's gradient with respect to y.
  ///   - gradient: as long as the parameters, in their layout.
  public func addGradient(
    _ parameters: UnsafePointer<Float>, _ x: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    to gradient: UnsafeMutablePointer<Float>
  ) {
    for k in 0..<rank {
      let up = parameters + upOffset + k * outputs
      let hidden = ck_dot_f32(parameters + k * inputs, x, inputs)
      ck_axpy_f32(scale * ck_dot_f32(up, outputGradient, outputs), x, gradient + k * inputs, inputs)
      ck_axpy_f32(scale * hidden, outputGradient, gradient + upOffset + k * outputs, outputs)
    }
  }

  /// weights ← weights + sign · s · B A, for a base of outputs × inputs.
  public func addProduct(_ parameters: UnsafePointer<Float>, to weights: UnsafeMutablePointer<Float>, sign: Float) {
    for k in 0..<rank {
      ck_live_kernels().pointee.rank_one_f32(
        sign * scale, parameters + upOffset + k * outputs, parameters + k * inputs, weights, inputs, outputs, inputs)
    }
  }
}

/// What can be wrong with an adapter or its use.
public enum AdaptationError: Error, CustomStringConvertible, Equatable {
  /// For example "rank 65 is outside 1…64".
  case size(String)
  case notFinite(String)

  public var description: String {
    switch self {
    case .size(let text), .notFinite(let text): text
    }
  }
}
