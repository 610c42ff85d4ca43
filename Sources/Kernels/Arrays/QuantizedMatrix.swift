import CKernels

/// Weights of 8 bits with one f32 scale for each group of 32 or 64 along a row: w ≈ scale · q, |q| ≤ 127.
///
/// A product quantises its input likewise, with one scale, and accumulates integers, so that every CPU gives the same
/// bits. A quarter of the bytes of f32, plus 4 a group. Jacob et al. 2018.
public final class QuantizedMatrix: @unchecked Sendable {  // immutable after init
  public let rows: Int
  public let columns: Int
  /// Columns that share a scale.
  public let group: Int
  private let weights: UnsafeMutablePointer<Int8>
  private let scales: UnsafeMutablePointer<Float>
  private var groups: Int { (columns + group - 1) / group }

  /// Rounds each weight to nearest, ties to even; the error is at most half its group's scale.
  ///
  /// - Throws: `ArrayError.stale`, `.type` unless f32, `.value` if a weight is not finite
  /// - Precondition: `group` is 32 or 64
  public init(quantizing matrix: Matrix, group: Int = 64) throws(ArrayError) {
    precondition(group == 32 || group == 64)
    let elements = try matrix.asArray(of: Float.self)
    if let index = elements.firstIndex(where: { !$0.isFinite }) { throw .value("weight \(index + 1) is \(elements[index])") }
    (rows, columns, self.group) = (matrix.rows, matrix.columns, group)
    let groups = (matrix.columns + group - 1) / group
    weights = .allocate(capacity: max(1, elements.count))
    scales = .allocate(capacity: max(1, matrix.rows * groups))
    elements.withUnsafeBufferPointer { source in
      for i in 0..<rows {
        for g in 0..<groups {
          let start = i * columns + g * group
          scales[i * groups + g] = ck_quantize_i8(source.baseAddress! + start, min(group, columns - g * group), weights + start)
        }
      }
    }
  }

  deinit {
    weights.deallocate()
    scales.deallocate()
  }

  /// Bytes of weights and scales.
  public var bytes: Int { rows * columns + rows * groups * 4 }

  /// y ← W x
  ///
  /// - Precondition: `x` has as many elements as W columns, all finite; `y` as many as it has rows.
  /// - Complexity: O(rows · columns), no allocation
  public func gemv(_ x: UnsafeBufferPointer<Float>, into y: UnsafeMutableBufferPointer<Float>) {
    precondition(x.count == columns && y.count == rows, "\(rows)×\(columns) weights, \(x.count) inputs, \(y.count) outputs")
    guard rows > 0, columns > 0 else { return y.update(repeating: 0) }
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: columns) { input in
      let scale = ck_quantize_i8(x.baseAddress!, columns, input.baseAddress!)
      ck_live_kernels().pointee.gemv_i8(weights, scales, group, rows, columns, input.baseAddress!, scale, y.baseAddress!)
    }
  }

  /// The weights as they are, scale · q.
  public func dequantized() throws(ArrayError) -> Matrix {
    let matrix = try Matrix(.f32, rows: rows, columns: columns)
    let out = matrix.view.pointee.data.assumingMemoryBound(to: Float.self)
    for i in 0..<rows { for j in 0..<columns { out[i * columns + j] = scales[i * groups + j / group] * Float(weights[i * columns + j]) } }
    return matrix
  }
}
