import Interface
import LuaRuntime
import PluginHost
import Policies
import Testing

/// `plugin` as scripts see it.
@Suite struct InterfaceTests {
  let folder = PluginFolder()

  private func run(_ text: String) throws -> Value {
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount * self.options.factor end", options: """
      factor = { type = "number", default = 1.5, min = 0, help = "times" }
      """).text)
    let state = try LuaState(.trusted { _ in })
    try state.install(modules: [PluginHostInterface.module(folder.host())])
    return try state.load(text, chunkName: "=test").call([]).first ?? .none
  }

  @Test(arguments: [
    ("return plugin.list()[1]", "scaling/mine"), ("return #plugin.list('scaling')", "1"),
    ("return plugin.kinds().scaling", "How much a number is worth."), ("return plugin.info('mine').options.factor.help", "times"),
    ("return plugin.load('scaling/mine'):try { amount = 3 }", "4.5"), ("return plugin.load('mine', { factor = 2 }):try { amount = 3 }", "6.0"),
    ("return plugin.load('mine'):try('scale', { amount = 3 })", "4.5"), ("return plugin.load('scaling/native'):try { amount = 3, factor = 2 }", "6.0"),
    ("return plugin.load('mine').options.factor", "1.5"), ("return #plugin.load('mine').hash", "64"),
    ("return tostring(plugin.load('mine')):match('^[^%c]*')", "scaling/mine 1.0.0  Scales."), ("return plugin.load('mine'):check(2).passed", "true"),
    ("return plugin.check('mine').passed", "true"), ("return plugin.load('scaling/native'):check(2).passed", "true"),
  ]) func `a policy is listed, loaded, tried and checked`(text: String, expected: String) throws {
    let shown =
      switch try run(text) {
      case .string(let text): text
      case .integer(let integer): "\(integer)"
      case .number(let number): "\(number)"
      case .boolean(let flag): "\(flag)"
      default: "?"
      }
    #expect(shown == expected)
  }

  @Test(arguments: [
    ("plugin.load('mien')", "did you mean 'mine'?"), ("plugin.load('mine', { fctor = 1 })", "did you mean 'factor'?"),
    ("plugin.load('mine'):try { amuont = 1 }", "did you mean 'amount'?"), ("plugin.load('mine'):try(1)", "a function's name and a table"),
    ("plugin.load('mine'):try { amount = 1e300 }", "outside 0.0…1000.0"), ("plugin.list('scalin')", "did you mean 'scaling'?"),
    ("plugin.load('scaling/native', { x = 1 })", "takes no options"), ("plugin.load('auction/native')", "no kind of policy 'auction'"),
    ("plugin.add('/nowhere')", "'/nowhere' is not a folder"), ("plugin.load()", "bad argument #1"),
  ]) func `a mistake says what was meant`(text: String, message: String) {
    do {
      _ = try run(text)
      Issue.record("nothing was raised")
    } catch { #expect("\(error)".contains(message), "\(error)") }
  }
}
