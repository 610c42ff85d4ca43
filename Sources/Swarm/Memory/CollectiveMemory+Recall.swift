import Kernels
import VectorMemory

// What it knows of something like this.
extension CollectiveMemory {
  /// Observations worth as much as the doubt in a node nobody remembers.
  static let nodeDoubt = 2.0

  /// The patterns most like an embedding, its own and its peers', most similar first.
  ///
  /// Trust is reported beside the similarity and does not reorder it, so that a rare but exact pattern is found.
  ///
  /// - Parameter now: simulated time in µs.
  /// - Throws: `SwarmError` as `record`.
  /// - Complexity: O(patterns · (`dimension` + `count`)) by scan; in sets of 2,000 patterns or more O(`count` · log patterns ·
  ///   `dimension`) by a graph, after what has changed since the last recall was taken up in it
  public func recall(_ query: UnsafeBufferPointer<Float>, count: Int, now: Int64) throws(SwarmError) -> [Recollection] {
    try normalise(query)
    var found: [Match] = []
    find(count, in: own, of: configuration.owner, version, &found)
    for report in heard.reports { find(count, in: report.contents, of: report.origin, report.version, &found) }
    return found.map { match in
      let isOwn = match.origin == configuration.owner
      let confidence = rule.confidence(
        match.pattern, isHeard: !isOwn, trust: isOwn ? 1 : heard.trust(in: match.origin), now: now)
      return Recollection(
        pattern: match.pattern, origin: match.origin, isOwn: isOwn, similarity: Double(match.similarity), confidence: confidence)
    }
  }

  /// What recalled patterns say of the nodes that served them, the best first: by quality times confidence.
  ///
  /// An observation counts by the confidence in its pattern and by the square of the similarity, as what is known of one of
  /// two correlated quantities tells of the other.
  ///
  /// A peer's word on a node counts for at most `praiseMax` observations times the trust in the peer, however many it claims.
  ///
  /// - Complexity: O(*n* log *n*) in the patterns' node records
  public func nodes(in found: [Recollection], now: Int64) -> [NodeRecollection] {
    var voices: [Voice] = []
    for recollection in found {
      let similarity = max(0, recollection.similarity)
      let weight = recollection.confidence * similarity * similarity
      guard weight > 0 else { continue }
      for record in recollection.pattern.nodes {
        let factor = weight * Reproducible.exp(-Double(max(0, now - record.time)) / configuration.lifetime)
        var evidence = record.evidence
        evidence.fade(by: factor)
        voices.append(Voice(node: record.node, origin: recollection.origin, evidence: evidence, qualities: record.qualities * factor))
      }
    }
    voices.sort { ($0.node, $0.origin) < ($1.node, $1.origin) }
    var result: [NodeRecollection] = []
    var next = 0
    while next < voices.count {
      let node = voices[next].node
      var all = Voice(node: node, origin: -1, evidence: Evidence(), qualities: 0)
      while next < voices.count, voices[next].node == node {
        var voice = voices[next]
        next += 1
        while next < voices.count, voices[next].node == node, voices[next].origin == voice.origin {
          voice.add(voices[next])
          next += 1
        }
        if voice.origin != configuration.owner { voice.limit(to: configuration.praiseMax * heard.trust(in: voice.origin)) }
        all.add(voice)
      }
      let outcomes = all.outcomes
      guard outcomes > 0 else { continue }
      result.append(NodeRecollection(
        node: node, evidence: all.evidence, quality: min(1, all.qualities / outcomes), confidence: outcomes / (outcomes + Self.nodeDoubt)))
    }
    return result.sorted { ($1.quality * $1.confidence, $0.node) < ($0.quality * $0.confidence, $1.node) }
  }

  private func find(_ count: Int, in set: PatternSet, of origin: Int64, _ version: Int64, _ found: inout [Match]) {
    if set.count >= PatternIndex.scannedBelow, let places = search(count, set, origin, version) {
      for place in places { consider(Match(pattern: set.patterns[place], origin: origin, similarity: set.similarity(place, unit.start)), count, &found) }
      return
    }
    similarities.reserve(set.count)
    let similarity = similarities.start
    set.measure(unit.start, into: similarity)
    for i in 0..<set.count {
      if found.count == count, similarity[i] < found[count - 1].similarity { continue }
      consider(Match(pattern: set.patterns[i], origin: origin, similarity: similarity[i]), count, &found)
    }
  }

  private func consider(_ match: Match, _ count: Int, _ found: inout [Match]) {
    let place = found.firstIndex { match.precedes($0) } ?? found.count
    guard place < count else { return }
    found.insert(match, at: place)
    if found.count > count { found.removeLast() }
  }

  /// By the graph; nil where it can't, and a scan has to do.
  private func search(_ count: Int, _ set: PatternSet, _ origin: Int64, _ version: Int64) -> [Int]? {
    guard set.dimension <= VectorIndex.Configuration.dimensionMax else { return nil }
    do {
      let isOwn = origin == configuration.owner
      let known = indexes[origin].flatMap { isOwn || $0.version == version ? $0 : nil }
      let index = known?.index ?? PatternIndex(dimension: set.dimension)
      if known?.version != version { try index.update(to: set) }
      indexes[origin] = (index, version)
      return try index.nearest(UnsafeBufferPointer(start: unit.start, count: set.dimension), count: min(count, set.count))
    } catch {
      indexes[origin] = nil
      return nil
    }
  }

  private struct Match {
    var pattern: Pattern
    var origin: Int64
    var similarity: Float

    /// Alike patterns come in one order wherever they are recalled.
    func precedes(_ other: Match) -> Bool {
      (other.similarity, origin, pattern.id) < (similarity, other.origin, other.pattern.id)
    }
  }

  /// What one peer, or all, says of a node.
  private struct Voice {
    var node: Int32
    var origin: Int64
    var evidence: Evidence
    var qualities: Double

    var outcomes: Double { evidence.successes + evidence.failures }

    mutating func add(_ other: Voice) {
      evidence.merge(other.evidence)
      qualities += other.qualities
    }

    mutating func limit(to outcomesMax: Double) {
      let claimed = max(outcomes, evidence.count)
      guard claimed > outcomesMax else { return }
      evidence.fade(by: outcomesMax / claimed)
      qualities *= outcomesMax / claimed
    }
  }
}
