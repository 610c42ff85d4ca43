import Kernels
public import Policies

/// Trust grows with the number of episodes and their quality, and fades with age:
/// `trust · n / (n + doubt) · (1 + quality) / 2 · exp(−age / lifetime)`.
///
/// A pattern of failures keeps half the confidence of one of successes: whom not to ask is worth knowing too.
public struct EvidenceRule: Sendable {
  /// Episodes worth as much as the doubt in a new pattern; > 0.
  public var doubt: Double
  /// Time in which trust falls to 1/e without new episodes, in µs; > 0.
  public var lifetime: Double

  public init(doubt: Double = 4, lifetime: Double = 3_600_000_000) {
    precondition(doubt > 0 && lifetime > 0)
    (self.doubt, self.lifetime) = (doubt, lifetime)
  }

  func confidence(count: Double, quality: Double, age: Double, trust: Double) -> Double {
    trust * (count / (count + doubt)) * ((1 + quality) / 2) * Reproducible.exp(-age / lifetime)
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    typealias Field = MemoryKind.Field
    return NativePolicy(
      kind: "memory", name: "evidence",
      [
        { frame, _ in
          frame.result(0, confidence(
            count: frame.number(Field.count)!, quality: frame.number(Field.quality)!, age: Double(frame.integer(Field.age)!),
            trust: frame.number(Field.trust)!))
        }
      ])
  }
}
