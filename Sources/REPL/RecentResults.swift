import LuaRuntime

/// The latest results, by name: `_` and `_1` are the first of the latest line, `_2` the one after it, and so on back to
/// `_9`. Older ones are let go, so that a session doesn't fill the memory.
struct RecentResults {
  static let limit = 9
  private var values: [LuaReference] = []

  mutating func add(_ results: [LuaReference], to state: LuaState) throws(LuaError) {
    guard !results.isEmpty else { return }
    values = Array((results + values).prefix(Self.limit))
    try state.setGlobal("_", values[0])
    for (index, value) in values.enumerated() { try state.setGlobal("_\(index + 1)", value) }
  }
}
