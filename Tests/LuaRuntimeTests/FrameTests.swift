import Interface
import LuaRuntime
import Testing

/// A native function that does something while scripts run below it.
private func breakpoint(_ body: @escaping (LuaState) throws -> Void) -> (Module, Box) {
  let box = Box(body)
  let module = Module(
    "point", "A breakpoint.",
    functions: [
      Function("stop", "Stops.", returns: .nothing, example: "") {
        try box.body(box.state)
        return Nothing()
      },
      Function("call", "Calls f, and passes on what it raises.", .any("f"), returns: .nothing, example: "") { (f: Value) throws -> Nothing in
        guard case .callback(let function) = f else { throw ScriptError("function expected") }
        _ = try function.call([])
        return Nothing()
      },
      Function("ignore", "Calls f, and passes over what it raises.", .any("f"), returns: .nothing, example: "") { (f: Value) -> Nothing in
        if case .callback(let function) = f { _ = try? function.call([]) }
        return Nothing()
      },
    ])
  return (module, box)
}

private final class Box: @unchecked Sendable {  // one thread
  let body: (LuaState) throws -> Void
  unowned(unsafe) var state: LuaState!
  init(_ body: @escaping (LuaState) throws -> Void) { self.body = body }
}

extension LuaState {
  fileprivate func answer(_ text: String, in frame: ScriptFrame) -> String {
    do throws(LuaError) {
      return try load(text, chunkName: "=debug", environment: try frame.environment()).call([]).map(describe).joined(separator: " ")
    } catch { return "! \(error.message)" }
  }

  fileprivate func stopping(_ text: String, _ body: @escaping (LuaState) throws -> Void) throws -> String {
    let (module, box) = breakpoint(body)
    box.state = self
    try install(modules: [module])
    return answer(text)
  }
}

private let failing = """
  outside = "global"
  local up = { 10 }
  local function inner(a, ...)
    local b, nothing = a * 2, nil
    local a = "hidden"
    error("boom")
    return up, b, a, nothing
  end
  local function outer(n) local here = n inner(n, "x", "y") return here end
  outer(4)
  """

struct FrameTests {
  @Test func `after an error the frames are there, innermost first`() throws {
    let state = try trusted()
    #expect(state.failedFrames.isEmpty)
    #expect(state.failure(failing) != nil)
    let frames = state.failedFrames
    #expect(frames.map(\.line) == [6, 9, 10])
    #expect(frames.map(\.name) == ["upvalue 'inner'", "local 'outer'", "main chunk"])
    #expect(frames.allSatisfy { $0.source == "test" })
  }

  @Test(arguments: [
    ("return a, b, nothing, up[1], outside", "hidden 8 nil 10 global"),
    ("b = 5 up = 'mine' nothing = 1 return b, up, nothing, rawget(_G, 'up')", "5 mine 1 nil"),
    ("made = 3 return made, rawget(_G, 'made')", "3 3"),
    ("return outsid", "! undefined global 'outsid' (did you mean 'outside'?)"),
    ("return (function(x) return x + b end)(1)", "9"),
  ])
  func `a chunk in a failed frame reads and assigns locals, upvalues, globals`(text: String, answer: String) throws {
    let state = try trusted()
    _ = state.failure(failing)
    let frames = state.failedFrames
    #expect(state.answer(text, in: frames[0]) == answer)
    #expect(state.answer("return n, here", in: frames[1]) == "4 4")
    #expect(try frames[0].varargs().map { describe(try $0.value()) } == ["x", "y"])
  }

  @Test func `completion knows a frame's variables`() throws {
    let state = try trusted()
    _ = state.failure("local shape = { width = 1, height = 2 } local function area() return shape.x.y end area()")
    let environment = try state.failedFrames[0].environment()
    let variables = try #require(try state.variables(of: environment))
    #expect(try state.names(of: state.find([.name("shape")], from: variables)).found.map(\.name) == ["height", "width"])
    #expect(try state.names(of: variables).found.map(\.name) == ["shape"])
    #expect(try state.variables(of: state.globals()) == nil)
  }

