import Kernels
import Policies

/// Whether a policy keeps all its memory in `self.state`: a run that is interrupted midway — state exported, the text
/// loaded afresh, the state imported — must answer as the uninterrupted one does. A `local` above the table that
/// remembers would make the two differ, and be lost at every swap.
///
/// The laws' own checks are the runs: they ask the same questions whoever answers.
struct ReloadCheck {
  let kind: PolicyKind
  let makePolicy: () throws(SwapError) -> any Policy
  /// A fresh policy with the memories of another.
  let reload: (any Policy) throws(SwapError) -> any Policy

  /// The first difference found; nil if there is none.
  func run(seed: UInt64 = 0) throws(SwapError) -> String? {
    for law in kind.laws {
      let straight = RecordingPolicy(try makePolicy(), reload: reload)
      _ = LawCheck.counterexample(to: law, straight, seed: seed)
      let midway = straight.answers.count / 2
      guard midway > 0 else { continue }
      let interrupted = RecordingPolicy(try makePolicy(), reloadBefore: midway, reload: reload)
      _ = LawCheck.counterexample(to: law, interrupted, seed: seed)
      if let failure = interrupted.reloadFailure { return failure.description }
      for (i, (one, other)) in zip(straight.answers, interrupted.answers).enumerated() where one != other {
        return "reloaded before call \(midway + 1) of '\(law.name)' (seed \(seed)), call \(i + 1) answered \(other) instead of "
          + "\(one): something outside self.state remembers"
      }
      if straight.answers.count != interrupted.answers.count {
        return "reloaded before call \(midway + 1) of '\(law.name)' (seed \(seed)), it failed after \(interrupted.answers.count) "
          + "calls instead of \(straight.answers.count): something outside self.state remembers"
      }
    }
    return nil
  }
}
