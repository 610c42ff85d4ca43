import Glibc
import LuaRuntime
import Testing

@Suite(.serialized) struct WatchTests {
  @Test func `a profile charges functions, lines, native calls and coroutines`() throws {
    let bench = try Bench()
    let answer = bench.answer(
      """
      local function spin(n) local s = 0 for i = 1, n do s = s + i end return s end
      local v = vector.zeros(200000)
      local p, a, b = profile({ hz = 4000 }, function(x, y)
        spin(1e7)
        for i = 1, 300 do v:exp() end
        coroutine.wrap(function() spin(1e7) end)()
        return x, y
      end, 1, nil)
      local names = {} for _, f in ipairs(p:functions()) do names[f.name:match("^[%w:]+")] = f end
      local function share(n) return names[n] and names[n].own > 5 end
      local folded = p:folded()
      return a, b, p.samples > 50, share("spin"), share("vector:exp"), #p:lines() > 1,
        folded:find("function %(test:3%);vector:exp %d+\\n") ~= nil, folded:find("spin %(test:1%) %d+\\n") ~= nil,
        folded:find("function %(test:6%);spin") ~= nil
      """)
    #expect(answer == "1 nil true true true true true true true")
  }

  @Test func `a profile ends by an error and by Ctrl-C, and leaves neither hook nor timer`() throws {
    LuaInterrupt.install()
    let bench = try Bench()
    #expect(bench.answer("profile(function() error('no', 0) end)") == "! no")
    let target = pthread_self()
    let interrupter = Interrupter { pthread_kill(target, SIGINT) }
    #expect(bench.answer("profile(function() while true do pcall(function() while true do end end) end end)").hasPrefix("! "))
    interrupter.join()
    LuaInterrupt.clear()
    #expect(bench.answer("return debug.gethook()") == "nil")
    #expect(bench.answer("local s = 0 for i = 1, 3e7 do s = s + 1 end return s, debug.gethook()") == "30000000 nil")
  }

  @Test func `a trace shows calls and returns, to its depth and length`() throws {
    let bench = try Bench()
    #expect(bench.answer("local function g(x) return x * 2, 'ab\\nc' end\nreturn trace(function(a) local v = vector.zeros(a) coroutine.wrap(g)(7) return (g(v:sum())) end, 3)") == "0.0")
    #expect(bench.printed == """
      function(3)  test:2
        vector.zeros(3)  test:2
        = vector[3]
          function(7)  test:1
          = 14, "ab?c"
        vector:sum(vector[3])  test:2
        = 0
        g(0)  test:1
        = 0, "ab?c"
      = 0

      """)
    let short = try Bench()
    #expect(short.answer("local function f(n) return n > 0 and f(n - 1) + 1 or 0 end return trace({ depth = 2, lines = 3 }, f, 4)") == "4")
    #expect(short.printed == "function(4)  test:1\n  f(3)  test:1\n  = 3\n... 7 more lines (depth 2 and 3 lines at most)\n")
    #expect(short.answer("return debug.gethook()") == "nil")
  }

  @Test func `a trace runs no script to show a value`() throws {
    let bench = try Bench()
    #expect(bench.answer("local t = setmetatable({}, { __tostring = error, __index = error, __len = error, __name = 'x' }) return trace(select, '#', t, t)") == "2")
  }

  @Test func `arguments and results stay what they are`() throws {
    let bench = try Bench()
    let answer = bench.answer(
      """
      local t = {} t.self = t
      local co = coroutine.create(print)
      for _, instrument in ipairs{ time, trace, function(...) return select(2, profile(...)) end } do
        local a, b, c = instrument(function(...) return ... end, t, nil, co)
        if a ~= t or b ~= nil or c ~= co then return "lost" end
      end
      return "kept"
      """)
    #expect(answer == "kept")
    #expect(bench.printed.hasPrefix("wall "))
  }

  @Test func `sleep waits as long as it says`() throws {
    let bench = try Bench()
    let start = now()
    #expect(bench.answer("sleep(0.05)") == "")
    #expect(now() - start >= 0.05)
  }

  @Test(arguments: [
    "sleep(60)", "bench(function() end, { samples = 100000, seconds = 600 })", "trace(function() while true do end end)",
    "bench(function() while true do end end)", "os.execute('sleep 60')", "io.popen('sleep 60'):read()", "io.popen('sleep 60'):close()",
    "os.execute(\"trap '' INT; sleep 60; true\")", "io.open('/dev/zero'):read('a')", "io.open('/dev/zero'):read('l')",
    "local v = vector.zeros(50000000) while true do v:exp() end", "vector.range(1, 40000000):sort('descending')",
    "local m = matrix.zeros(3000, 3000) while true do m:gemm(m) end", "while true do vector.random(40000000, 7, 'normal') end",
    "local v = vector.zeros(60000000) while true do v:sum() v:dot(v) v:max() v:argmin() end",
    "local v = vector.zeros(30000000, 'f64') while true do v:fill(1) v:softmax() v:log_softmax() end",
  ])
  func `Ctrl-C ends it in a moment`(text: String) throws {
    LuaInterrupt.install()
    let bench = try Bench()
    let target = pthread_self()
    let interrupter = Interrupter { pthread_kill(target, SIGINT) }
    var error: LuaError?
    do throws(LuaError) { _ = try bench.state.load(text, chunkName: "=test").call([]) } catch let failure { error = failure }
    let delay = now() - interrupter.join()
    LuaInterrupt.clear()
    #expect(error?.kind == .interrupted)
    #expect(delay < 0.25, "\(delay) s")  // 0.05 on a machine of its own
  }
}

func now() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

/// Does something once, in 0.3 s, on another thread.
final class Interrupter: @unchecked Sendable {
  private let body: () -> Void
  private var time = 0.0
  private var thread = pthread_t()

  init(_ body: @escaping () -> Void) {
    self.body = body
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(&thread, nil, { context in
      let interrupter = Unmanaged<Interrupter>.fromOpaque(context!).takeRetainedValue()
      usleep(300_000)
      interrupter.time = now()
      interrupter.body()
      return nil
    }, context)
  }

  /// When it was done.
  @discardableResult func join() -> Double {
    pthread_join(thread, nil)
    return time
  }
}
