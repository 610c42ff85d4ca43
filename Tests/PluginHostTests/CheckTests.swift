import Interface
import PluginHost
import Policies
import Testing

@Suite struct CheckTests {
  private func report(_ body: String, before: String = "") -> CheckReport {
    PluginCheck(Sample.host(), seeds: 5).run(Sample.text(body, before: before))
  }

  @Test func `a sound plugin passes`() {
    let report = report("scale = function(self, ctx, amount) return amount end")
    #expect(report.passed)
    #expect(report.text == """
      scaling/mine 1.0.0  (scaling/mine.lua)
        ok    manifest and contract
        ok    never falls with the amount  5 seeds
        ok    keeps its memory in self.state
        all 3 checks passed
      """)
  }

  @Test func `a broken law names the seed and the counterexample`() throws {
    let report = report("scale = function(self, ctx, amount) return ctx.random() < 0.2 and 0 or amount end")
    let failure = try #require(report.laws[0].failure)
    #expect(!report.passed && failure.text.contains("→ 0.0"))
    #expect(report.laws[0].seeds == Int(failure.seed) + 1)
    #expect(report.text.contains("FAIL  never falls with the amount  seed \(failure.seed): "))
  }

  @Test func `memory outside self.state is exposed by a reload midway`() {
    let body = "scale = function(self, ctx, amount) calls.n = calls.n + 1; return amount + 0.001 * calls.n end"
    let hidden = report(body, before: "local calls = { n = 0 }")
    #expect(hidden.laws[0].passed && !hidden.passed)
    #expect(hidden.reloadDifference?.hasSuffix("something outside self.state remembers") == true)
    let open = report("scale = function(self, ctx, amount) self.state.n = (self.state.n or 0) + 1; return amount + 0.001 * self.state.n end")
    #expect(open.passed, "\(open.text)")
  }

  @Test func `a text that can't be loaded is a report, too`() {
    let report = PluginCheck(Sample.host()).run(PluginText(file: "scaling/mine.lua", text: "return {"))
    #expect(!report.passed && report.laws.isEmpty)
    #expect(report.text.hasSuffix("1 problem: not loaded, no law was run"))
    #expect(table(report.value)["passed"].isFalse && table(table(report.value)["problems"]).list.count == 1)
  }
}

extension Value {
  var isFalse: Bool { if case .boolean(false) = self { true } else { false } }
}