  @Test func `only an error that reaches the host replaces the frames`() throws {
    let state = try trusted()
    _ = state.failure("local first = 1 error('x')")
    #expect(state.answer("pcall(error, 'caught') return 1") == "1")
    #expect(state.failure("this is no Lua")?.kind == .syntax)
    #expect(state.answer("return first", in: state.failedFrames[0]) == "1")
    _ = state.failure("local second = 2 error({})")
    #expect(state.answer("return second, rawget(_G, 'first')", in: state.failedFrames[0]) == "2 nil")
  }

  @Test func `the frames of a callback's error outlive the native function that passes it on, not one that ignores it`() throws {
    let state = try trusted()
    let text = "local function f() local deep = 7 error('x') return deep end point.ignore(f) local mine = 1 point.call(f)"
    #expect(try state.stopping(text) { _ in }.hasSuffix("x"))
    #expect(state.answer("return deep", in: state.failedFrames[0]) == "7")
    #expect(state.answer("return mine", in: state.failedFrames[1]) == "1")
    _ = state.failure("local function f() error('x', 0) end point.ignore(f) local mine = 2 error('x', 0)")
    #expect(state.failedFrames.count == 1)
    #expect(state.answer("return mine", in: state.failedFrames[0]) == "2")
  }

  @Test func `what fails deep, or for want of memory, still fails as before`() throws {
    let deep = try trusted()
    #expect(try #require(deep.failure("local function f() return 1 + f() end f()")).message.contains("stack overflow"))
    #expect(deep.failedFrames.count <= 16)
    let state = try trusted(memoryLimit: 3 << 20)
    let error = try #require(state.failure("local t = {} for i = 1, 1e9 do t[i] = { i } end"))
    #expect(error.kind == .memory)
    for limit in stride(from: 200_000, to: 400_000, by: 1000) {
      let small = try trusted(memoryLimit: limit)
      let error = small.failure("local a, b, t = 1, 2, {} local function f(...) for i = 1, 1e9 do t[i] = {} end error('x') end f(a, b)")
      #expect(error?.kind == .memory)
      #expect(small.failedFrames.count <= 2)
    }
  }

  @Test func `a policy keeps none`() throws {
    let state = try policy()
    _ = state.failure("local a = 1 error('x')")
    #expect(state.failedFrames.isEmpty)
  }

  @Test func `in a live frame assignments are real, through nested calls and coroutines`() throws {
    let state = try trusted()
    let text = """
      local up = 1
      local function inner(a, ...)
        local b = a + 1
        point.stop()
        return a, b, up
      end
      local co = coroutine.wrap(function() local inCo = "co" local r = { inner(10, "v") } return r, inCo end)
      local r, inCo = co()
      return r[1], r[2], r[3], inCo, rawget(_G, "made")
      """
    let answer = try state.stopping(text) { state in
      let frames = state.liveFrames()
      #expect(frames.map(\.line) == [4, 7, 8])
      #expect(try frames[0].varargs().map { describe(try $0.value()) } == ["v"])
      #expect(state.answer("return a, b, up, r", in: frames[0]).hasPrefix("! undefined global 'r'"))
      #expect(state.answer("a = 'A' up = 'U' made = 'M' local function deep() b = b * 2 return b end return deep()", in: frames[0]) == "22")
      #expect(state.answer("inCo = inCo .. '!' return inCo", in: frames[1]) == "co!")
      let environment = try frames[1].environment()
      let variables = try #require(try state.variables(of: environment))
      #expect(try state.names(of: variables).found.contains { $0.name == "inCo" })
    }
    #expect(answer == "A 22 U co! M")
  }

  @Test func `the variables of a function that has returned are an error, no crash`() throws {
    let state = try trusted()
    var kept: ScriptFrame?
    _ = try state.stopping("local function f() local a = 1 point.stop() return a end f()") { kept = $0.liveFrames()[0] }
    #expect(state.answer("return a", in: kept!).hasSuffix("the function whose variables these were has returned"))
    #expect(state.answer("a = 1", in: kept!).hasSuffix("has returned"))
  }

  @Test func `ten thousand failures keep the memory flat`() throws {
    let state = try trusted()
    for _ in 0..<100 { _ = state.failure(failing) }
    _ = state.answer("collectgarbage() collectgarbage()")
    let before = state.memory
    for _ in 0..<10_000 { _ = state.failure(failing) }
    _ = state.answer("collectgarbage() collectgarbage()")
    #expect(abs(state.memory - before) < 8192)
  }
}
