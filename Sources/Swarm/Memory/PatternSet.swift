import CKernels

/// Patterns and their centroids, which are means of unit vectors.
///
/// A centroid's length is cached: cosines need it, and one less the length is exactly the mean cosine distance of the
/// episodes to the centroid's direction, the pattern's spread. A copy shares the elements until one of the two changes.
struct PatternSet: Sendable {
  let dimension: Int
  private(set) var patterns: [Pattern] = []
  /// Row by row.
  private(set) var centroids: [Float] = []
  private var norms: [Float] = []
  /// When each centroid last moved, in moves of the set: what an index compares.
  private(set) var moves: [UInt64] = []
  private var moveCount: UInt64 = 0

  init(dimension: Int) { self.dimension = dimension }

  var count: Int { patterns.count }

  /// - Precondition: `centroids` holds as many finite rows; they are no longer than 1.
  init(dimension: Int, _ patterns: [Pattern], centroids: [Float]) {
    precondition(centroids.count == patterns.count * dimension)
    self.dimension = dimension
    self.patterns = patterns
    self.centroids = centroids
    moves = Array(repeating: 0, count: patterns.count)
    norms = centroids.withUnsafeBufferPointer { all in
      patterns.indices.map { i in
        let row = all.baseAddress! + i * dimension
        return ck_dot_f32(row, row, dimension).squareRoot()
      }
    }
  }

  // MARK: Cosines

  /// Writes the cosine of `unit` with every pattern; 0 where a centroid cancelled out.
  ///
  /// - Complexity: O(`count` · `dimension`)
  func measure(_ unit: UnsafePointer<Float>, into similarities: UnsafeMutablePointer<Float>) {
    guard !patterns.isEmpty else { return }
    ck_gemv_f32(centroids, dimension, patterns.count, dimension, unit, similarities)
    norms.withUnsafeBufferPointer { norms in
      for i in norms.indices { similarities[i] = norms[i] > 0 ? similarities[i] / norms[i] : 0 }
    }
  }

  /// The same for one pattern, bit for bit.
  func similarity(_ index: Int, _ unit: UnsafePointer<Float>) -> Float {
    let dot = centroids.withUnsafeBufferPointer { ck_dot_f32($0.baseAddress! + index * dimension, unit, dimension) }
    return norms[index] > 0 ? dot / norms[index] : 0
  }

  /// Calls `body` with a centroid that has a direction; without one there is nothing to call it with.
  func withCentroid(_ index: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Void) rethrows {
    guard norms[index] > 0 else { return }
    try centroids.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[index * dimension..<(index + 1) * dimension])) }
  }

  /// The pattern nearest to `unit`, of equals the first; nil if there is none.
  ///
  /// - Parameter scratch: room for `count` floats.
  func nearest(_ unit: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>) -> (index: Int, similarity: Double)? {
    guard !patterns.isEmpty else { return nil }
    measure(unit, into: scratch)
    var best = 0
    for i in 1..<max(1, count) where scratch[i] > scratch[best] { best = i }
    return (best, Double(scratch[best]))
  }

  /// Writes a pattern's direction, zeros where its centroid cancelled out.
  func copyDirection(_ index: Int, to unit: UnsafeMutablePointer<Float>) {
    let scale = norms[index] > 0 ? 1 / norms[index] : 0
    centroids.withUnsafeBufferPointer { all in
      for k in 0..<dimension { unit[k] = all[index * dimension + k] * scale }
    }
  }

  // MARK: Changes

  mutating func append(_ pattern: Pattern, _ centroid: UnsafePointer<Float>) {
    patterns.append(pattern)
    centroids.append(contentsOf: UnsafeBufferPointer(start: centroid, count: dimension))
    norms.append(ck_dot_f32(centroid, centroid, dimension).squareRoot())
    moveCount += 1
    moves.append(moveCount)
  }

  /// Adds an episode to a pattern.
  mutating func join(_ index: Int, _ episode: Episode, _ unit: UnsafePointer<Float>, lifetime: Double) {
    mix(index, unit, weight: 1, episode.quality, Double(episode.latency), episode.time)
    patterns[index].credit(episode, lifetime: lifetime)
  }

  /// Takes an episode back out of a pattern of several.
  mutating func leave(_ index: Int, _ episode: Episode, _ unit: UnsafePointer<Float>, lifetime: Double) {
    mix(index, unit, weight: -1, episode.quality, Double(episode.latency), patterns[index].time)
    patterns[index].quality = min(1, max(0, patterns[index].quality))
    patterns[index].latency = max(0, patterns[index].latency)
    patterns[index].discredit(episode, lifetime: lifetime)
  }

  /// Merges `other` into `index` by the count-weighted mean, and removes it.
  mutating func merge(_ index: Int, with other: Int, lifetime: Double) {
    let pattern = patterns[other]
    let centroid = Array(centroids[other * dimension..<(other + 1) * dimension])
    mix(index, centroid, weight: pattern.count, pattern.quality, pattern.latency, pattern.time)
    patterns[index].absorb(pattern.nodes, lifetime: lifetime)
    remove(other)
  }

  /// The last pattern takes the place of the removed one.
  mutating func remove(_ index: Int) {
    let last = count - 1
    patterns.swapAt(index, last)
    norms.swapAt(index, last)
    moves.swapAt(index, last)
    centroids.withUnsafeMutableBufferPointer { all in
      for k in 0..<dimension { all[index * dimension + k] = all[last * dimension + k] }
    }
    patterns.removeLast()
    norms.removeLast()
    moves.removeLast()
    centroids.removeLast(dimension)
  }

  /// Moves a pattern's means by what stands for `weight` episodes.
  private mutating func mix(_ i: Int, _ mean: UnsafePointer<Float>, weight: Double, _ quality: Double, _ latency: Double, _ time: Int64) {
    patterns[i].count += weight
    let share = weight / patterns[i].count
    patterns[i].quality += (quality - patterns[i].quality) * share
    patterns[i].latency += (latency - patterns[i].latency) * share
    patterns[i].time = max(patterns[i].time, time)
    let dimension = dimension
    norms[i] = centroids.withUnsafeMutableBufferPointer { all in
      let centroid = all.baseAddress! + i * dimension
      ck_scale_f32(Float(1 - share), centroid, dimension)
      ck_axpy_f32(Float(share), mean, centroid, dimension)
      return ck_dot_f32(centroid, centroid, dimension).squareRoot()
    }
    patterns[i].spread = max(0, 1 - Double(norms[i]))
    moveCount += 1
    moves[i] = moveCount
  }
}
