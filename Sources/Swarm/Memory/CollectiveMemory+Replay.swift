import Kernels

// From episodes to patterns.
extension CollectiveMemory {
  /// Replays the new episodes into patterns, oldest first. They stay in the ring until newer ones take their place.
  ///
  /// - Complexity: O(episodes · patterns · `dimension`)
  public func consolidate() {
    guard ring.pendingCount > 0 else { return }
    var touched: Set<Int64> = []
    for place in ring.pending {
      let id = file(place)
      ring.homes[place] = id
      touched.insert(id)
    }
    ring.settle()
    mergeDrifted(touched)
    version += 1
  }

  /// Replays a sample of the remembered episodes once more: one that another pattern is nearer to by now moves there, with
  /// its share of the means and of its node's record. Nothing counts twice; the clusters depend less on the order in which
  /// the episodes came.
  ///
  /// - Parameters:
  ///   - count: episodes drawn, with replacement.
  ///   - seed: of the draws.
  /// - Returns: how many moved.
  /// - Complexity: O(`count` · patterns · `dimension`)
  @discardableResult
  public func replay(_ count: Int, seed: UInt64) -> Int {
    consolidate()
    guard ring.count > 0 else { return 0 }
    var random = RandomStream(seed: seed, "replay")
    var touched: Set<Int64> = []
    for _ in 0..<count { if let id = refile(random.below(ring.count)) { touched.insert(id) } }
    guard !touched.isEmpty else { return 0 }
    mergeDrifted(touched)
    version += 1
    return touched.count
  }

  // MARK: Filing

  /// Adds an episode of the ring to the cluster it belongs to.
  ///
  /// - Returns: the cluster's id.
  private func file(_ place: Int) -> Int64 {
    let episode = ring.episodes[place], lifetime = configuration.lifetime
    take(place)
    if let near = near(own) {
      own.join(near, episode, unit.start, lifetime: lifetime)
      return own.patterns[near].id
    }
    if let near = near(outliers) {
      outliers.join(near, episode, unit.start, lifetime: lifetime)
      let id = outliers.patterns[near].id
      promote(near)
      return id
    }
    let pattern = Pattern(id: nextID, episode, lifetime: lifetime)
    nextID += 1
    switch configuration.clustering {
    case .radius:
      makeRoom(in: \.own, episode.time)
      own.append(pattern, unit.start)
    case .density:
      makeRoom(in: \.outliers, episode.time)
      outliers.append(pattern, unit.start)
      promote(outliers.count - 1)
    }
    return pattern.id
  }

  /// An outlier with enough episodes becomes a pattern.
  private func promote(_ index: Int) {
    guard case .density(let minimum) = configuration.clustering, outliers.patterns[index].count >= Double(minimum) else { return }
    let pattern = outliers.patterns[index]
    makeRoom(in: \.own, pattern.time)
    let dimension = configuration.dimension
    let centroid = Array(outliers.centroids[index * dimension..<(index + 1) * dimension])
    own.append(pattern, centroid)
    outliers.remove(index)
  }

  /// Moves an episode to the pattern that is nearest to it now.
  ///
  /// - Returns: the pattern it went to; nil where it stays, or its pattern was forgotten.
  private func refile(_ place: Int) -> Int64? {
    guard let home = ring.homes[place] else { return nil }
    let episode = ring.episodes[place], lifetime = configuration.lifetime
    take(place)
    guard let target = near(own), own.patterns[target].id != home else { return nil }
    let id = own.patterns[target].id
    if let old = own.patterns.firstIndex(where: { $0.id == home }) {
      own.join(target, episode, unit.start, lifetime: lifetime)
      if own.patterns[old].count > 1.5 { own.leave(old, episode, unit.start, lifetime: lifetime) } else { own.remove(old) }
    } else if let old = outliers.patterns.firstIndex(where: { $0.id == home }) {
      own.join(target, episode, unit.start, lifetime: lifetime)
      if outliers.patterns[old].count > 1.5 { outliers.leave(old, episode, unit.start, lifetime: lifetime) } else { outliers.remove(old) }
    } else {
      return nil
    }
    ring.homes[place] = id
    return id
  }

  private func take(_ place: Int) {
    let target = unit.start
    ring.withEmbedding(place) { target.update(from: $0, count: configuration.dimension) }
  }

  /// The cluster of a set that `unit` belongs to.
  private func near(_ set: PatternSet) -> Int? {
    similarities.reserve(set.count)
    guard let nearest = set.nearest(unit.start, similarities.start), 1 - nearest.similarity <= configuration.radius else { return nil }
    return nearest.index
  }

  // MARK: Merging

  /// Merges patterns within half the radius of each other, as long as there are any; only those that changed are looked at.
  private func mergeDrifted(_ touched: Set<Int64>) {
    var queue = touched.sorted()
    while let id = queue.popLast() {
      guard let i = own.patterns.firstIndex(where: { $0.id == id }) else { continue }
      similarities.reserve(own.count)
      own.copyDirection(i, to: unit.start)
      own.measure(unit.start, into: similarities.start)
      var closest = (similarity: Float(1 - configuration.radius / 2), index: -1)
      for j in 0..<own.count where j != i && similarities.start[j] > closest.similarity { closest = (similarities.start[j], j) }
      guard closest.index >= 0 else { continue }
      // The older name stays.
      let (kept, gone) = own.patterns[i].id < own.patterns[closest.index].id ? (i, closest.index) : (closest.index, i)
      let (keptID, goneID) = (own.patterns[kept].id, own.patterns[gone].id)
      own.merge(kept, with: gone, lifetime: configuration.lifetime)
      for place in ring.homes.indices where ring.homes[place] == goneID { ring.homes[place] = keptID }
      queue.append(keptID)
    }
  }
}
