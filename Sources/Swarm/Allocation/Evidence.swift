import Kernels

/// What was observed of a node at a kind of task: sufficient statistics of log service times, and how often it
/// succeeded. Counts are fractions, because old observations fade.
public struct Evidence: Sendable, Equatable {
  /// Service times seen.
  public var count = 0.0
  /// Mean of ln(service time in µs).
  public var mean = 0.0
  /// Sum of squared distances from the mean.
  public var squares = 0.0
  public var successes = 0.0
  public var failures = 0.0

  public init() {}

  /// Whether every statistic is finite and no count negative: what a report has to be.
  var isSound: Bool {
    let isFinite = count.isFinite && mean.isFinite && squares.isFinite && successes.isFinite && failures.isFinite
    return isFinite && count >= 0 && squares >= 0 && successes >= 0 && failures >= 0
  }

  /// Adds one outcome (Welford's update).
  ///
  /// - Parameter logLatency: ln(service time in µs) where it is known: a failure may have none.
  public mutating func add(logLatency: Double?, succeeded: Bool) {
    if succeeded { successes += 1 } else { failures += 1 }
    guard let logLatency else { return }
    count += 1
    let delta = logLatency - mean
    mean += delta / count
    squares += delta * (logLatency - mean)
  }

  /// Adds what somebody else saw (Chan, Golub & LeVeque 1979). The two must not share an observation.
  public mutating func merge(_ other: Evidence) {
    successes += other.successes
    failures += other.failures
    guard other.count > 0 else { return }
    let total = count + other.count
    let delta = other.mean - mean
    squares += other.squares + delta * delta * (count * other.count / total)
    mean += delta * (other.count / total)
    count = total
  }

  /// Takes one outcome back that was added, or merged, with `weight`; what remains of the sums is never negative.
  mutating func remove(logLatency: Double?, succeeded: Bool, weight: Double) {
    if succeeded { successes = max(0, successes - weight) } else { failures = max(0, failures - weight) }
    guard let logLatency else { return }
    let total = count - weight
    // Below a millionth of an observation the difference is rounding.
    guard total > 1e-6 else { return (count, mean, squares) = (0, 0, 0) }
    let delta = logLatency - mean
    squares = max(0, squares - delta * delta * (count * weight / total))
    mean -= delta * (weight / total)
    count = total
  }

  /// Lets every observation count only `factor` of what it did, 0…1.
  public mutating func fade(by factor: Double) {
    count *= factor
    squares *= factor
    successes *= factor
    failures *= factor
  }
}

/// What is believed before any observation: Normal–inverse-gamma on the mean and variance of log service times, Beta on
/// the chance of success.
public struct Prior: Sendable {
  /// Expected ln(service time in µs).
  public var meanLogLatency: Double
  /// How many observations that is worth; > 0.
  public var strength: Double
  /// Inverse-gamma shape, > 1 so that the variance is finite, and scale, > 0, of the variance.
  public var shape: Double
  public var scale: Double
  /// Beta shapes, > 0.
  public var successA: Double
  public var successB: Double

  public init(
    meanLogLatency: Double = 10, strength: Double = 0.5, shape: Double = 2, scale: Double = 0.5, successA: Double = 1, successB: Double = 1
  ) {
    precondition(meanLogLatency.isFinite && strength > 0 && shape > 1 && scale > 0 && successA > 0 && successB > 0)
    self.meanLogLatency = meanLogLatency
    self.strength = strength
    self.shape = shape
    self.scale = scale
    self.successA = successA
    self.successB = successB
  }
}

/// What is believed after the evidence, in the terms an allocation policy reads.
public struct Posterior: Sendable, Equatable {
  public var meanLogLatency: Double
  /// Of that mean; falls as 1 / observations.
  public var variance: Double
  public var observations: Double
  public var successA: Double
  public var successB: Double

  /// The conjugate update (Murphy 2007). Finite for 0, 1 and equal observations.
  public init(_ prior: Prior, _ evidence: Evidence) {
    let strength = prior.strength + evidence.count
    let delta = evidence.mean - prior.meanLogLatency
    let shape = prior.shape + evidence.count / 2
    let scale = prior.scale + evidence.squares / 2 + prior.strength * evidence.count * delta * delta / (2 * strength)
    meanLogLatency = prior.meanLogLatency + delta * (evidence.count / strength)
    variance = scale / ((shape - 1) * strength)
    observations = evidence.count
    successA = prior.successA + evidence.successes
    successB = prior.successB + evidence.failures
  }
}

extension Posterior {
  /// Expected time in µs until the node has answered rightly: its service time for each of the tasks waiting and this one, and
  /// the round trip, as often as it takes.
  ///
  /// - Parameters:
  ///   - load: work waiting there, in tasks, ≥ 0.
  ///   - rtt: round-trip time to it in µs, ≥ 0.
  public func expectedTime(load: Double, rtt: Int64) -> Double {
    let service = Reproducible.exp(max(-50, min(50, meanLogLatency)))
    return (service * (1 + load) + Double(rtt)) * (successA + successB) / successA
  }
}
