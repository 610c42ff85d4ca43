import Kernels
import Policies

/// Evidence as a Beta distribution: each outcome counts one, all fade alike with a half-life of ten minutes, and the score
/// is the mean under a uniform prior, (a + 1)/(a + b + 2) (Jøsang & Ismail 2002).
enum BetaEvidence {
  /// ln 2 over ten minutes of µs.
  static let rate = 0.6931471805599453 / 600e6

  static func policy() -> any Policy {
    NativePolicy(
      kind: "reputation", name: "beta",
      [
        { frame, _ in
          let outcome = frame.numberArgument(2) ?? 0
          frame.result(0, min((frame.numberArgument(0) ?? 0) + outcome, Reputation.evidenceLimit))
          frame.result(1, min((frame.numberArgument(1) ?? 0) + (1 - outcome), Reputation.evidenceLimit))
        },
        { frame, _ in
          let kept = Reproducible.exp(-rate * Double(frame.integerArgument(2) ?? 0))
          frame.result(0, (frame.numberArgument(0) ?? 0) * kept)
          frame.result(1, (frame.numberArgument(1) ?? 0) * kept)
        },
        { frame, _ in
          let (good, bad) = (frame.numberArgument(0) ?? 0, frame.numberArgument(1) ?? 0)
          frame.result(0, (good + 1) / (good + bad + 2))
        },
      ])
  }
}
