import Interface
import PluginHost
import Policies
import Testing

@Suite struct CatalogueTests {
  let folder = PluginFolder()
  private let kinds = [SampleKind.make()]

  @Test func `plugins are listed by name, an earlier folder hides a later one's`() throws {
    let other = PluginFolder()
    folder.write("", to: "scaling/mine.lua")
    folder.write("", to: "scaling/.mine.swp")
    other.write("", to: "scaling/mine.lua")
    other.write("", to: "scaling/bad.lua")
    let catalogue = PluginCatalogue(home: nil, userFolders: [folder.path, other.path], kinds: kinds)
    #expect(catalogue.list().map(\.path) == ["\(other.path)/scaling/bad.lua", "\(folder.path)/scaling/mine.lua"])
    #expect(try catalogue.find("mine").path == folder.path + "/scaling/mine.lua")
    #expect(try catalogue.find(other.path + "/scaling/mine.lua").kind == "scaling")
  }

  @Test(arguments: [
    ("mien", "no plugin 'mien': did you mean 'mine'?"), ("scalng/mine", "no kind of policy 'scalng': did you mean 'scaling'?"),
    ("a/b/c", "'a/b/c' names no plugin: write kind/name, as in auction/vickrey, or a path"), ("./no.lua", "no file './no.lua'"),
    ("", "'' names no plugin: write kind/name, as in auction/vickrey, or a path"), ("/tmp", "no file '/tmp'"),
  ]) func `a name that can't be found says what was meant`(name: String, message: String) {
    folder.write("")
    let catalogue = PluginCatalogue(home: nil, userFolders: [folder.path], kinds: kinds)
    #expect(throws: ScriptError.self) { try catalogue.find(name) }
    do { _ = try catalogue.find(name) } catch { #expect(error.description == message) }
  }

  @Test func `a new plugin passes every check at once`() throws {
    folder.write("--- Mine.\n" + Sample.text("scale = function(self, ctx, amount) return amount end").text)
    let answer = try PluginAnswer.new(folder.host(), kind: "scaling", name: "other", folder: folder.path)
    #expect(answer.succeeded, "\(answer.text)")
    #expect(throws: ScriptError.self) { try PluginAnswer.new(folder.host(), kind: "scaling", name: "other", folder: folder.path) }
    #expect(throws: ScriptError.self) { try PluginAnswer.new(folder.host(), kind: "scaling", name: "../x", folder: folder.path) }
  }

  @Test func `list, info and check say what is there and what is broken`() throws {
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount end", options: """
      floor = { type = "integer", default = 0, min = 0, unit = "µrUv", help = "the least" }
      """).text)
    folder.write("return {", to: "scaling/bad.lua")
    let host = folder.host()
    #expect(try PluginAnswer.list(host).text.replacing(folder.path, with: "…") == """
      scaling/bad   BROKEN   …/scaling/bad.lua:1: unexpected symbol near <eof>
      scaling/mine  1.0.0    Scales.
      """)
    #expect(try PluginAnswer.info(host, "mine").text.split(separator: "\n").map { String($0.prefix(60)) }.filter { !$0.contains("hash") && !$0.contains("file") } == [
      "scaling/mine 1.0.0  Scales.", "  scale(self, ctx, amount) → scaled", "  floor = 0  integer, 0 or more µrUv: the least",
    ])
    let check = try PluginAnswer.check(host, [], seeds: 2)
    #expect(!check.succeeded && table(check.value).list.count == 2)
    #expect(try PluginAnswer.check(host, ["mine"], seeds: 2).succeeded)
  }

  @Test func `the authors' stub is rendered from the declarations`() {
    let stub = PolicyStub.render(kinds)
    #expect(stub.hasSuffix("""
      ---How much a number is worth.
      ---@class formic.scaling.ctx: formic.ctx
      ---@field factor number the usual factor (1.0…10.0)
      ---@field count integer how many
      ---@field weights vector one each
      ---@field hint? integer what it was last time

      ---How much a number is worth.
      ---@class formic.scaling: formic.policy
      ---@field kind "scaling"
      ---@field scale fun(self: formic.self, ctx: formic.scaling.ctx, amount: number): number Scales one number.
      ---@field scale_all? fun(self: formic.self, ctx: formic.scaling.ctx, amounts: vector, chosen: vector, out: vector) Scales a vector.

      """))
  }
}
