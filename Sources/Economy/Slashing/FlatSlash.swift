import Policies

/// A hundredth of the stake, whatever the offence: many small ones hurt, one alone is forgiven soon.
enum FlatSlash {
  static func policy() -> any Policy {
    NativePolicy(kind: "slashing", name: "flat", [{ frame, _ in
      frame.result(0, PartsPerMillion.whole / 100)
      frame.resultNone(1)
    }])
  }
}
