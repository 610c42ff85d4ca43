import Policies

/// Serves with the adapter whose prototypes lie nearest to the task, cached or not; evicts the least recently used.
enum NearestAdapter {
  static func policy() -> any Policy {
    NativePolicy(kind: "adapter", name: "nearest", [
      { frame, _ in
        let similarity = frame.elements(AdapterSelection.Field.similarity, Float.self)
        guard !similarity.isEmpty else { return frame.resultNone(0) }
        var best = 0
        for i in similarity.indices where similarity[i] > similarity[best] { best = i }
        frame.result(0, Int64(best + 1))
      },
      { frame, _ in
        let cached = frame.elements(AdapterSelection.Field.cached, UInt8.self)
        let pinned = frame.elements(AdapterSelection.Field.pinned, UInt8.self)
        let age = frame.elements(AdapterSelection.Field.age, Int64.self)
        var oldest = -1
        for i in cached.indices where cached[i] != 0 && pinned[i] == 0 {
          if oldest < 0 || age[i] > age[oldest] { oldest = i }
        }
        frame.result(0, Int64(oldest + 1))
      },
    ])
  }
}
