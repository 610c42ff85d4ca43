import Kernels

/// What one node, or a group that shares a board, believes of how nodes serve kinds of task.
///
/// A row for each (task type, node) that was ever observed, by the origin of the observations: the owner's own, and the
/// latest report of each other origin. Only an origin's newer report replaces its earlier one, and what comes back to the
/// owner is dropped, so no observation counts twice however often reports are repeated and whatever ways they go.
/// Observations fade by exp(−Δt / memory), lazily, so that a node that changed is believed anew.
public final class PosteriorTable {
  public let prior: Prior
  /// Time in which an observation fades to 1/e, in µs.
  public let memory: Double
  /// The name under which others know the owner's observations; nil where none come back.
  public let owner: Int?
  /// Of the sum of surprises at which what is known of a pair is forgotten, in standard deviations; nil where nothing is.
  public let changeThreshold: Double?
  private var store = EvidenceStore()
  /// One a row, where changes are looked for.
  private var detectors: [ChangeDetector] = []

  /// - Parameters:
  ///   - memory: time in which an observation fades to 1/e, in µs; > 0, may be infinite.
  ///   - changeThreshold: forgets a pair at once when its service times have changed; about 8.
  public init(prior: Prior = Prior(), memory: Double = 1_800_000_000, owner: Int? = nil, changeThreshold: Double? = nil) {
    precondition(memory > 0)
    self.prior = prior
    self.memory = memory
    self.owner = owner
    self.changeThreshold = changeThreshold
  }

  /// Pairs that were observed.
  public var count: Int { store.count }

  /// Records the owner's own observation.
  ///
  /// - Parameter latency: service time in µs, nil where it isn't known; below 1 counts as 1.
  /// - Complexity: O(1)
  public func observe(type: Int, node: Int, latency: Int64?, succeeded: Bool, now: Int64) {
    let row = store.row(type, node, new: now)
    store[row].own.fade(since: store[row].time, now, memory)
    store[row].time = max(store[row].time, now)
    let logLatency = latency.map { Reproducible.log(Double(max(1, $0))) }
    if let logLatency, hasChanged(row, logLatency) { store.forget(row) }
    store[row].own.add(logLatency: logLatency, succeeded: succeeded)
  }

  private func hasChanged(_ row: Int, _ logLatency: Double) -> Bool {
    guard let changeThreshold else { return false }
    while detectors.count <= row { detectors.append(ChangeDetector()) }
    return detectors[row].isChange(logLatency, against: store[row].own, threshold: changeThreshold)
  }

  /// What the owner itself saw, as of `now`: what it may report to its neighbours.
  public func evidence(type: Int, node: Int, now: Int64) -> Evidence {
    guard let row = store.row(type, node) else { return Evidence() }
    var evidence = store[row].own
    evidence.fade(since: store[row].time, now, memory)
    return evidence
  }

  /// Takes a report of what somebody saw itself, in place of an older one.
  ///
  /// - Parameters:
  ///   - origin: who saw it, whoever passes it on.
  ///   - now: as of when it is; a report older than the one held changes nothing.
  /// - Throws: `SwarmError` if a statistic is negative or not finite; nothing changes.
  /// - Complexity: O(reports about the pair)
  public func report(_ evidence: Evidence, type: Int, node: Int, from origin: Int, now: Int64) throws(SwarmError) {
    guard evidence.isSound else {
      throw SwarmError("a report needs finite statistics and counts of at least 0, not \(evidence)")
    }
    if origin == owner { return }
    store.put(EvidenceStore.Report(origin: Int32(origin), time: now, evidence: evidence), store.row(type, node, new: now))
  }

  /// Tells another table all that this one holds about a pair, each part under the name of who saw it.
  ///
  /// - Precondition: this table has an owner.
  /// - Complexity: O(reports about the pair, squared)
  public func relay(type: Int, node: Int, to other: PosteriorTable) {
    guard let row = store.row(type, node) else { return }
    func tell(_ evidence: Evidence, _ origin: Int, _ time: Int64) {
      do { try other.report(evidence, type: type, node: node, from: origin, now: time) } catch {
        preconditionFailure("evidence that was sound is not: \(error)")
      }
    }
    if store[row].own != Evidence() { tell(store[row].own, owner!, store[row].time) }
    for report in store.reports(row) { tell(report.evidence, Int(report.origin), report.time) }
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
    var all = store.row(type, node).map { store.merged($0, now: now, memory: memory) } ?? Evidence()
    let missing = max(0, outcomes - all.successes - all.failures), offered = lent.successes + lent.failures
    if missing > 0, offered > 0 {
      var lent = lent
      if offered > missing { lent.fade(by: missing / offered) }
      all.merge(lent)
    }
    return Posterior(prior, all)
  }
}
