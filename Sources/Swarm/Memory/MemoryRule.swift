public import Kernels
public import Policies

/// The memory policy in force, asked about one pattern.
public final class MemoryRule {
  typealias Field = MemoryKind.Field

  public let slot: PolicySlot
  private let frame: PolicyFrame

  public init(random: RandomStream = RandomStream(seed: 0, "memory")) {
    slot = PolicySlot(MemoryKind.kind)
    frame = PolicyFrame(MemoryKind.kind, random: random)
  }

  /// How far a pattern is trusted, 0…1.
  ///
  /// - Parameters:
  ///   - trust: in the peer whose episodes it rests on, 0…1; 1 and not `isHeard` for one's own.
  ///   - now: simulated time in µs; before the latest episode counts as its moment.
  public func confidence(_ pattern: Pattern, isHeard: Bool, trust: Double, now: Int64) -> Double {
    confidence(
      count: pattern.count, quality: pattern.quality, age: max(0, now - pattern.time), spread: pattern.spread, isHeard: isHeard,
      trust: trust, now: now)
  }

  func confidence(count: Double, quality: Double, age: Int64, spread: Double, isHeard: Bool, trust: Double, now: Int64) -> Double {
    frame.now = now
    frame.random.draw = 0
    frame.set(Field.count, count)
    frame.set(Field.quality, quality)
    frame.set(Field.age, age)
    frame.set(Field.spread, spread)
    frame.set(Field.isHeard, isHeard)
    frame.set(Field.trust, trust)
    slot.call(MemoryKind.Function.confidence, frame)
    return frame.numberResult(0)!
  }

  /// Whether a pattern is to be forgotten; the parameters are those of `confidence`.
  func forgets(_ pattern: Pattern, isHeard: Bool, trust: Double, now: Int64) -> Bool {
    let confidence = confidence(pattern, isHeard: isHeard, trust: trust, now: now)
    guard slot.answering.implements(MemoryKind.Function.forget) else { return confidence < MemoryKind.confidenceMin }
    frame.argument(0, confidence)
    slot.call(MemoryKind.Function.forget, frame)
    return frame.booleanResult(0)!
  }
}
