import CKernels
public import Policies

/// Entropy-weighted consensus: who is certain is heard more; who hears agreement grows certain.
///
/// Each node averages itself and its neighbours with weights `(floor + certainty) · group · weight`, normalised, so that
/// the step does not grow with the degree. Where the beliefs it averaged lie close together (weighted variance V below
/// `tolerance`), it then moves toward the sharpened average q² / Σ q² by `sharpness · (1 − V / tolerance)`: certainty
/// rises where there is agreement, and only there, so that a boundary between two camps keeps moving instead of freezing.
/// Shares that tie exactly are told apart by a coin all nodes toss alike.
///
/// After Zheng & Lee, "Entropy-based local negotiation", Swarm Intelligence 2023, and its ancestor, Liu & Lee, SN Applied
/// Sciences 2, 2020, which weighs by group size.
public struct EntropyRule: NativeConsensusRule, Sendable {
  public static let name = "entropy"
  var readsCertainty: Bool { true }

  /// What a voice without any certainty counts beside a certain one's `floor + 1`; > 0.
  public var floor: Float
  /// How much a node counts to itself, beside one neighbour; ≥ 0.
  public var selfWeight: Float
  /// How far agreement sharpens a belief in one round, 0…1.
  public var sharpness: Float
  /// Variance of the neighbourhood's beliefs below which sharpening begins; > 0.
  public var tolerance: Float

  public init(floor: Float = 1, selfWeight: Float = 1, sharpness: Float = 1, tolerance: Float = 0.01) {
    self.floor = floor
    self.selfWeight = selfWeight
    self.sharpness = sharpness
    self.tolerance = tolerance
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    update(round, coin: ck_stream_uniform(&random))
  }

  /// - Parameter coin: uniform in [0, 1), one a round; it breaks exact ties.
  func update(_ round: ConsensusRound, coin: Double) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: round.rows) { influence in
      for i in 0..<round.rows { influence[i] = (floor + round.certainty[i]) * round.groupSize(i) * round.weight(i) }
      if round.options == 8 {
        updateEight(round, influence.baseAddress!, coin)
      } else {
        updateAny(round, influence.baseAddress!, coin)
      }
    }
  }

  /// Eight options fill the lanes of one vector.
  private func updateEight(_ round: ConsensusRound, _ influence: UnsafePointer<Float>, _ coin: Double) {
    for i in 0..<round.movers {
      let own = Lanes(at: round.belief(i))
      var weight = influence[i] * selfWeight
      var total = weight
      var sum = own * weight
      var squares = own * sum
      for cell in round.hears(i) {
        let j = round.neighbour(cell)
        let belief = Lanes(at: round.belief(j))
        weight = influence[j]
        total += weight
        let weighted = belief * weight
        sum += weighted
        squares += belief * weighted
      }
      var next = own
      if total > 0 {
        let share = 1 / total
        let mean = sum * share
        let variance = (squares * share - mean * mean).total
        next += (mean - own) * round.rate
        if tied(next) { breakTie(&next, options: 8, coin) }
        let pull = sharpness * max(0, min(1, 1 - variance / tolerance))
        if pull > 0 {
          let square = next * next
          next += (square * (1 / square.total) - next) * pull
        }
      }
      next *= 1 / next.total
      UnsafeMutableRawPointer(round.out + i * 8).storeBytes(of: next, as: Lanes.self)
    }
  }

  /// Whether the two largest shares tie.
  @inline(__always)
  private func tied(_ shares: Lanes) -> Bool {
    var first = shares[0], second = -Float.infinity
    for k in 1..<8 {
      let lower = shares[k] < first ? shares[k] : first
      second = second < lower ? lower : second
      first = first < shares[k] ? shares[k] : first
    }
    return first - second < Self.tie
  }

  /// Any number of options, row by row.
  private func updateAny(_ round: ConsensusRound, _ influence: UnsafePointer<Float>, _ coin: Double) {
    let options = round.options
    for i in 0..<round.movers {
      let own = round.belief(i), next = round.out + i * options
      var total = influence[i] * selfWeight
      var squares: Float = 0
      for k in 0..<options {
        next[k] = own[k] * total
        squares += own[k] * next[k]
      }
      for cell in round.hears(i) {
        let j = round.neighbour(cell)
        let belief = round.belief(j), weight = influence[j]
        total += weight
        for k in 0..<options {
          let weighted = belief[k] * weight
          next[k] += weighted
          squares += belief[k] * weighted
        }
      }
      guard total > 0 else {
        next.update(from: own, count: options)
        continue
      }
      var variance = squares / total
      for k in 0..<options {
        let mean = next[k] / total
        variance -= mean * mean
        next[k] = own[k] + (mean - own[k]) * round.rate
      }
      breakTie(next, options, coin)
      let pull = sharpness * max(0, min(1, 1 - variance / tolerance))
      if pull > 0 { sharpen(next, options, pull) }
      normalise(next, options)
    }
  }

  private func sharpen(_ shares: UnsafeMutablePointer<Float>, _ options: Int, _ pull: Float) {
    var square: Float = 0
    for k in 0..<options { square += shares[k] * shares[k] }
    for k in 0..<options { shares[k] += (shares[k] * shares[k] / square - shares[k]) * pull }
  }

  private func breakTie(_ shares: inout Lanes, options: Int, _ coin: Double) {
    withUnsafeMutableBytes(of: &shares) { breakTie($0.assumingMemoryBound(to: Float.self).baseAddress!, options, coin) }
  }

  /// Nudges one of the options that tie for the largest share.
  private func breakTie(_ shares: UnsafeMutablePointer<Float>, _ options: Int, _ coin: Double) {
    var largest = shares[0]
    for k in 1..<max(options, 1) { largest = max(largest, shares[k]) }
    var top = 0
    for k in 0..<options where shares[k] > largest - Self.tie { top += 1 }
    if top > 1 { shares[Self.favourite(in: shares, options, above: largest - Self.tie, coin)] *= Self.nudge }
  }

  /// Shares nearer than this tie.
  private static let tie: Float = 1e-6
  private static let nudge: Float = 1.1

  /// The tied option whose key, drawn from the round's coin, is the largest.
  private static func favourite(in shares: UnsafePointer<Float>, _ options: Int, above bound: Float, _ coin: Double) -> Int {
    var best = (key: UInt64(0), option: 0)
    for k in 0..<options where shares[k] > bound {
      var words: (UInt64, UInt64) = (0, 0)
      withUnsafeMutableBytes(of: &words) { ck_philox(coin.bitPattern, 0, UInt64(k), $0.assumingMemoryBound(to: UInt64.self).baseAddress!) }
      if words.0 >= best.key { best = (words.0, k) }
    }
    return best.option
  }

  private func normalise(_ shares: UnsafeMutablePointer<Float>, _ options: Int) {
    var sum: Float = 0
    for k in 0..<options { sum += shares[k] }
    for k in 0..<options { shares[k] /= sum }
  }
}
