import LuaRuntime

/// Completion's view of a Lua state: raw names only, so nothing of the user's runs.
struct StateNames: NameSource {
  let state: LuaState
  let words: (CompletionRequest.Call) -> [Candidate]
  let topics: () -> [String]
  /// What names are looked up in before the globals: a frame's variables.
  let environment: () -> LuaReference?

  func names(of path: [CompletionRequest.Step], prefix: String, methodsOnly: Bool) -> [Candidate] {
    var names: [String] = []
    for step in path {
      switch step {
      case .field(let name): names.append(name)
      case .string: names.append("string")  // a literal's methods are the library's functions
      case .index: return []
      }
    }
    guard let found = try? state.names(of: names, in: environment()) else { return [] }
    return found.lazy.filter { $0.name.utf8.starts(with: prefix.utf8) && (!methodsOnly || $0.isFunction) }
      .map { Candidate($0.name, $0.isFunction ? .function : .value) }
  }

  func words(for call: CompletionRequest.Call) -> [Candidate] {
    call.path == ["help"] ? topics().map { Candidate($0, .string) } : words(call)
  }
}
