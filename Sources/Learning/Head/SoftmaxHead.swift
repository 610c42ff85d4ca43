import CKernels
public import Datasets
public import Kernels

/// A frozen linear classifier over embeddings: logits = W x + b.
///
/// Immutable, so that every node, colony and thread shares one copy; the 8-bit form of W is made with it.
public final class SoftmaxHead: @unchecked Sendable {  // immutable after init
  public let classes: Int
  public let dimension: Int
  /// classes × dimension, row-major.
  let weights: UnsafeMutablePointer<Float>
  let bias: UnsafeMutablePointer<Float>
  public let quantizedWeights: QuantizedMatrix

  /// How W is stored and multiplied.
  public enum Precision: String, Sendable, CaseIterable {
    /// 32-bit floats.
    case f32
    /// 8-bit integers in groups of 32 with a float scale each.
    case int8
  }

  /// - Throws: `ArrayError.value` where a weight or bias is not finite
  /// - Precondition: `weights.count == classes * dimension`, `bias.count == classes`
  public init(weights: [Float], bias: [Float], classes: Int, dimension: Int) throws(ArrayError) {
    precondition(classes > 0 && dimension > 0 && weights.count == classes * dimension && bias.count == classes)
    if let i = bias.firstIndex(where: { !$0.isFinite }) { throw .value("the bias of class \(i + 1) is \(bias[i])") }
    quantizedWeights = try QuantizedMatrix(quantizing: Matrix(weights, rows: classes, columns: dimension), group: 32)
    self.classes = classes
    self.dimension = dimension
    self.weights = alignedFloats(weights)
    self.bias = alignedFloats(bias)
  }

  deinit {
    weights.deallocate()
    bias.deallocate()
  }

  /// Bytes the parameters take.
  public func bytes(_ precision: Precision) -> Int {
    let vector = classes * MemoryLayout<Float>.size
    return vector + (precision == .f32 ? vector * dimension : quantizedWeights.bytes)
  }

  /// A forward pass: writes `classes` logits.
  ///
  /// - Complexity: O(classes · dimension), no allocation
  public func logits(_ x: UnsafePointer<Float>, _ precision: Precision, into logits: UnsafeMutablePointer<Float>) {
    switch precision {
    case .f32: ck_gemv_f32(weights, dimension, classes, dimension, x, logits)
    case .int8:
      quantizedWeights.gemv(UnsafeBufferPointer(start: x, count: dimension), into: UnsafeMutableBufferPointer(start: logits, count: classes))
    }
    ck_axpy_f32(1, bias, logits, classes)
  }

  /// The likeliest class, and its probability.
  public func classify(_ x: UnsafePointer<Float>, _ precision: Precision) -> (index: Int, confidence: Float) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: classes) { scores in
      let scores = scores.baseAddress!
      logits(x, precision, into: scores)
      return mostLikely(scores)
    }
  }

  /// The weights of a class.
  public func weights(ofClass index: Int) -> [Float] {
    precondition((0..<classes).contains(index))
    return Array(UnsafeBufferPointer(start: weights + index * dimension, count: dimension))
  }

  /// Turns a row of logits into probabilities in place, and says which is the greatest.
  func mostLikely(_ logits: UnsafeMutablePointer<Float>) -> (index: Int, confidence: Float) {
    ck_softmax_f32(logits, logits, classes)
    let best = max(0, Int(ck_argmax_f32(logits, 1, nil, classes)))
    return (best, logits[best])
  }

  /// How many in-scope rows of a split it gets right, and of how many.
  public func score(_ utterances: Utterances, _ split: Utterances.Split, _ precision: Precision) -> (correct: Int, count: Int) {
    let rows = utterances.rows(split, inScope: true)
    let correct = rows.count { row in
      utterances.embedding(row).withUnsafeBufferPointer { classify($0.baseAddress!, precision).index } == utterances.intent(row)
    }
    return (correct, rows.count)
  }
}

private func alignedFloats(_ elements: [Float]) -> UnsafeMutablePointer<Float> {
  let memory = UnsafeMutableRawPointer.allocate(byteCount: elements.count * 4, alignment: 64)
  return memory.initializeMemory(as: Float.self, from: elements, count: elements.count)
}
