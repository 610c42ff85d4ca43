import CKernels

/// Ways to combine a node's vector with its peers', over native memory.
public enum GradientMixing {
  /// out = own + Σ pull_j · (peer_j − own).
  ///
  /// - Parameters:
  ///   - pulls: one a peer.
  ///   - peers: one row a peer, `dimension` long.
  /// - Complexity: O(peers · dimension), no allocation
  public static func mix(
    own: UnsafePointer<Float>, peers: UnsafePointer<Float>, pulls: UnsafeBufferPointer<Float>, dimension: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    var kept: Float = 1
    for pull in pulls { kept -= pull }
    out.update(from: own, count: dimension)
    ck_scale_f32(kept, out, dimension)
    for (j, pull) in pulls.enumerated() { ck_axpy_f32(pull, peers + j * dimension, out, dimension) }
  }

  /// The mean of own and the peers, coordinate by coordinate, without the `trim` least and the `trim` greatest of each
  /// (Yin et al. 2018); the median where nothing but the middle is left.
  ///
  /// - Precondition: `2 * trim <= count`, so that own and the peers leave at least one.
  /// - Parameter count: of peers.
  /// - Complexity: O(dimension · count · log² count); columns are sorted side by side
  public static func trimmedMean(
    own: UnsafePointer<Float>, peers: UnsafePointer<Float>, count: Int, trim: Int, dimension: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    precondition(trim >= 0 && 2 * trim <= count)
    let rows = count + 1
    let kept = Float(rows - 2 * trim)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows * width) { block in
      let block = block.baseAddress!
      for start in stride(from: 0, to: dimension, by: width) {
        let columns = min(width, dimension - start)
        block.initialize(repeating: 0, count: rows * width)
        block.update(from: own + start, count: columns)
        for j in 0..<count { (block + (j + 1) * width).update(from: peers + j * dimension + start, count: columns) }
        sortColumns(block, rows: rows)
        for c in 0..<columns { out[start + c] = 0 }
        for row in trim..<(rows - trim) { ck_axpy_f32(1, block + row * width, out + start, columns) }
        for c in 0..<columns { out[start + c] /= kept }
      }
    }
  }

  /// Columns sorted side by side.
  private static let width = 64

  /// Sorts every column of a `rows × width` block by merge exchange (Knuth, vol. 3, 5.2.2, algorithm M): the comparisons do
  /// not depend on the data, so that a row is compared with another in one sweep.
  private static func sortColumns(_ block: UnsafeMutablePointer<Float>, rows: Int) {
    guard rows > 1 else { return }
    let top = 1 << (Int.bitWidth - 1 - (rows - 1).leadingZeroBitCount)
    var p = top
    while p > 0 {
      var q = top, r = 0, d = p
      while true {
        for i in 0..<max(0, rows - d) where i & p == r { exchange(block + i * width, block + (i + d) * width) }
        if q == p { break }
        d = q - p
        q >>= 1
        r = p
      }
      p >>= 1
    }
  }

  private static func exchange(_ low: UnsafeMutablePointer<Float>, _ high: UnsafeMutablePointer<Float>) {
    for c in 0..<width {
      let a = low[c], b = high[c]
      low[c] = a < b ? a : b
      high[c] = a < b ? b : a
    }
  }
}
