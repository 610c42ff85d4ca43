import CKernels

/// What rules that hear voices one by one have in common.
extension ConsensusRound {
  /// Moves a node's belief toward certainty in one option, by the rate.
  @inline(__always)
  func adopt(_ option: Int, by node: Int) {
    let own = belief(node), next = out + node * options
    if options == 8 {
      var moved = Lanes(at: own) * (1 - rate)
      moved[option] += rate
      return UnsafeMutableRawPointer(next).storeBytes(of: moved, as: Lanes.self)
    }
    for k in 0..<options { next[k] = own[k] * (1 - rate) }
    next[option] += rate
  }

  /// Keeps a node's belief.
  @inline(__always)
  func keep(_ node: Int) { (out + node * options).update(from: belief(node), count: options) }

  /// One of the cells, drawn in proportion to the weight of the node in it; nil where nobody heard has any.
  ///
  /// - Parameter coin: uniform in [0, 1).
  @inline(__always)
  func drawn(from cells: Range<Int>, coin: Double, where isHeard: (Int) -> Bool) -> Int? {
    var total: Float = 0
    for cell in cells where isHeard(neighbour(cell)) { total += weight(neighbour(cell)) }
    guard total > 0 else { return nil }
    var left = Float(coin) * total
    var last = 0
    for cell in cells where isHeard(neighbour(cell)) && weight(neighbour(cell)) > 0 {
      last = cell
      left -= weight(neighbour(cell))
      if left < 0 { break }
    }
    return neighbour(last)
  }

  /// Lends what every row exhibits.
  ///
  /// - Complexity: O(rows · options)
  @inline(__always)
  func withChoices(_ body: (UnsafeMutablePointer<Int32>) -> Void) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { choices in
      for i in 0..<rows { choices[i] = Int32(Certainty.choice(belief(i), options)) }
      body(choices.baseAddress!)
    }
  }

  /// The row a mover keeps between rounds.
  ///
  /// - Precondition: the rule keeps memory, so that the caller lends it.
  @inline(__always)
  func memory(of node: Int) -> UnsafeMutablePointer<Float> { memory! + node * memoryWidth }

  /// The same of any row, as it was before the round.
  @inline(__always)
  func memoryBefore(of node: Int) -> UnsafePointer<Float> { memories! + node * memoryWidth }
}

/// A draw from an exponential distribution.
@inline(__always)
func exponential(mean: Float, _ random: inout ck_stream) -> Float { mean * Float(-ck_log(1 - ck_stream_uniform(&random))) }
