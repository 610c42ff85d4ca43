import Interface
import Kernels
import PluginHost
import Policies
import Testing

/// What one plugin does reaches no other, and not the host.
@Suite struct IsolationTests {
  private func scaled(_ policy: any Policy, _ amount: Double = 5) throws -> Double? {
    let frame = PolicyFrame(SampleKind.make(), random: RandomStream(seed: 1))
    frame.set(0, 2.0)
    frame.argument(0, amount)
    try policy.call(0, instance: 0, frame)
    return frame.numberResult(0)
  }

  @Test(arguments: [
    "string.upper = function() return 'pwned' end", "string.format = nil", "math.floor = function() return 7 end",
    "getmetatable('').__index = { upper = function() return 'pwned' end }", "rawset(string, 'upper', function() return 'pwned' end)",
    "_G.tostring = nil", "table.insert(_G, 1)", "setmetatable(_G, nil)", "_ENV = {}", "load = nil",
  ]) func `redefining what Lua gives reaches no other plugin`(statement: String) throws {
    let honest = "scale = function(self, ctx, amount) return ('abc'):upper() == 'ABC' and math.floor(amount) or 0 end"
    let other = try Sample.policy(honest)
    let hostile = try? Sample.policy("scale = function(self, ctx, amount) pcall(function() \(statement) end); return amount end")
    if let hostile { _ = try? scaled(hostile) }
    #expect(try scaled(other) == 5)
    #expect(try scaled(try Sample.policy(honest)) == 5)
  }

  @Test func `what is kept of a version doesn't survive it`() throws {
    let folder = PluginFolder(), kind = SampleKind.make()
    let set = PolicySet([PolicySlot(kind)], source: folder.host(kind: kind))
    let keeping = "scale = function(self, ctx, amount) kept.ctx, kept.self = ctx, self; return amount end"
    folder.write(Sample.text(keeping, before: "local kept = {}").text)
    try set.use("scaling", "mine", at: 0)
    weak let first = set["scaling"]!.active
    _ = try scaled(set["scaling"]!.active)
    for i in 0..<2 {
      folder.write(Sample.text(keeping + " --\(i)", before: "local kept = {}").text)
      #expect(set.reload(at: 1).failures.isEmpty)
    }
    #expect(first == nil)
  }

  @Test func `a plugin that spends everything leaves the others their own limits`() throws {
    let limits = { () -> PolicyLimits in
      var limits = PolicyLimits()
      limits.memory = 4 << 20
      return limits
    }()
    let host = Sample.host(limits: limits)
    let greedy = try Sample.policy(
      "scale = function(self, ctx, amount) local t = self.state; for i = 1, 1e6 do t[#t + 1] = ('x'):rep(1000) .. i end return 1 end", host: host)
    let modest = try Sample.policy("scale = function(self, ctx, amount) return amount end", host: host)
    for _ in 0..<20 { #expect(throws: PolicyFault.self) { try scaled(greedy) } }
    #expect(greedy.memory <= 5 << 20)
    #expect(try scaled(modest) == 5)
  }

  @Test func `a budget ends a call at the same place every time`() throws {
    let body = "scale = function(self, ctx, amount) self.state.n = 0; while true do self.state.n = self.state.n + 1 end end"
    let faults = try (0..<2).map { _ in
      let policy = try Sample.policy(body)
      do throws(PolicyFault) {
        try policy.call(0, instance: 0, { let frame = PolicyFrame(SampleKind.make(), random: RandomStream(seed: 1)); frame.argument(0, 1.0); return frame }())
        return ""
      } catch {
        #expect(error.reason == .budget)
        return error.description
      }
    }
    #expect(faults[0] == faults[1] && !faults[0].isEmpty)
  }
}
