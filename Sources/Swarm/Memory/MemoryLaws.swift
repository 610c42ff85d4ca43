import Kernels
import Policies

/// What every memory policy keeps, on random patterns.
enum MemoryLaws {
  static let all: [Law] = [inRange, moreEpisodes, older, lessTrust]

  private static let inRange = Law(
    "confidence lies between 0 and 1", "Whatever the pattern, an empty one and one of a billion episodes included."
  ) { policy, random in
    var scene = MemoryScene(&random)
    scene.count = [0, scene.count, 1e9][random.below(3)]
    scene.age = [0, scene.age, .max][random.below(3)]
    _ = try scene.confidence(policy)
  }

  private static let moreEpisodes = Law(
    "more episodes of the same quality never lower it", "Evidence adds confidence, or leaves it alone."
  ) { policy, random in
    let scene = MemoryScene(&random)
    var more = scene
    more.count += Double(1 + random.below(50))
    try scene.compare(policy, more, "\(more.count) episodes") { $0 <= $1 }
  }

  private static let older = Law(
    "an older pattern is never trusted more", "All else equal, confidence does not rise with age."
  ) { policy, random in
    let scene = MemoryScene(&random)
    var older = scene
    older.age += Int64(random.below(7_200_000_000))
    try scene.compare(policy, older, "an age of \(older.age) µs") { $0 >= $1 }
  }

  private static let lessTrust = Law(
    "a less trusted peer is never believed more", "All else equal, confidence in what was heard does not rise as trust falls."
  ) { policy, random in
    var scene = MemoryScene(&random)
    scene.isHeard = true
    var less = scene
    less.trust *= random.uniform()
    try scene.compare(policy, less, "a trust of \(less.trust)") { $0 >= $1 }
  }
}

/// A pattern from new to old, from a few episodes to many.
private struct MemoryScene {
  var count: Double
  var quality: Double
  var age: Int64
  var spread: Double
  var isHeard: Bool
  var trust: Double

  init(_ random: inout RandomStream) {
    count = Double(1 + random.below(40))
    quality = random.uniform()
    age = Int64(random.below(7_200_000_000))
    spread = random.uniform()
    isHeard = random.below(2) == 1
    trust = isHeard ? random.uniform() : 1
  }

  /// - Throws: the policy's fault.
  func confidence(_ policy: any Policy) throws -> Double {
    let rule = MemoryRule(random: RandomStream(seed: 1, "law"))
    rule.slot.use(policy)
    let answer = rule.confidence(count: count, quality: quality, age: age, spread: spread, isHeard: isHeard, trust: trust, now: 0)
    if let fault = rule.slot.faults.first { throw fault }
    return answer
  }

  /// - Throws: `LawViolation` where the confidences here and in `other` aren't as they must be; rounding is forgiven.
  func compare(_ policy: any Policy, _ other: MemoryScene, _ change: String, _ isLawful: (Double, Double) -> Bool) throws {
    let before = try confidence(policy), after = try other.confidence(policy)
    guard abs(before - after) < 1e-12 || isLawful(before, after) else {
      throw LawViolation("\(change) took the confidence from \(before) to \(after): \(self)")
    }
  }
}
