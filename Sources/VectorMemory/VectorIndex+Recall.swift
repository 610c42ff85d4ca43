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
  /// - Parameter queries: to measure it by, row after row; nil for 200 of the vectors, drawn by `seed`. These find themselves,
  ///   which counts for nothing: one more is asked for, and taken off.
  /// - Returns: what was set, and its recall; the recall is 1 and nothing is set while searches are exact scans.
  /// - Throws: `VectorError` as `search(all:…)`.
  public func tune(recall target: Double, count: Int, queries: UnsafeBufferPointer<Float>? = nil) throws(VectorError) -> (ef: Int, recall: Double) {
    if isScanned { return (configuration.efSearch, 1) }
    guard let queries else {
      let sample = sampledVectors(200)
      let result = sample.withUnsafeBufferPointer { sample in
        Result { () throws(VectorError) in try tune(target, count + 1, sample, findsItself: true) }
      }
      return try result.get()
    }
    return try tune(target, count, queries, findsItself: false)
  }

  private func tune(_ target: Double, _ count: Int, _ queries: UnsafeBufferPointer<Float>, findsItself: Bool) throws(VectorError) -> (ef: Int, recall: Double) {
    func measured(_ ef: Int) throws(VectorError) -> Double {
      let all = try recall(queries, count: count, ef: ef)
      return findsItself && count > 1 ? max(0, (all * Double(count) - 1) / Double(count - 1)) : all
    }
    let limit = min(max(self.count, count), Configuration.efRange.upperBound)
    var (low, high) = (count - 1, min(count, limit))
    var reached = try measured(high)
    while reached < target, high < limit {
      (low, high) = (high, min(2 * high, limit))
      reached = try measured(high)
    }
    while high - low > max(1, high / 10) {
      let middle = (low + high) / 2, share = try measured(middle)
      if share >= target { (high, reached) = (middle, share) } else { low = middle }
    }
    try setEfSearch(max(high, 1))
    return (high, reached)
  }

  private func sampledVectors(_ wanted: Int) -> [Float] {
    var random = RandomStream(seed: configuration.seed, "vector memory", "sample")
    let live = (0..<rows.count).filter { rows.isLive[$0] }
    return (0..<min(wanted, live.count)).flatMap { _ in
      UnsafeBufferPointer(start: rows.row(live[random.below(live.count)]), count: configuration.dimension)
    }
  }
}
