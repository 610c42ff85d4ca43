import Glibc
import Instruments
import Interface
import Kernels
import LuaRuntime

/// A state with the instruments and vectors, and what it printed.
final class Bench {
  let state: LuaState
  private(set) var printed = ""

  init() throws {
    final class Sink { var write: (UnsafeRawBufferPointer) -> Void = { _ in } }
    let sink = Sink()
    state = try LuaState(.trusted { sink.write($0) })
    try state.install(modules: KernelsInterface.modules + [InstrumentsInterface.module])
    sink.write = { [unowned self] in printed += String(decoding: $0, as: UTF8.self) }
  }

  /// The results as Lua writes them, joined by blanks; "! message" for an error.
  func answer(_ text: String) -> String {
    do throws(LuaError) {
      let chunk = "local t = table.pack((function() \(text)\nend)()) for i = 1, t.n do t[i] = tostring(t[i]) end return table.concat(t, ' ')"
      guard case .string(let answer)? = try state.load(chunk, chunkName: "=test").call([]).first else { return "?" }
      return answer
    } catch { return "! \(error.message)" }
  }
}
