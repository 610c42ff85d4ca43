import Policies

enum NativePolicyFixture {
  /// A memory policy of one answer.
  static func memory(_ confidence: @escaping () -> Double) -> any Policy {
    NativePolicy(kind: "memory", name: "test", [{ frame, _ in frame.result(0, confidence()) }])
  }
}
