// What is let go: for want of room, and because it is no longer trusted.
extension CollectiveMemory {
  /// Forgets what the memory policy trusts too little by now, outliers that waited a lifetime for more, and peers of whose
  /// reports nothing is left to trust.
  ///
  /// - Parameter now: simulated time in µs.
  /// - Returns: how many patterns of its own were forgotten.
  /// - Complexity: O(patterns)
  @discardableResult
  public func forget(now: Int64) -> Int {
    latest = max(latest, now)
    let before = own.count
    for i in own.patterns.indices.reversed() where rule.forgets(own.patterns[i], isHeard: false, trust: 1, now: now) { own.remove(i) }
    for i in outliers.patterns.indices.reversed() where Double(now) - Double(outliers.patterns[i].time) > configuration.lifetime {
      outliers.remove(i)
    }
    let trusts = heard
    heard.removeAll { report in
      report.patterns.allSatisfy { rule.forgets($0, isHeard: true, trust: trusts.trust(in: report.origin), now: now) }
    }
    if own.count < before { version += 1 }
    return before - own.count
  }

  /// Lets the least trusted pattern of a full set go; of equals, the oldest name.
  func makeRoom(in set: ReferenceWritableKeyPath<CollectiveMemory, PatternSet>, _ now: Int64) {
    let patterns = self[keyPath: set].patterns
    guard patterns.count >= configuration.patternsMax else { return }
    var least = (confidence: Double.infinity, id: Int64.max, index: 0)
    for (i, pattern) in patterns.enumerated() {
      let confidence = rule.confidence(pattern, isHeard: false, trust: 1, now: now)
      if (confidence, pattern.id) < (least.confidence, least.id) { least = (confidence, pattern.id, i) }
    }
    self[keyPath: set].remove(least.index)
  }
}
