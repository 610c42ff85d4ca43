import CKernels
import Kernels
public import Policies

/// Bayes Bots: every node counts what it sees and hears, and decides once its posterior is sure enough.
///
/// Each round a node with evidence sees one option, drawn by the likelihoods in its row; it counts that and what its
/// neighbours said last round (an observation each), as pseudo-counts of a Dirichlet posterior that began with `prior` an
/// option, shared out as its first belief is. It decides, for good, for the leading option when P(θ₁ > θ₂) between the two
/// that lead, a Beta tail, exceeds `confidence`. Without feedback nodes say what they saw; with it, who has decided says
/// the decision instead. Until it decides a node's belief is the posterior's mean.
///
/// For two options this is Ebert, Gauci, Mallmann-Trenn & Nagpal, "Bayes Bots: collective Bayesian decision-making in
/// decentralized robot swarms", ICRA 2020; Dirichlet counts for more are ours. Kept: the K counts, then the decision, what
/// was said last (both from 1, 0 for none), and whether the prior was counted.
public struct BayesBots: NativeConsensusRule, Sendable {
  public static let name = "bayes_bots"
  var keepsMemory: Bool { true }
  /// Pseudo-counts of each option at the start; > 0.
  public var prior: Float
  /// p_c: mass of the posterior on the leader's side at which a node decides, ½…1.
  public var confidence: Double
  /// Whether the decided say their decision.
  public var hasFeedback: Bool
  /// Whether a node hears one neighbour in a round, drawn by weight, not all of them.
  public var hearsOne: Bool

  public init(prior: Float = 10, confidence: Double = 0.99, hasFeedback: Bool = false, hearsOne: Bool = false) {
    self.prior = prior
    self.confidence = confidence
    self.hasFeedback = hasFeedback
    self.hearsOne = hearsOne
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    let options = round.options
    for i in 0..<round.movers {
      let counts = round.memory(of: i), state = counts + options
      if state[2] == 0 {
        state[2] = 1
        for k in 0..<options { counts[k] = prior * Float(options) * round.belief(i)[k] }
      }
      hear(round, i, counts, &random)
      let seen = round.evidence.map { observation($0 + i * options, options, coin: ck_stream_uniform(&random)) }
      if let seen { counts[seen] += 1 }
      if state[0] == 0, let choice = decision(counts, options) { state[0] = Float(choice + 1) }
      state[1] = hasFeedback && state[0] > 0 ? state[0] : Float((seen ?? -1) + 1)
      if let decided = option(state[0], options) { round.adopt(decided, by: i) } else { expect(round, i, counts) }
    }
  }

  /// Counts what neighbours said last round.
  private func hear(_ round: ConsensusRound, _ node: Int, _ counts: UnsafeMutablePointer<Float>, _ random: inout ck_stream) {
    func hear(_ neighbour: Int, _ weight: Float) {
      if let said = option(round.memoryBefore(of: neighbour)[round.options + 1], round.options) { counts[said] += weight }
    }
    if hearsOne {
      if let j = round.drawn(from: round.hears(node), coin: ck_stream_uniform(&random), where: { _ in true }) { hear(j, 1) }
    } else {
      for cell in round.hears(node) { hear(round.neighbour(cell), round.weight(round.neighbour(cell))) }
    }
  }

  /// The option that a kept number means: it may come from a script.
  private func option(_ number: Float, _ options: Int) -> Int? { number >= 1 && number <= Float(options) ? Int(number) - 1 : nil }

  /// The option a node sees: drawn by likelihood.
  private func observation(_ logs: UnsafePointer<Float>, _ options: Int, coin: Double) -> Int {
    var largest = -Float.infinity, total = 0.0
    for k in 0..<options { largest = max(largest, logs[k]) }
    guard largest > -.infinity else { return min(options - 1, Int(coin * Double(options))) }
    for k in 0..<options { total += Reproducible.exp(Double(logs[k] - largest)) }
    var left = coin * total, last = 0
    for k in 0..<options where logs[k] > -.infinity {
      last = k
      left -= Reproducible.exp(Double(logs[k] - largest))
      if left < 0 { break }
    }
    return last
  }

  /// The leading option, if it leads surely enough.
  private func decision(_ counts: UnsafePointer<Float>, _ options: Int) -> Int? {
    let first = Certainty.choice(counts, options)
    var second: Float = 0
    for k in 0..<options where k != first { second = max(second, counts[k]) }
    if options == 1 { return first }
    let (a, b) = (Double(counts[first]), Double(max(second, .leastNormalMagnitude)))
    // One standard deviation is not enough for 0.9, and the tail is dear
    if confidence > 0.9, a + b > 20, a - b < (a + b).squareRoot() { return nil }
    return a > b && a.isFinite && BetaTail.aboveHalf(a, b) > confidence ? first : nil
  }

  /// Moves the belief toward the posterior's mean.
  private func expect(_ round: ConsensusRound, _ node: Int, _ counts: UnsafePointer<Float>) {
    let own = round.belief(node), next = round.out + node * round.options
    var total: Float = 0
    for k in 0..<round.options { total += counts[k] }
    for k in 0..<round.options { next[k] = own[k] + (counts[k] / total - own[k]) * round.rate }
  }
}
