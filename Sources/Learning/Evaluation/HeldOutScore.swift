import Kernels

/// How well a set of models did on held-out rows.
public struct HeldOutScore: Sendable {
  /// Of each in-scope row, the share of the models that got it right.
  public let shares: [Double]
  /// Of each model, its share of in-scope rows right.
  public let accuracyOfModel: [Double]
  /// Share of in-scope rows answered, of out-of-scope rows withheld.
  public let keptInScope: Double
  public let abstainedOutOfScope: Double

  /// Mean accuracy of the models.
  public var accuracy: Double { shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count) }
  public var worst: Double { accuracyOfModel.min() ?? 0 }
  public var best: Double { accuracyOfModel.max() ?? 0 }

  /// A 95% interval of the mean accuracy over rows such as these. Models that share rows err together, so rows are the
  /// sample: one model's interval is Wilson's (1927); several models' follows from the spread of the rows' shares.
  public var interval: ClosedRange<Double> {
    accuracyOfModel.count == 1 ? wilsonInterval(successes: accuracy * Double(shares.count), of: shares.count) : normalInterval(shares)
  }

  /// By how much these models are more accurate than others on the same rows, with a 95% interval: row by row, so that what
  /// makes a row hard for both cancels.
  ///
  /// - Precondition: both were scored on the same rows.
  public func gain(over other: HeldOutScore) -> (mean: Double, interval: ClosedRange<Double>) {
    precondition(shares.count == other.shares.count && !shares.isEmpty)
    let differences = zip(shares, other.shares).map { $0 - $1 }
    return (differences.reduce(0, +) / Double(differences.count), normalInterval(differences))
  }
}

/// The 95% score interval of a proportion (Wilson 1927).
///
/// - Precondition: `count` is positive and `successes` in 0…count.
public func wilsonInterval(successes: Double, of count: Int) -> ClosedRange<Double> {
  precondition(count > 0 && successes >= 0 && successes <= Double(count))
  let n = Double(count), p = successes / n
  let z = 1.959964
  let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
  let reach = z / (1 + z * z / n) * Reproducible.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
  return max(0, centre - reach)...min(1, centre + reach)
}

/// The mean of a sample ± 1.96 standard errors.
private func normalInterval(_ sample: [Double]) -> ClosedRange<Double> {
  let n = Double(max(sample.count, 1))
  let mean = sample.reduce(0, +) / n
  let variance = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(n - 1, 1)
  let reach = 1.959964 * Reproducible.sqrt(variance / n)
  return (mean - reach)...(mean + reach)
}
