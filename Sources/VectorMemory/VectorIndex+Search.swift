extension VectorIndex {
  /// Which vectors a search may find.
  public enum Filter {
    case tag(String)
    case ids([Int64])
    /// Called once for each vector.
    case condition((_ id: Int64, _ tag: String?) throws -> Bool)
  }

  /// The vectors nearest to a query, nearest first; of two as near the lower id.
  ///
  /// Below `exactBelow` vectors, or where the filter leaves so few that walking the graph to them would take longer, it is
  /// an exact scan. A filter is obeyed during the walk: nothing forbidden is found, and as many as asked for are.
  ///
  /// - Parameters:
  ///   - count: at most so many.
  ///   - ef: in place of the configuration's `efSearch`; at least `count` are kept.
  /// - Throws: `VectorError` as `insert`; `.interrupted`; what the filter's condition throws.
  /// - Complexity: O(`count` · log vectors · `dimension`) by the graph, O(vectors · `dimension`) by scan; a filter adds
  ///   O(vectors).
  public func search(
    _ query: UnsafeBufferPointer<Float>, count: Int, filter: Filter? = nil, ef: Int? = nil, isExact: Bool = false
  ) throws -> [Neighbour] {
    let norm = try check(query)
    let allowed = try filter.map(mask)
    let candidates = allowed.map(\.count) ?? self.count
    let count = min(count, candidates)
    guard count > 0 else { return [] }
    let width = max(ef ?? configuration.efSearch, count)
    if !isExact, !isScanned(candidates, width) {
      let nearest = try walk(query, norm, count: count, width: width, allowed?.mask)
      if nearest.count == count { return nearest }
    }
    return try scan.nearest(
      rows, configuration.metric, to: query.baseAddress!, stride: 0, norms: [norm], count: count, allowed: allowed?.mask)[0]
  }

  /// As `search` for many queries, row after row; an exact scan reads the memory once for all of them.
  public func search(all queries: UnsafeBufferPointer<Float>, count: Int, ef: Int? = nil, isExact: Bool = false) throws(VectorError) -> [[Neighbour]] {
    let dimension = configuration.dimension
    precondition(queries.count % dimension == 0)
    let norms = try (0..<queries.count / dimension).map { i throws(VectorError) in
      try check(UnsafeBufferPointer(rebasing: queries[i * dimension..<(i + 1) * dimension]))
    }
    let count = min(count, self.count)
    guard count > 0, !norms.isEmpty else { return norms.map { _ in [] } }
    let width = max(ef ?? configuration.efSearch, count)
    if isExact || isScanned(self.count, width) {
      return try scan.nearest(
        rows, configuration.metric, to: queries.baseAddress!, stride: dimension, norms: norms, count: count, allowed: nil)
    }
    return try norms.indices.map { i throws(VectorError) in
      let query = UnsafeBufferPointer(rebasing: queries[i * dimension..<(i + 1) * dimension])
      let nearest = try walk(query, norms[i], count: count, width: width, nil)
      if nearest.count == count { return nearest }
      return try scan.nearest(rows, configuration.metric, to: query.baseAddress!, stride: 0, norms: [norms[i]], count: count, allowed: nil)[0]
    }
  }

  /// Whether a search among `candidates` of the vectors is a scan. The graph has to see about `width · vectors / candidates`
  /// nodes, ten neighbours each, before it has met as many as it keeps.
  func isScanned(_ candidates: Int, _ width: Int) -> Bool {
    if count < max(configuration.exactBelow, 1) { return true }
    return candidates < count && Double(candidates) * Double(candidates) < 10 * Double(width) * Double(count)
  }

  private func walk(_ query: UnsafeBufferPointer<Float>, _ norm: Float, count: Int, width: Int, _ allowed: [UInt8]?) throws(VectorError) -> [Neighbour] {
    let met = try currentGraph().search(query.baseAddress!, ef: width, allowed: allowed, into: &found)
    var nearest: [Neighbour] = []
    nearest.reserveCapacity(met)
    for i in 0..<met {
      let slot = Int(found[i])
      nearest.append(Neighbour(id: rows.ids[slot], distance: distance(rows, slot, configuration.metric, query.baseAddress!, norm)))
    }
    nearest.sort()
    nearest.removeLast(max(0, nearest.count - count))
    return nearest
  }

  /// What the filter lets through, by slot, and how many that are.
  private func mask(_ filter: Filter) throws -> (mask: [UInt8], count: Int) {
    var mask = [UInt8](repeating: 0, count: rows.count)
    switch filter {
    case .tag(let word):
      guard let number = tags.number(of: word) else { break }
      for slot in 0..<rows.count where rows.tags[slot] == number && rows.isLive[slot] { mask[slot] = 1 }
    case .ids(let ids):
      for id in ids { if let slot = rows.slots[id] { mask[Int(slot)] = 1 } }
    case .condition(let isAllowed):
      for slot in 0..<rows.count where rows.isLive[slot] {
        if try isAllowed(rows.ids[slot], tags.word(rows.tags[slot])) { mask[slot] = 1 }
      }
    }
    return (mask, mask.reduce(0) { $0 + Int($1) })
  }
}
