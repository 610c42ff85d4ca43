/// What raters with a stake agree on, and what each earns by it: Bittensor's Yuma consensus, in its basic form.
///
/// Each subject's consensus is the highest score that raters with at least κ of the stake give it, so that a minority can't
/// lift anybody; what is above it is clipped. Raters share by stake and by what is left of their scores.
public struct ScoreConsensus: Sendable, Equatable {
  /// Of each subject.
  public let consensus: [Double]
  /// The scores with what is above the consensus cut off, a row a rater.
  public let clipped: [[Double]]
  /// What part each subject earns; sums to 1, or all 0.
  public let incentives: [Double]
  /// What part each rater earns; sums to 1, or all 0.
  public let dividends: [Double]

  /// - Parameters:
  ///   - scores: a row a rater, a column a subject, 0 or more; each row is scaled to sum to 1, so that nobody shouts.
  ///   - stakes: of each rater, in µrUv.
  ///   - kappa: which part of the stake has to agree, 0 (excluded) to 1.
  /// - Complexity: O(raters · log raters · subjects)
  public init(_ scores: [[Double]], stakes: [Int64], kappa: Double) {
    let subjects = scores.first?.count ?? 0
    precondition(kappa > 0 && kappa <= 1 && scores.count == stakes.count && stakes.allSatisfy { $0 >= 0 })
    precondition(scores.allSatisfy { $0.count == subjects && $0.allSatisfy { $0 >= 0 && $0.isFinite } })
    let weights = scores.map { row in
      let largest = row.max() ?? 0
      if largest == 0 { return row }
      let scaled = row.map { $0 / largest }, sum = scaled.reduce(0, +)
      return scaled.map { $0 / sum }
    }
    let total = stakes.reduce(0.0) { $0 + Double($1) }
    let shares = stakes.map { total > 0 ? Double($0) / total : 0 }
    let consensus = (0..<subjects).map { subject in
      var support = 0.0
      for rater in weights.indices.sorted(by: { weights[$0][subject] > weights[$1][subject] }) {
        support += shares[rater]
        if support >= kappa - 1e-12 { return weights[rater][subject] }
      }
      return 0
    }
    let clipped = weights.map { row in zip(row, consensus).map { min($0, $1) } }
    self.consensus = consensus
    self.clipped = clipped
    func normalized(_ values: [Double]) -> [Double] {
      let sum = values.reduce(0, +)
      return sum > 0 ? values.map { $0 / sum } : values
    }
    let incentives = normalized((0..<subjects).map { subject in zip(shares, clipped).reduce(0) { $0 + $1.0 * $1.1[subject] } })
    self.incentives = incentives
    dividends = normalized(zip(shares, clipped).map { share, row in share * zip(row, incentives).reduce(0) { $0 + $1.0 * $1.1 } })
  }
}
