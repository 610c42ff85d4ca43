import Interface
import Kernels
import LuaRuntime
import PluginHost
import Policies
import Testing

@Suite struct LuaPolicyTests {
  private func frame(amount: Double = 5, kind: PolicyKind = SampleKind.make()) -> PolicyFrame {
    let frame = PolicyFrame(kind, random: RandomStream(seed: 1))
    frame.set(0, 2.0)
    frame.argument(0, amount)
    return frame
  }

  private func scaled(_ policy: any Policy, _ amount: Double = 5, instance: Int = 0) throws -> Double? {
    let frame = frame(amount: amount)
    try policy.call(0, instance: instance, frame)
    return frame.numberResult(0)
  }

  @Test func `a function reads arguments, ctx and options`() throws {
    let policy = try Sample.policy(
      "scale = function(self, ctx, amount) return amount * ctx.factor + self.options.extra end", options: table(["extra": 0.5]),
      schema: "extra = { type = \"number\", default = 0, help = \"added\" }")
    #expect(try scaled(policy) == 10.5)
    #expect(policy.identity.hash.count == 64 && policy.identity.description == "scaling/mine 1.0.0")
  }

  @Test func `every instance has a memory of its own`() throws {
    let policy = try Sample.policy(
      "scale = function(self) self.state.calls = (self.state.calls or 0) + 1; return self.state.calls end")
    #expect(try (0..<3).map { _ in try scaled(policy, instance: 7) } == [1, 2, 3])
    #expect(try scaled(policy, instance: 2) == 1)
    #expect(policy.instances == [2, 7])
  }

  @Test(arguments: [
    ("self.options.extra = 1", "option 'extra' is read-only"),
    ("self.options.new = 1", "option 'new' is read-only"),
    ("self.options = { extra = 7 }", "self.options can't be set"),
    ("self.memory = 1", "what a policy remembers is in self.state"),
    ("local x = self.options.extar", "no option 'extar': there are extra"),
    ("ctx.factor = 1", "ctx"),
    ("local x = ctx.facter", "factor"),
    ("ctx.weights[1] = 2", "read-only"),
    ("answer = 42", "global"),
    ("string.upper = nil", "can't be assigned"),
    ("local x = nosuch.field", "nosuch"),
    ("error('on purpose')", "on purpose"),
    ("error({})", ""),
    ("error(setmetatable({}, { __tostring = error }))", ""),
    ("while true do end", "budget"),
    ("while true do pcall(function() while true do end end) end", "budget"),
    ("local t = {} while true do t[#t + 1] = ('x'):rep(1 << 20) .. #t end", ""),
    ("local function f() return f() + 1 end f()", "budget"),
    ("return ('x'):rep(1 << 40)", ""),
    ("return table.concat", ""),
    ("return {}", ""),
    ("return 'much'", ""),
    ("return nil", "scaled is missing"),
    ("return 0 / 0", "scaled is"),
    ("return math.huge", "scaled is inf"),
    ("return 1e308", "outside 0.0…1000.0"),
    ("return -1", "outside 0.0…1000.0"),
    ("return true", ""),
  ]) func `a hostile function is a fault with its place, and the policy answers on`(statement: String, message: String) throws {
    let policy = try Sample.policy(
      """
      scale = function(self, ctx, amount)
            if amount < 0 then \(statement) end
            return amount
          end
      """, schema: "extra = { type = \"number\", default = 0, help = \"added\" }")
    let slot = PolicySlot(SampleKind.make()), frame = frame(amount: -1), weights = Vector([1.0, 2])
    slot.use(policy)
    weights.view.pointee.data.withMemoryRebound(to: Double.self, capacity: 2) { frame.lend(2, $0, count: 2) }
    frame.argument(0, -1.0)
    #expect(!slot.call(0, frame) || statement == "return true")
    frame.endCall()
    let fault = try #require(slot.faults.first?.description)
    #expect(fault.hasPrefix("scaling/mine 1.0.0: scale: ") && (message.isEmpty || fault.contains(message)), "\(fault)")
    if !statement.hasPrefix("return"), !statement.hasPrefix("error("), statement != "while true do end" { #expect(fault.contains("scaling/mine.lua:") || fault.contains("memory"), "\(fault)") }
    #expect(try scaled(policy, 3) == 3)
  }

  @Test func `arrays are read in place, answers written in place`() throws {
    let policy = try Sample.policy(
      """
      scale = function(self, ctx, amount) return amount end,
      scale_all = function(self, ctx, amounts, chosen, out)
        for i = 1, #amounts do out[i] = amounts[i] * ctx.weights[i] end
      end,
      """)
    let frame = frame(), amounts = Vector([1.0, 2, 3]), weights = Vector([2.0, 3, 4]), out = Vector([0.0, 0, 0])
    let chosen = Vector([1, 1, 1] as [UInt8])
    frame.lend(.field(2), weights.view.pointee.data, .f64, rows: 3, columns: nil)
    frame.lend(.argument(0), amounts.view.pointee.data, .f64, rows: 3, columns: nil)
    frame.lend(.argument(1), chosen.view.pointee.data, .mask, rows: 3, columns: nil)
    frame.lend(.output(2), out.view.pointee.data, .f64, rows: 3, columns: nil)
    try policy.call(1, instance: 0, frame)
    frame.endCall()
    #expect(try out.asArray(of: Double.self) == [2, 6, 12])
  }

  @Test func `an array kept across calls is stale`() throws {
    let policy = try Sample.policy(
      """
      scale = function(self, ctx, amount)
        if kept.view then return kept.view[1] end
        kept.view = ctx.weights
        return amount
      end,
      """, before: "local kept = {}")
    let frame = frame(), weights = Vector([2.0, 3])
    frame.lend(.field(2), weights.view.pointee.data, .f64, rows: 2, columns: nil)
    try policy.call(0, instance: 0, frame)
    frame.endCall()
    #expect(throws: PolicyFault.self) { try policy.call(0, instance: 0, frame) }
  }

  @Test func `chance comes from the frame's stream and nowhere else`() throws {
    let policy = try Sample.policy("scale = function(self, ctx) return ctx.random() + ctx.random(10) end")
    let one = frame(), other = frame()
    try policy.call(0, instance: 0, one)
    try policy.call(0, instance: 0, other)
    #expect(one.numberResult(0) == other.numberResult(0))
    other.random = RandomStream(seed: 2).state
    try policy.call(0, instance: 0, other)
    #expect(one.numberResult(0) != other.numberResult(0))
  }

  @Test func `a call allocates nothing that stays`() throws {
    let policy = try Sample.policy("scale = function(self, ctx, amount) return amount * ctx.factor end"), frame = frame()
    for _ in 0..<1_000 { try policy.call(0, instance: 0, frame) }
    let before = policy.memory
    for _ in 0..<100_000 { try policy.call(0, instance: 0, frame) }
    #expect(policy.memory <= before + 1_024)
  }

  @Test(arguments: [
    "while true do end", "local t = {} while true do t[#t + 1] = ('x'):rep(1 << 20) .. #t end", "error('no')", "return 1 +",
    "return", "return setmetatable({}, { __index = error, __pairs = error })", "os.exit(1)", "io.write('x')", "\u{1b}Lua", "",
  ]) func `a text that can't be loaded is a problem with its line`(text: String) {
    #expect(throws: PluginProblems.self) { try Sample.host().load(PluginText(file: "scaling/mine.lua", text: text)) }
  }
}
