import Kernels

/// Trails on (task type, node): how well a node has served a kind of task lately, left for others to read.
///
/// Trails fade lazily: nothing is swept, each is brought up to date when it is touched. A pair without a trail reads as
/// `tauMin`, so that a forgotten trail is never more attractive than a living one.
public final class TrailTable {
  /// How many of the strongest trails of a type are remembered.
  public static let leadersMax = 8

  public let rule: PheromoneRule
  private var index = PairIndex()
  private var strengths: [Double] = []
  private var times: [Int64] = []
  private var counts: [Int64] = []
  /// By task type: the best quality so far, and the nodes with the strongest trails, strongest first.
  private var best: [Double] = []
  private var leaders: [[Int32]] = []
  /// The time trails evaporate by, and what `times` is in.
  private var fading = PacedTime()

  public init(rule: PheromoneRule) { self.rule = rule }

  /// Trails that exist.
  public var count: Int { index.count }

  /// From `now` on trails evaporate at `pace` percent of what the rule says.
  public func setEvaporationPace(_ pace: Int64, at now: Int64) { fading.setPace(pace, at: now) }

  public var evaporationPace: Int64 { fading.pace }

  /// A trail's strength at a time, in tauMin … tauMax.
  ///
  /// - Parameter now: simulated time in µs; earlier than the trail's last change counts as then.
  /// - Complexity: O(1)
  public func strength(type: Int, node: Int, now: Int64) -> Double {
    guard let row = index.row(type, node) else { return rule.tauMin }
    return strength(row, now)
  }

  /// How much a pair attracts: the policy's weight of its trail.
  public func weight(type: Int, node: Int, heuristic: Double = 1, now: Int64) -> Double {
    rule.weight(strength(type: type, node: node, now: now), heuristic: heuristic)
  }

  /// Records an outcome.
  ///
  /// - Parameter quality: 0 (a failure) … 1.
  /// - Throws: `SwarmError` when the quality is NaN or outside 0…1; the trail is unchanged.
  /// - Complexity: O(1)
  public func deposit(type: Int, node: Int, quality: Double, now: Int64) throws(SwarmError) {
    guard quality >= 0, quality <= 1 else {
      throw SwarmError("a trail takes a quality of 0 (failure) … 1 (best), not \(quality)")
    }
    let (row, isNew) = index.insert(type, node)
    if isNew {
      strengths.append(rule.tauMin)
      times.append(fading(now))
      counts.append(0)
    }
    while best.count <= type {
      best.append(0)
      leaders.append([])
    }
    best[type] = max(best[type], quality)
    strengths[row] = rule.deposit(strength(row, now), quality: quality, best: best[type], count: Int(counts[row]))
    times[row] = max(times[row], fading(now))
    counts[row] += 1
    rank(type, Int32(node), now)
  }

  /// Writes the nodes with the strongest trails of a type into `nodes`, strongest first.
  ///
  /// - Returns: how many there are; at most `leadersMax`.
  /// - Complexity: O(1)
  public func strongest(type: Int, into nodes: UnsafeMutableBufferPointer<Int32>) -> Int {
    guard type < leaders.count else { return 0 }
    let count = min(nodes.count, leaders[type].count)
    for i in 0..<count { nodes[i] = leaders[type][i] }
    return count
  }

  private func strength(_ row: Int, _ now: Int64) -> Double {
    rule.evaporate(strengths[row], elapsed: max(0, fading(now) - times[row]))
  }

  /// Moves a node to its place among the leaders of a type, by the strengths of this moment.
  private func rank(_ type: Int, _ node: Int32, _ now: Int64) {
    let strength = strength(type: type, node: Int(node), now: now)
    leaders[type].removeAll { $0 == node }
    let place = leaders[type].firstIndex { self.strength(type: type, node: Int($0), now: now) < strength } ?? leaders[type].count
    guard place < Self.leadersMax, strength > rule.tauMin else { return }
    leaders[type].insert(node, at: place)
    if leaders[type].count > Self.leadersMax { leaders[type].removeLast() }
  }
}
