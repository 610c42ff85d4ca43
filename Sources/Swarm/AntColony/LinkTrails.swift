/// Pheromone on numbered links, and how much each attracts: what ants on tours and ants on networks share.
///
/// It asks the policy about whole vectors, so that a policy with vector functions costs a call, not a call a link.
final class LinkTrails {
  let rule: PheromoneRule
  let count: Int
  private let strengths: UnsafeMutableBufferPointer<Double>
  private let heuristics: UnsafeMutableBufferPointer<Double>
  private let weights: UnsafeMutableBufferPointer<Double>
  private let scratch: UnsafeMutableBufferPointer<Double>

  /// - Parameter heuristics: of each link, 0…1e9.
  init(_ rule: PheromoneRule, heuristics: [Double], start: Double) {
    self.rule = rule
    count = heuristics.count
    strengths = .allocate(capacity: count)
    strengths.initialize(repeating: start)
    self.heuristics = .allocate(capacity: count)
    _ = self.heuristics.initialize(from: heuristics)
    weights = .allocate(capacity: count)
    weights.initialize(repeating: 0)
    scratch = .allocate(capacity: 4 * count)
    scratch.initialize(repeating: 0)
  }

  deinit { for buffer in [strengths, heuristics, weights, scratch] { buffer.deallocate() } }

  subscript(link: Int) -> Double { strengths[link] }

  /// By link, as of the last `weigh`.
  var attraction: UnsafePointer<Double> { UnsafePointer(weights.baseAddress!) }

  /// Lets all trails begin anew.
  func restart(at strength: Double) { strengths.update(repeating: strength) }

  /// Brings every trail within limits that have changed.
  func clamp() {
    for link in 0..<count { strengths[link] = max(rule.tauMin, min(rule.tauMax, strengths[link])) }
  }

  /// - Parameter elapsed: in µs.
  func fade(_ elapsed: Int64) {
    let out = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
    rule.evaporate(UnsafeBufferPointer(strengths), elapsed: elapsed, into: out)
    _ = strengths.update(fromContentsOf: out)
  }

  func weigh() { rule.weigh(UnsafeBufferPointer(strengths), UnsafeBufferPointer(heuristics), into: weights) }

  /// Strengthens the links of a path, each at most once among them.
  ///
  /// - Parameters:
  ///   - quality: 0…1.
  ///   - rank: in its round, 0 for the best since trails began.
  func deposit(_ path: [Int32], quality: Double, rank: Int) {
    change(path) { rule.deposit($0, quality: quality, best: 1, rank: rank, into: $1) }
  }

  /// Marks the links of a path as walked, and weighs them anew.
  func visit(_ path: [Int32]) {
    change(path) { rule.visit($0, into: $1) }
    let before = part(0, path.count), known = part(1, path.count), after = part(2, path.count)
    for (place, link) in path.enumerated() {
      before[place] = strengths[Int(link)]
      known[place] = heuristics[Int(link)]
    }
    rule.weigh(UnsafeBufferPointer(before), UnsafeBufferPointer(known), into: after)
    for (place, link) in path.enumerated() { weights[Int(link)] = after[place] }
  }

  private func change(_ path: [Int32], by rule: (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Void) {
    guard !path.isEmpty else { return }
    let before = part(0, path.count), after = part(1, path.count)
    for (place, link) in path.enumerated() { before[place] = strengths[Int(link)] }
    rule(UnsafeBufferPointer(before), after)
    for (place, link) in path.enumerated() { strengths[Int(link)] = after[place] }
  }

  private func part(_ number: Int, _ length: Int) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(rebasing: scratch[number * count..<number * count + length])
  }
}
