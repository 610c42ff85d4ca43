import Kernels

extension VectorIndex {
  /// The share of the true nearest that searches find: recall@`count`, a mean over the queries, row after row. As near as the
  /// last of the true ones counts as one of them.
  ///
  /// - Throws: `VectorError` as `search(all:…)`.
  /// - Complexity: a scan of all vectors for every query, and a search.
  public func recall(_ queries: UnsafeBufferPointer<Float>, count: Int, ef: Int? = nil) throws(VectorError) -> Double {
    let bounds = try search(all: queries, count: count, isExact: true).map { $0.last?.distance ?? .infinity }
    let found = try search(all: queries, count: count, ef: ef)
    var (hits, wanted) = (0, 0)
    for (bound, nearest) in zip(bounds, found) {
      hits += nearest.count { $0.distance <= bound }
      wanted += nearest.count
    }
    return wanted == 0 ? 1 : Double(hits) / Double(wanted)
  }

  /// Sets `efSearch` to the least, within a tenth, that reaches a recall.
  ///
  /// - Parameter queries: to measure it by, row after row; nil for 200 of the vectors, drawn by `seed`, each searched for as if
  ///   it were not there: by its own links what is near it would be found too well.
  /// - Returns: what was set, and its recall; the recall is 1 and nothing is set while searches are exact scans.
  /// - Throws: `VectorError` as `search(all:…)`.
  public func tune(recall target: Double, count: Int, queries: UnsafeBufferPointer<Float>? = nil) throws(VectorError) -> (ef: Int, recall: Double) {
    if isScanned { return (configuration.efSearch, 1) }
    guard let queries else {
      let slots = sampledSlots(200)
      let bounds = try slots.map { slot throws(VectorError) in try distanceWithin(count, of: slot) }
      return try leastWidth(target, count) { ef throws(VectorError) in try recallWithout(slots, bounds, count: count, ef: ef) }
    }
    return try leastWidth(target, count) { ef throws(VectorError) in try recall(queries, count: count, ef: ef) }
  }

  private func leastWidth(_ target: Double, _ count: Int, _ recall: (Int) throws(VectorError) -> Double) throws(VectorError) -> (ef: Int, recall: Double) {
    let limit = min(max(self.count, count), Configuration.efRange.upperBound)
    var (low, high) = (count - 1, min(count, limit))
    var reached = try recall(high)
    while reached < target, high < limit {
      (low, high) = (high, min(2 * high, limit))
      reached = try recall(high)
    }
    while high - low > max(1, high / 10) {
      let middle = (low + high) / 2, share = try recall(middle)
      if share >= target { (high, reached) = (middle, share) } else { low = middle }
    }
    try setEfSearch(max(high, 1))
    return (high, reached)
  }

  // MARK: As if it were not there

  private func sampledSlots(_ wanted: Int) -> [Int] {
    var random = RandomStream(seed: configuration.seed, "vector memory", "sample")
    let live = (0..<rows.count).filter { rows.isLive[$0] }
    return (0..<min(wanted, live.count)).map { _ in live[random.below(live.count)] }
  }

  private func query(_ slot: Int) -> UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: rows.row(slot), count: configuration.dimension) }

  /// How far the `count`th nearest of the others is.
  private func distanceWithin(_ count: Int, of slot: Int) throws(VectorError) -> Float {
    let nearest = try search(all: query(slot), count: count + 1, isExact: true)[0].filter { $0.id != rows.ids[slot] }
    return nearest.prefix(count).last?.distance ?? .infinity
  }

  private func recallWithout(_ slots: [Int], _ bounds: [Float], count: Int, ef: Int) throws(VectorError) -> Double {
    var (hits, wanted) = (0, 0)
    for (slot, bound) in zip(slots, bounds) {
      let nearest = try walk(query(slot), rows.inverseNorms[slot], count: count, width: max(ef, count), nil, without: slot)
      hits += nearest.count { $0.distance <= bound }
      wanted += min(count, self.count - 1)
    }
    return wanted == 0 ? 1 : Double(hits) / Double(wanted)
  }
}
