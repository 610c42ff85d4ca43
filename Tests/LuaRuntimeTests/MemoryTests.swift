import Glibc
import Interface
import Kernels
import LuaRuntime
import Synchronization
import Testing

private final class Token: PassableObject {
  static let alive = Atomic<Int>(0)
  static var className: String { "token" }
  init() { Token.alive.add(1, ordering: .relaxed) }
  deinit { Token.alive.subtract(1, ordering: .relaxed) }
}

private struct TokenError: Error, CustomStringConvertible, @unchecked Sendable {
  let token = Token()
  var description: String { "refused" }
}

private let tokens = Module(
  "tokens", "Objects that are counted.",
  functions: [
    Function("refuse", "Throws.", .any("x"), returns: Parameter("x", .any), example: "") { (_: Value) throws -> Value in throw TokenError() },
    Function("new", "Makes one.", returns: Parameter("token", .object("token")), example: "") { Token() },
    Function("vector", "Native memory.", .integer("count"), returns: Parameter("v", .object("vector")), example: "") { count throws -> Vector in
      try Vector(.f64, count: Int(count))
    },
  ])

private func residentBytes() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var pages = 0, resident = 0
  withUnsafeMutablePointer(to: &pages) { pages in withUnsafeMutablePointer(to: &resident) { resident in
    _ = withVaList([pages, resident]) { vfscanf(file, "%ld %ld", $0) }
  } }
  return resident * 4096
}

@Test func `a hundred thousand failing calls leak nothing`() throws {
  let state = try trusted(modules: [tokens])
  let text = "for i = 1, 50000 do pcall(tokens.refuse, {i, 'text'}) pcall(tokens.new, 1, 2) end collectgarbage()"
  try state.run(text)
  let resident = residentBytes(), alive = Token.alive.load(ordering: .relaxed)
  for _ in 0..<2 { try state.run(text) }
  #expect(Token.alive.load(ordering: .relaxed) == alive)
  #expect(residentBytes() - resident < 64 << 20)  // other tests run beside this one; leaking costs over 400 MB
}

@Test func `every memory limit ends in an error or a result, never in a crash`() throws {
  var succeeded = 0, failed = 0, refused = 0
  for limit in stride(from: 0, to: 400_000, by: 950) {
    do throws(LuaError) {
      let state = try LuaState(.trusted(memoryLimit: limit) { _ in })
      try state.install(modules: [tokens])
      do throws(LuaError) {
        try state.run("local t = {} for i = 1, 200 do t[i] = tostring(i):rep(10) end local s = table.concat(t, ',') return coroutine.wrap(function() return pcall(error, {s:gsub('1', '2'), tokens.new()}) end)()")
        succeeded += 1
      } catch {
        #expect(error.kind == .memory || error.message.contains("memory"))
        failed += 1
      }
    } catch { refused += 1 }
  }
  #expect(succeeded + failed + refused >= 400 && succeeded > 50 && failed > 10 && refused > 10)
}

@Test func `native memory is on the state's account and paces the collector`() throws {
  let state = try trusted(modules: [tokens], memoryLimit: 8 << 20)
  #expect(state.failure("for i = 1, 2000 do local v = tokens.vector(10000) end") == nil)  // 160 MB in all
  let error = try #require(state.failure("local keep = {} for i = 1, 2000 do keep[i] = tokens.vector(10000) end"))
  #expect(error.message.contains("not enough memory"))
  #expect(state.answer("collectgarbage() return #tokens.vector(3)") == "3")
}

@Test func `a policy can't go on after its memory is spent`() throws {
  let state = try policy(memoryLimit: 2 << 20, budget: 100_000_000)
  let error = try #require(state.failure("local ok = pcall(function() local t = {} while true do t[#t + 1] = {} end end) while true do end"))
  #expect(error.kind == .memory)
}

@Test func `closing an object twice, by hand and by the collector, is harmless`() throws {
  let state = try trusted(modules: [tokens])
  let alive = Token.alive.load(ordering: .relaxed)
  #expect(state.answer("local v = tokens.vector(3) v[1] = 5 do local w <close> = v end return pcall(function() return v[1] end)").contains("closed"))
  _ = state.answer("local t = tokens.new() do local u <close> = t end t = nil collectgarbage() collectgarbage()")
  #expect(Token.alive.load(ordering: .relaxed) <= alive + 1)
}

@Test(arguments: [
  ("local v = tokens.vector(3) v[2] = 1.5 return v[1], v[2], #v", "0.0 1.5 3"),
  ("return tokens.vector(3)[4]", "! test:1: vector index 4 out of range 1…3"),
  ("return tokens.vector(3)[0]", "! test:1: vector index 0 out of range 1…3"),
  ("return tokens.vector(0)[1]", "! test:1: vector index 1 out of range (the vector is empty)"),
  ("tokens.vector(3)[1] = 'x'", "! test:1: vector element 1: number expected, got string"),
  ("return tokens.vector(3)[1.5]", "! test:1: vector index has no integer representation"),
  ("return debug.getmetatable(tokens.vector(3)).__index({}, 1)", "! test:1: an object expected, got table"),
  ("return tokens.vector(3)[{}]", "! test:1: vector can't be indexed with a table"),
])
func `elements are read and written in place, within bounds`(text: String, answer: String) throws {
  #expect(try trusted(modules: [tokens]).answer(text) == answer)
}
