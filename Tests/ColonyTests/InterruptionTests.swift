import Colony
import Economy
import Glibc
import Instruments
import Interface
import Kernels
import LuaRuntime
import Synchronization
import Testing

/// Sends SIGINT to one thread, again and again, at odd moments.
private final class Interrupter: @unchecked Sendable {
  private let target = pthread_self()
  private let isStopped = Atomic<Bool>(false)
  private var thread = pthread_t()

  init() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    pthread_create(&thread, nil, { context in
      let interrupter = Unmanaged<Interrupter>.fromOpaque(context!).takeUnretainedValue()
      var seed: UInt32 = 7
      while !interrupter.isStopped.load(ordering: .relaxed) {
        seed = seed &* 1_664_525 &+ 1_013_904_223
        usleep(seed >> 23)  // up to 0.5 ms
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

private let setUp = """
  v, w = vector.random(70000, 7), vector.zeros(70000)
  a = matrix.random(200, 200, 7)
  l = economy.ledger{ ann = 1000000, bob = 1000000, eve = 0 }
  moved = 0
  c = colony.new{ nodes = 16, tasks = 200 }
  """

/// Scripts, native kernels, books and a colony, each at work without an end.
private let workloads = [
  "while true do end",
  "while true do pcall(function() while true do end end) end",
  "local function nest(n) if n == 0 then while true do end end return coroutine.wrap(nest)(n - 1) end nest(20)",
  "while true do (('abc'):rep(20)):gsub('%w', function(c) return c:upper() end) end",
  "while true do setmetatable({}, { __gc = function() for i = 1, 10 do end end }) end",
  "while true do local x <close> = setmetatable({}, { __close = function() for i = 1, 20 do end end }) end",
  "while true do v:exp() v:fill(0.5) w:axpy(0.5, v) local s = v:sum() + v:dot(w) + v:max() end",
  "while true do v:copy():sort() v:argmax() v:softmax() end",
  "while true do a:gemm(a) a:gemv(vector.zeros(200)) end",
  "while true do vector.random(20000, 7, 'normal') end",
  "while true do l:transfer('ann', 'bob', 1) l:transfer('bob', 'ann', 1) l:post(l:hold('bob', 'eve', 2), 1) l:transfer('eve', 'bob', 1) end",
  "while true do local id = l:hold('ann', 'eve', 5) l:void(id) end",
  "if not c.done then c:run() end while true do end",
  "if not c.done then c:run() end while true do end",
  "bench(function() return v:sum() end, { seconds = 100 })",
  "profile({ hz = 10000 }, function() while true do v:sum() pcall(error) end end)",
  "trace({ lines = 1 }, function() local function f(n) return n > 0 and f(n - 1) end while true do f(20) end end)",
  "sleep(10)",
]

@Suite(.serialized) struct InterruptionTests {
  @Test func `twenty thousand interrupts leave scripts usable, books balanced and a colony on its way to the same digest`() throws {
    LuaInterrupt.install()
    let whole = try smallColony(nodes: 16, tasks: 200)
    whole.run()
    let state = try LuaState(.trusted { _ in })
    let environment = ColonyEnvironment(dataFolder: { dataFolder }, makeSource: { nil }, notice: { _ in })
    try state.install(modules: KernelsInterface.modules + [EconomyInterface.module, ColonyInterface.module(environment), InstrumentsInterface.module])
    _ = try state.load(setUp, chunkName: "=test").call([])
    let functions = try workloads.map { text throws(LuaError) in try state.load(text, chunkName: "=work") }
    let interrupter = Interrupter()
    var interrupts = 0
    var others: [String] = []
    while interrupts + others.count < 20_000 {
      do throws(LuaError) { _ = try functions[(interrupts + others.count) % functions.count].call([]) } catch {
        if error.kind == .interrupted { interrupts += 1 } else { others.append(error.message) }
      }
      if interrupts % 100 == 0 { #expect(state.failedFrames.count <= 16) }
      LuaInterrupt.clear()
    }
    interrupter.stop()
    LuaInterrupt.clear()
    #expect(others.isEmpty, "\(others.prefix(3))")
    let text = """
      local total = 0 for _, a in ipairs(l:accounts()) do total = total + a.balance end
      if not c.done then c:run() end
      collectgarbage()
      return l:audit(), total, l:balance("ann") + l:balance("bob") + l:balance("eve") <= 2000000, c:report().digest, #a:gemv(vector.zeros(200)), debug.gethook()
      """
    let answer = try state.load(text, chunkName: "=test").call([])
    guard case .boolean(true) = answer[0], case .integer(0) = answer[1], case .boolean(true) = answer[2], case .string(let digest) = answer[3]
    else { Issue.record("\(answer)"); return }
    #expect(digest == whole.resultDigest)
  }
}
