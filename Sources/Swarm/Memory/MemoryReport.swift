/// What one peer says it learned from its own episodes, as of one version: patterns, their centroids, and who served them.
///
/// A newer version takes the place of the older, whoever brings it; the patterns of different origins rest on different
/// episodes. So nothing is counted twice however reports travel: a last-writer-wins map by origin, which is a state-based
/// replicated data type (Shapiro and others 2011). Whoever relays a report can't add to it unnoticed only where reports
/// are signed; here relays are believed, and what an origin may weigh is bounded by the trust in it.
public final class MemoryReport: Sendable {
  public static let patternsMax = 10_000
  /// Episodes a pattern may claim: more is a lie.
  public static let countMax = 1e9

  public let origin: Int64
  /// Grows by one with every replay.
  public let version: Int64
  /// When it was made, simulated time in µs.
  public let time: Int64
  let contents: PatternSet

  public var dimension: Int { contents.dimension }
  public var patterns: [Pattern] { contents.patterns }
  /// Means of unit vectors, row by row as the patterns.
  public var centroids: [Float] { contents.centroids }

  init(origin: Int64, version: Int64, time: Int64, _ contents: PatternSet) {
    (self.origin, self.version, self.time, self.contents) = (origin, version, time, contents)
  }

  /// A report from outside.
  ///
  /// - Parameter centroids: `dimension` elements a pattern.
  /// - Throws: `SwarmError` that names the pattern and what is wrong with it.
  public convenience init(
    origin: Int64, version: Int64, time: Int64, dimension: Int, patterns: [Pattern], centroids: [Float]
  ) throws(SwarmError) {
    guard origin >= 0, version >= 0, time >= 0 else {
      throw SwarmError("a report needs an origin, a version and a time of at least 0, not \(origin), \(version), \(time)")
    }
    guard dimension >= 1, patterns.count <= Self.patternsMax, centroids.count == patterns.count * dimension else {
      throw SwarmError(
        "a report has up to \(Self.patternsMax) patterns with \(dimension) centroid elements each, not \(patterns.count) with \(centroids.count) in all")
    }
    guard Set(patterns.map(\.id)).count == patterns.count else { throw SwarmError("two patterns have one id") }
    for (i, pattern) in patterns.enumerated() {
      let row = centroids[i * dimension..<(i + 1) * dimension]
      let length = row.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      // A mean of unit vectors is no longer than they are.
      guard length.isFinite, length <= 1 + 1e-3 else {
        throw SwarmError("pattern \(i + 1): a centroid is finite and no longer than 1, not \(length)")
      }
      if let fault = pattern.fault(by: time) { throw SwarmError("pattern \(i + 1): \(fault)") }
    }
    self.init(origin: origin, version: version, time: time, PatternSet(dimension: dimension, patterns, centroids: centroids))
  }
}

extension Pattern {
  /// What is wrong with a pattern that somebody else sent; nil for a sound one.
  fileprivate func fault(by latest: Int64) -> String? {
    let countMax = MemoryReport.countMax
    guard count > 0, count <= countMax else { return "its episodes are more than 0 and at most \(countMax), not \(count)" }
    guard quality >= 0, quality <= 1 else { return "its quality is 0…1, not \(quality)" }
    guard latency >= 0, latency <= 1e18 else { return "its latency is 0…1e18 µs, not \(latency)" }
    guard spread >= 0, spread <= 1 else { return "its spread is 0…1, not \(spread)" }
    guard time >= 0, time <= latest else { return "its latest episode at \(time) µs is not before the report, \(latest) µs" }
    guard nodes.count <= Self.nodesMax else { return "it names \(nodes.count) nodes, at most \(Self.nodesMax) are kept" }
    var last: Int32 = -1
    for record in nodes {
      guard record.node > last else { return "its nodes are in ascending order, not \(record.node + 1) after \(last + 1)" }
      last = record.node
      guard record.evidence.isSound, record.outcomes > 0, record.outcomes <= countMax, record.evidence.count <= countMax,
        abs(record.evidence.mean) <= 50, record.evidence.squares <= 1e12, record.qualities >= 0,
        record.qualities <= record.outcomes * 1.000001, record.time >= 0, record.time <= latest
      else { return "what it says of node \(record.node + 1) is not sound: counts of at most \(countMax), finite times and qualities expected" }
    }
    return nil
  }
}
