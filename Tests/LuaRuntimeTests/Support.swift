import Glibc
import Interface
import Kernels
import LuaRuntime

/// What a script printed.
final class Transcript {
  var text = ""
}

func trusted(modules: [Module] = [], memoryLimit: Int = .max, transcript: Transcript? = nil) throws -> LuaState {
  let state = try LuaState(
    .trusted(memoryLimit: memoryLimit) { transcript?.text += String(decoding: $0, as: UTF8.self) })
  try state.install(modules: modules)
  return state
}

func policy(
  modules: [Module] = [], memoryLimit: Int = 16 << 20, budget: Int64 = 1_000_000, transcript: Transcript? = nil
) throws -> LuaState {
  let state = try LuaState(
    .policy(memoryLimit: memoryLimit, budget: budget) { transcript?.text += String(decoding: $0, as: UTF8.self) })
  try state.install(modules: modules)
  try state.seal()
  return state
}

extension LuaState {
  /// Runs a chunk called "test" and returns its results as plain data.
  @discardableResult
  func run(_ text: String) throws(LuaError) -> [Value] {
    try load(text, chunkName: "=test").call([])
  }

  /// The results as Lua writes them, separated by spaces; "! message" for an error.
  func answer(_ text: String) -> String {
    do throws(LuaError) { return try run(text).map(describe).joined(separator: " ") } catch { return "! \(error.message)" }
  }

  /// The error a chunk raises; nil if none.
  func failure(_ text: String) -> LuaError? {
    do throws(LuaError) {
      try run(text)
      return nil
    } catch { return error }
  }
}

func describe(_ value: Value) -> String {
  switch value {
  case .none: "nil"
  case .boolean(let boolean): "\(boolean)"
  case .integer(let integer): "\(integer)"
  case .number(let number): "\(number)"
  case .string(let string): string
  case .table(let table):
    "{\((table.list.map(describe) + table.fields.map { "\(describe($0.key))=\(describe($0.value))" }).joined(separator: ","))}"
  case .object(let object): type(of: object).className
  case .callback: "function"
  }
}

/// CPU seconds of this thread.
func threadTime() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}
