import CKernels
public import Policies

/// The baseline: any candidate alike, whatever is known. Its regret grows in proportion to the tasks.
public struct RandomRule: Sendable {
  public init() {}

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    NativePolicy(
      kind: "allocation", name: "random",
      [{ frame, _ in
        let count = UInt64(frame.integer(AllocationKind.Field.count)!)
        frame.result(0, Int64(ck_stream_below(&frame.random, count)) + 1)
      }])
  }
}
