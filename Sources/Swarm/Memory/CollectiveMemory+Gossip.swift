// What peers tell each other.
extension CollectiveMemory {
  /// What it has learned from its own episodes, as of its version; nothing that it heard.
  ///
  /// - Complexity: O(1): the elements are shared until the memory changes
  public var report: MemoryReport {
    MemoryReport(origin: configuration.owner, version: version, time: latest, own)
  }

  /// Takes a peer's report, in place of the same origin's older one. Its own report coming back changes nothing.
  ///
  /// - Parameter now: simulated time in µs.
  /// - Returns: whether it was news.
  /// - Throws: `SwarmError` where the report is of another dimension, from the future, or speaks in this memory's name
  ///   without being its own.
  @discardableResult
  public func hear(_ report: MemoryReport, now: Int64) throws(SwarmError) -> Bool {
    guard report.dimension == configuration.dimension else {
      throw SwarmError("the memory holds embeddings of \(configuration.dimension) elements, the report of peer \(report.origin + 1) has \(report.dimension)")
    }
    guard report.time <= now else {
      throw SwarmError("the report of peer \(report.origin + 1) is of \(report.time) µs, and it is \(now) µs")
    }
    if report.origin == configuration.owner {
      guard report.version <= version else {
        throw SwarmError("a report claims to be version \(report.version) of peer \(report.origin + 1), which is this memory, at version \(version)")
      }
      return false
    }
    latest = max(latest, now)
    return heard.take(report)
  }

  /// Two memories tell each other what they have learned and heard, each report under its origin's name.
  ///
  /// - Returns: how many reports were news to either.
  /// - Throws: `SwarmError` as `hear`; also where both have one owner. Then nothing changes.
  @discardableResult
  public func gossip(with other: CollectiveMemory, now: Int64) throws(SwarmError) -> Int {
    guard configuration.owner != other.configuration.owner else {
      throw SwarmError("both memories are peer \(configuration.owner + 1): give each its own owner")
    }
    guard configuration.dimension == other.configuration.dimension else {
      throw SwarmError("the memories hold embeddings of \(configuration.dimension) and \(other.configuration.dimension) elements")
    }
    guard max(latest, other.latest) <= now else {
      throw SwarmError("the memories have seen \(max(latest, other.latest)) µs, and it is \(now) µs")
    }
    let mine = [report] + reports, theirs = [other.report] + other.reports
    var news = 0
    for report in theirs where try hear(report, now: now) { news += 1 }
    for report in mine where try other.hear(report, now: now) { news += 1 }
    return news
  }

  /// Sets how far a peer is trusted, 0…1; 1 where nothing was said.
  public func trust(_ origin: Int64, _ trust: Double) {
    precondition((0...1).contains(trust))
    heard.setTrust(trust, in: origin)
  }
}
