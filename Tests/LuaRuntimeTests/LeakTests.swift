import Glibc
import Interface
import Kernels
import LuaRuntime
import Testing

/// What a user enters, one of everything: results of each type, errors of each kind, no Lua.
private let lines = [
  "1 + 1", "{ 1, 2, x = { y = 'z' } }", "('abc'):rep(100)", "function(x) return x end", "vector.zeros(100)", "coroutine.create(print)",
  "error('x')", "error({ code = 1 })", "nil + 1", "undefined_name", "vector.zeros(-1)", "this is no Lua", "'unfinished", "for",
  "(function() local a, b = {}, 'x' return a.b.c end)()", "select(2, pcall(error, 'x'))", "string.rep('x', 1 << 62)",
]

@Test func `ten thousand evaluated lines leave the memory as it was`() throws {
  let state = try trusted(modules: KernelsInterface.modules)
  func evaluate(_ count: Int) {
    for i in 0..<count {
      do throws(LuaError) {
        let values = try state.load("return " + lines[i % lines.count], chunkName: "=input \(i)").evaluate()
        try state.setGlobal("_", values.first)
        for value in values { _ = try state.snapshot(of: value) }
        _ = try state.names(of: state.find([.name("string")]))
      } catch { _ = state.failedFrames.first.flatMap { try? $0.environment() } }
    }
    _ = state.answer("_ = nil collectgarbage() collectgarbage()")
  }
  evaluate(2_000)
  let memory = state.memory, resident = residentBytes()
  evaluate(10_000)
  #expect(abs(state.memory - memory) < 32 << 10, "\(memory) → \(state.memory) bytes")
  #expect(residentBytes() - resident < 2 << 20, "\(resident) → \(residentBytes()) bytes")
}

private func residentBytes() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var text = [CChar](repeating: 0, count: 128)
  guard fgets(&text, 128, file) != nil else { return 0 }
  let fields = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }.split(separator: " ")
  return (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}
