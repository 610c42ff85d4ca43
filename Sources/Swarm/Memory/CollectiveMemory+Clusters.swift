// Which episodes belong together.
extension CollectiveMemory {
  /// The cluster of each of its patterns, named by the lowest id in it: itself by radius, and by density all that are
  /// connected through patterns that touch: whose centroids are at most two radii apart, as DenStream's are, along the sphere.
  ///
  /// - Complexity: O(patterns² · `dimension`) by density
  public var clusters: [Int64] {
    let patterns = own.patterns
    guard case .density = configuration.clustering else { return patterns.map(\.id) }
    var parent = Array(patterns.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i { i = parent[i] }
      return i
    }
    // Twice the angle θ whose cosine is 1 − radius: 1 − cos 2θ.
    let reach = 2 * configuration.radius * (2 - configuration.radius)
    similarities.reserve(own.count)
    for i in patterns.indices {
      own.copyDirection(i, to: unit.start)
      own.measure(unit.start, into: similarities.start)
      for j in 0..<i where 1 - Double(similarities.start[j]) <= reach {
        let (a, b) = (root(i), root(j))
        if patterns[a].id < patterns[b].id { parent[b] = a } else { parent[a] = b }
      }
    }
    return patterns.indices.map { patterns[root($0)].id }
  }

  /// The place of the pattern an embedding belongs to, nil where none is within the radius.
  ///
  /// - Throws: `SwarmError` as `record`.
  public func pattern(of embedding: UnsafeBufferPointer<Float>) throws(SwarmError) -> Int? {
    try normalise(embedding)
    similarities.reserve(own.count)
    guard let nearest = own.nearest(unit.start, similarities.start), 1 - nearest.similarity <= configuration.radius else { return nil }
    return nearest.index
  }
}
