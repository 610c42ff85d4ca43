import CKernels

/// A matrix stored in 8 bits: symmetric, in groups along the row with a float scale each, rounded half to even.
///
/// `w ≈ scale · q` with q in −127 … 127 and `scale = max|w| / 127` of the group, so that no element is off by more than half
/// its group's scale. Products accumulate in int32.
public final class QuantizedMatrix: Sendable {
  public let rows: Int
  public let columns: Int
  /// Elements that share a scale: 32 or 64.
  public let group: Int
  public let weights: [Int8]
  /// Row by row, `ceil(columns / group)` a row.
  public let scales: [Float]

  /// What is stored: one byte an element and four a group.
  public var bytes: Int { weights.count + scales.count * MemoryLayout<Float>.size }
  public var groupsPerRow: Int { (columns + group - 1) / group }

  /// - Throws: `AdaptationError` unless elements are finite and the group is 32 or 64.
  /// - Precondition: `elements.count == rows * columns`
  public init(_ elements: UnsafeBufferPointer<Float>, rows: Int, columns: Int, group: Int = 32) throws(AdaptationError) {
    precondition(elements.count == rows * columns)
    guard group == 32 || group == 64 else { throw .size("groups have 32 or 64 elements, not \(group)") }
    if let i = elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite("element \(i % columns + 1) of row \(i / columns + 1) is \(elements[i])")
    }
    var weights = [Int8](repeating: 0, count: elements.count)
    var scales: [Float] = []
    for row in 0..<rows {
      for start in stride(from: 0, to: columns, by: group) {
        let offset = row * columns + start
        let count = min(group, columns - start)
        weights.withUnsafeMutableBufferPointer {
          scales.append(ck_quantize_i8(elements.baseAddress! + offset, count, $0.baseAddress! + offset))
        }
      }
    }
    self.rows = rows
    self.columns = columns
    self.group = group
    self.weights = weights
    self.scales = scales
  }

  /// y ← W x, with x quantised on the way in.
  ///
  /// - Precondition: x has `columns` finite elements, y `rows`.
  /// - Complexity: O(rows · columns), no allocation
  public func multiply(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>) {
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: columns) { q in
      let scale = ck_quantize_i8(x, columns, q.baseAddress!)
      ck_live_kernels().pointee.gemv_i8(weights, scales, group, rows, columns, q.baseAddress!, scale, y)
    }
  }

  /// The element the stored one stands for.
  public func element(row: Int, column: Int) -> Float {
    Float(weights[row * columns + column]) * scales[row * groupsPerRow + column / group]
  }
}
