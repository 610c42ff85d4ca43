import Kernels

/// What one node, or a group that shares a board, believes of how nodes serve kinds of task.
///
/// A row for each (task type, node) that was ever observed, by the origin of the observations: the owner's own, and the
/// latest report of each neighbour. A report replaces the same neighbour's earlier one and is never passed on, so no
/// observation counts twice however often reports are repeated. Observations fade by exp(−Δt / memory), lazily, so that
/// a node that changed is believed anew.
public final class PosteriorTable {
  public let prior: Prior
  /// Time in which an observation fades to 1/e, in µs.
  public let memory: Double
  private var index = PairIndex()
  private var own: [Evidence] = []
  private var times: [Int64] = []
  /// First report about the row, -1 for none; reports chain on.
  private var firstReport: [Int32] = []
  private var reports: [Report] = []

  private struct Report {
    var origin: Int32
    var next: Int32
    var time: Int64
    var evidence: Evidence
  }

  /// - Parameter memory: time in which an observation fades to 1/e, in µs; > 0, may be infinite.
  public init(prior: Prior = Prior(), memory: Double = 1_800_000_000) {
    precondition(memory > 0)
    self.prior = prior
    self.memory = memory
  }

  /// Pairs that were observed.
  public var count: Int { index.count }

  /// Records the owner's own observation.
  ///
  /// - Parameter latency: service time in µs, nil where it isn't known; below 1 counts as 1.
  /// - Complexity: O(1)
  public func observe(type: Int, node: Int, latency: Int64?, succeeded: Bool, now: Int64) {
    let row = row(type, node, now)
    own[row].fade(by: remaining(since: times[row], now))
    times[row] = max(times[row], now)
    own[row].add(logLatency: latency.map { Reproducible.log(Double(max(1, $0))) }, succeeded: succeeded)
  }

  /// What the owner itself saw, as of `now`: what it may report to its neighbours.
  public func evidence(type: Int, node: Int, now: Int64) -> Evidence {
    guard let row = index.row(type, node) else { return Evidence() }
    var evidence = own[row]
    evidence.fade(by: remaining(since: times[row], now))
    return evidence
  }

  /// Takes a neighbour's report of its own evidence, in place of its earlier one.
  ///
  /// - Parameter origin: the neighbour.
  /// - Throws: `SwarmError` if a statistic is negative or not finite; nothing changes.
  /// - Complexity: O(reports about the pair)
  public func report(_ evidence: Evidence, type: Int, node: Int, from origin: Int, now: Int64) throws(SwarmError) {
    guard evidence.isSound else {
      throw SwarmError("a report needs finite statistics and counts of at least 0, not \(evidence)")
    }
    let row = row(type, node, now)
    var place = firstReport[row]
    while place >= 0, reports[Int(place)].origin != Int32(origin) { place = reports[Int(place)].next }
    if place >= 0 {
      reports[Int(place)].evidence = evidence
      reports[Int(place)].time = now
    } else {
      reports.append(Report(origin: Int32(origin), next: firstReport[row], time: now, evidence: evidence))
      firstReport[row] = Int32(reports.count - 1)
    }
  }

  /// The belief about a pair as of `now`, from everybody's evidence.
  ///
  /// - Parameters:
  ///   - lent: what was observed of the node elsewhere, each observation at the weight it deserves here.
  ///   - outcomes: how many of all observations may be lent: with experience of its own, a pair borrows nothing.
  /// - Complexity: O(reports about the pair)
  public func posterior(
    type: Int, node: Int, now: Int64, lent: Evidence = Evidence(), upTo outcomes: Double = 0
  ) -> Posterior {
    var all = evidence(of: index.row(type, node), now)
    let missing = max(0, outcomes - all.successes - all.failures), offered = lent.successes + lent.failures
    if missing > 0, offered > 0 {
      var lent = lent
      if offered > missing { lent.fade(by: missing / offered) }
      all.merge(lent)
    }
    return Posterior(prior, all)
  }

  /// Everybody's evidence about a row.
  private func evidence(of row: Int?, _ now: Int64) -> Evidence {
    guard let row else { return Evidence() }
    var all = own[row]
    all.fade(by: remaining(since: times[row], now))
    var place = firstReport[row]
    while place >= 0 {
      var evidence = reports[Int(place)].evidence
      evidence.fade(by: remaining(since: reports[Int(place)].time, now))
      all.merge(evidence)
      place = reports[Int(place)].next
    }
    return all
  }

  private func row(_ type: Int, _ node: Int, _ now: Int64) -> Int {
    let (row, isNew) = index.insert(type, node)
    if isNew {
      own.append(Evidence())
      times.append(now)
      firstReport.append(-1)
    }
    return row
  }

  private func remaining(since time: Int64, _ now: Int64) -> Double {
    now > time ? Reproducible.exp(-Double(now - time) / memory) : 1
  }
}
