import Policies

/// Accuracy less what the budgets are exceeded by, each as a share of its budget: one-sided, so that being faster or
/// smaller than asked costs nothing.
enum PenaltyScore {
  static func policy() -> any Policy {
    NativePolicy(kind: "fitness", name: "penalty", [{ frame, _ in
      let latency = frame.numberArgument(Fitness.Argument.latency)! / frame.number(Fitness.Field.latencyBudget)!
      let bytes = frame.numberArgument(Fitness.Argument.bytes)! / frame.number(Fitness.Field.bytesBudget)!
      frame.result(0, frame.numberArgument(Fitness.Argument.accuracy)! - max(0, latency - 1) - max(0, bytes - 1))
    }, nil])
  }
}
