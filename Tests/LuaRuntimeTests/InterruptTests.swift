import Glibc
import Interface
import LuaRuntime
import Synchronization
import Testing

/// Sends the signal to one thread, again and again, at odd moments.
private final class Interrupter: @unchecked Sendable {
  private let target = pthread_self()
  private let isStopped = Atomic<Bool>(false)
  private var thread = pthread_t()

  func start() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    pthread_create(&thread, nil, { context in
      let interrupter = Unmanaged<Interrupter>.fromOpaque(context!).takeUnretainedValue()
      var seed: UInt32 = 7
      while !interrupter.isStopped.load(ordering: .relaxed) {
        seed = seed &* 1_664_525 &+ 1_013_904_223
        usleep(seed >> 25)  // up to 127 µs
        pthread_kill(interrupter.target, SIGINT)
      }
      return nil
    }, context)
  }

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    pthread_join(thread, nil)
  }
}

/// glibc's, which its Swift module leaves out: unlike `pthread_kill`, no thread of this program seems to have sent it.
@_silgen_name("pthread_sigqueue") @discardableResult
private func sendAsTerminal(_ thread: pthread_t, _ signal: Int32, _ value: UInt) -> Int32

/// Each runs for ever in its own way.
private let workloads = [
  "while true do end",
  "local function spin() while true do end end while true do pcall(spin) end",
  "local function spin() while true do end end while true do xpcall(spin, function(e) return e end) end",
  "local function nest(n) if n == 0 then while true do end end return coroutine.wrap(nest)(n - 1) end nest(20)",
  "while true do local t = {} for i = 1, 50 do t[i] = {i} end end",
  "while true do (('abc'):rep(20)):gsub('%w', function(c) return c:upper() end) end",
  "while true do local t = {} for i = 1, 200 do t[i] = -i end table.sort(t, function(a, b) return a < b end) end",
  "while true do local x <close> = setmetatable({}, {__close = function() for i = 1, 20 do end end}) end",
  "while true do local s = ('x'):rep(1000) s = s .. s s:find('y', 1, true) end",
  "while true do setmetatable({}, {__gc = function() for i = 1, 10 do end end}) end",
  "return (('a'):rep(60)):find(('a*'):rep(30) .. 'b')",
  "table.move({}, 1, 1 << 62, 2, {})",
]

@Suite(.serialized) struct InterruptTests {
  @Test func `twenty thousand interrupts at random moments leave the state usable`() throws {
    LuaInterrupt.install()
    let state = try trusted()
    let functions = try workloads.map { text throws(LuaError) in try state.load(text, chunkName: "=work") }
    let interrupter = Interrupter()
    interrupter.start()
    var interrupts = 0, others = 0
    while interrupts + others < 20_000 {
      do throws(LuaError) { _ = try functions[(interrupts + others) % functions.count].call([]) } catch {
        if error.kind == .interrupted { interrupts += 1 } else { others += 1 }
      }
      LuaInterrupt.clear()
    }
    interrupter.stop()
    LuaInterrupt.clear()
    #expect(others == 0)
    #expect(state.answer("collectgarbage() local t = {} for i = 1, 1000 do t[i] = i end return #t, coroutine.wrap(function() return 7 end)()") == "1000 7")
  }

  @Test(arguments: workloads)
  func `Ctrl-C ends a script whatever it does, and nothing it catches saves it`(text: String) throws {
    LuaInterrupt.install()
    let state = try trusted()
    let interrupter = Interrupter()
    interrupter.start()
    let error = state.failure("x = 1 " + text)
    interrupter.stop()
    LuaInterrupt.clear()
    #expect(error?.kind == .interrupted)
    #expect(state.answer("x = 2 return x") == "2")
  }

  @Test func `Ctrl-C ends a policy that a native function runs, and the script that called it`() throws {
    LuaInterrupt.install()
    let spin = Module(
      "nested", "A policy within a script.",
      functions: [
        Function("spin", "Runs it.", returns: .nothing, example: "") { () throws -> Nothing in
          let inner = try policy(budget: .max / 4)
          do throws(LuaError) { try inner.run("while true do pcall(function() while true do end end) end") } catch {
            #expect(error.kind == .interrupted)
            #expect(inner.failure("return 1")?.kind == .interrupted)  // until it is cleared
            throw error
          }
          return Nothing()
        }
      ])
    let state = try trusted(modules: [spin])
    let interrupter = Interrupter()
    interrupter.start()
    let error = state.failure("while true do pcall(nested.spin) end")
    interrupter.stop()
    LuaInterrupt.clear()
    #expect(error?.kind == .interrupted)
    #expect(state.answer("return 1 + 1") == "2")
  }

  @Test func `a second Ctrl-C says which native function does not look up`() throws {
    LuaInterrupt.install(second: .explains)
    defer { LuaInterrupt.install() }
    let stubborn = Module(
      "stubborn", "Looks at no flag.",
      functions: [
        Function("loop", "Interrupts itself twice, as a terminal does.", returns: .nothing, example: "") {
          for _ in 0..<2 { sendAsTerminal(pthread_self(), SIGINT, 0) }
          return Nothing()
        }
      ])
    let state = try trusted(modules: [stubborn])
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let complaints = dup(2)
    dup2(ends[1], 2)
    let error = state.failure("stubborn.loop()")
    dup2(complaints, 2)
    for end in [complaints, ends[1]] { close(end) }
    LuaInterrupt.clear()
    var text = [UInt8](repeating: 0, count: 200)
    let count = read(ends[0], &text, 200)
    close(ends[0])
    #expect(error?.kind == .interrupted)
    #expect(String(decoding: text.prefix(max(0, count)), as: UTF8.self) == "\nformic: still in stubborn.loop; once more to quit\n")
  }
}
