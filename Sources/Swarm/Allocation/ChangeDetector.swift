/// Notices when what is observed no longer comes from where the evidence came from: a two-sided cumulative sum.
///
/// Sums how far standardised observations lie beyond an allowance of half a standard deviation, up and down; a sum above
/// `threshold` is a change. Page, "Continuous inspection schemes", Biometrika 41, 1954; as a reset for bandits Liu, Lee &
/// Shroff, "A change-detection based framework for piecewise-stationary multi-armed bandit problem", AAAI 2018.
struct ChangeDetector: Sendable {
  /// In standard deviations.
  static let allowance = 0.5
  /// Observations before the evidence is trusted to judge new ones.
  static let trustedFrom = 5.0

  private var above = 0.0
  private var below = 0.0

  /// Takes an observation in, before the evidence does.
  ///
  /// - Returns: whether the evidence is out of date; the sums start anew then.
  mutating func isChange(_ logLatency: Double, against evidence: Evidence, threshold: Double) -> Bool {
    guard evidence.count >= Self.trustedFrom else { return false }
    let deviation = max(evidence.squares / evidence.count, 1e-6).squareRoot()
    let z = (logLatency - evidence.mean) / deviation
    above = max(0, above + z - Self.allowance)
    below = max(0, below - z - Self.allowance)
    guard max(above, below) > threshold else { return false }
    self = ChangeDetector()
    return true
  }
}
