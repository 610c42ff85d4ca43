import Interface
import PluginHost
import Policies
import Testing

@Suite struct ManifestTests {
  private var good: Table {
    table([
      "kind": "scaling", "name": "mine", "version": "1.0.0", "api": "1", "summary": "Scales.", "scale": .callback(SomeFunction()),
    ])
  }

  private static let text = """
    -- A comment with a brace {
    local twice = function(x) return { 2 * x } end

    return {
      kind = "scaling", name = "mine", version = "1.0.0", api = "1",
      summary = "Scales.",
      options = {
        limit = { type = "integer", default = 1, min = 0, unit = "µrUv", help = "the least" },
        mode = {
          type = "choice",
          choices = { "fast", "slow" },
          default = "fast",
          help = "how",
        },
      },
      ["scale"] = function(self, ctx, amount) return twice(amount)[1] end,
      scale_al = nil,
    }
    """

  private func problems(_ table: Table, file: String = "plugins/scaling/mine.lua") -> [String] {
    let text = PluginText(file: file, text: Self.text)
    do throws(PluginProblems) {
      _ = try Manifest(.table(table), of: text, kinds: [SampleKind.make()])
      return []
    } catch { return error.problems.map(\.description) }
  }

  @Test func `a sound manifest is read`() throws {
    var table = good
    table["options"] = ["limit": ["type": "integer", "default": 1, "min": 0, "unit": "µrUv", "help": "the least"]]
    table["import_state"] = .callback(SomeFunction())
    let manifest = try Manifest(.table(table), of: PluginText(file: "scaling/mine.lua", text: Self.text), kinds: [SampleKind.make()])
    #expect(manifest.functions == [0])
    #expect(manifest.options == [OptionDeclaration(name: "limit", .integer(default: 1, 0...Int64.max), unit: "µrUv", help: "the least")])
    #expect(manifest.importsState && !manifest.exportsState)
  }

  @Test func `every problem is reported at once, in the order of lines`() {
    var table = good
    table["name"] = "other"
    table["version"] = "1.0"
    table["api"] = "2"
    table["sumary"] = "x"
    table["scale"] = .none
    table["scale_al"] = .callback(SomeFunction())
    table["options"] = ["limit": ["type": "integr", "default": 1, "help": "the least"], "mode": ["type": "choice", "default": "fast", "help": "how", "chioces": 1]]
    #expect(problems(table) == [
      "plugins/scaling/mine.lua:4: scaling needs scale(self, ctx, amount) → scaled: Scales one number.",
      "plugins/scaling/mine.lua:4: unknown key 'sumary': did you mean 'summary'?",
      "plugins/scaling/mine.lua:5: name is 'other', but the file is called 'mine.lua'",
      "plugins/scaling/mine.lua:5: version '1.0' is not of the form MAJOR.MINOR.PATCH, as in \"1.0.0\"",
      "plugins/scaling/mine.lua:5: asks for policy api 2, this host speaks 1.0: other call shapes",
      "plugins/scaling/mine.lua:8: option 'limit': unknown type 'integr': did you mean 'integer'?",
      "plugins/scaling/mine.lua:9: option 'mode': unknown key 'chioces': did you mean 'choices'?",
      "plugins/scaling/mine.lua:9: option 'mode': a choice needs choices = { \"a\", \"b\" }",
      "plugins/scaling/mine.lua:17: scaling has no function 'scale_al': did you mean 'scale_all'?",
    ])
  }

  private static var badOptions: [(declaration: Value, message: String)] {
    [
      (["type": "integer", "default": 1.5, "help": "h"], "default is an integer, got number"),
      (["type": "integer", "default": 5, "min": 7, "help": "h"], "default: 5 is below 7"),
      (["type": "integer", "default": 5, "min": 7, "max": 6, "help": "h"], "min 7 is above max 6"),
      (["type": "number", "default": 5, "max": 4.5, "unit": "µs", "help": "h"], "default: 5.0 µs is above 4.5"),
      (["type": "number", "default": "x", "help": "h"], "default is a number, got string"),
      (["type": "boolean", "default": 1, "help": "h"], "default is a boolean, got number"),
      (["type": "boolean", "default": true, "min": 1, "help": "h"], "'min' means nothing for a boolean"),
      (["type": "string", "default": "x", "unit": "µs", "help": "h"], "'unit' means nothing for a string"),
      (["type": "choice", "default": "c", "choices": ["a", "b"], "help": "h"], "default: 'c' is none of 'a', 'b': did you mean 'a'?"),
      (["type": "choice", "default": "a", "choices": ["a", "a"], "help": "h"], "choices is a list of different words"),
      (["type": "string", "help": "h"], "'default' is missing: a plugin must run with no option given"),
      (["type": "string", "default": "x"], "'help' is missing"),
      (["type": "string", "default": "x", "help": ""], "help is a text, got an empty one"),
      (["default": "x", "help": "h"], "'type' is missing"),
    ]
  }

  @Test(arguments: badOptions.indices) func `an option's declaration says what is wrong with it`(index: Int) {
    let (declaration, message) = Self.badOptions[index]
    var table = good
    table["options"] = ["limit": declaration]
    #expect(problems(table).map { $0.split(separator: ": ", maxSplits: 2).last.map(String.init) } == [message])
  }

  @Test func `a value that is no table is one problem`() {
    let text = PluginText(file: "mine.lua", text: "return 1")
    #expect(throws: PluginProblems([PluginProblem(
      file: "mine.lua", line: 1, "a plugin returns one table (return { kind = …, name = …, … }), got number")])) {
      _ = try Manifest(1, of: text, kinds: [SampleKind.make()])
    }
  }

  @Test(arguments: [
    ("1", nil), ("1.0", nil), ("1.7", "asks for policy api 1.7"), ("2", "asks for policy api 2"), ("1.x", "'1.x' is not"),
    ("", "api is empty"), ("01", "'01' is not"), ("1.0.0", "'1.0.0' is not"),
  ] as [(String, String?)]) func `an api this host can't speak is refused with the reason`(api: String, reason: String?) {
    var table = good
    table["api"] = .string(api)
    let found = problems(table)
    if let reason { #expect(found.count == 1 && found[0].contains(reason)) } else { #expect(found.isEmpty) }
  }

  @Test func `options given by a user are checked, completed and suggested`() throws {
    let options = [
      OptionDeclaration(name: "floor", .integer(default: 0, 0...100), unit: "µrUv", help: "h"),
      OptionDeclaration(name: "mode", .choice(default: "fast", ["fast", "slow"]), help: "h"),
    ]
    let accepted = try options.accept(table(["floor": 7.0]), for: "auction/mine")
    #expect("\(accepted)" == "\(table(["floor": 7, "mode": "fast"]))")
    #expect(throws: SwapError(problems: [
      "auction/mine: no option 'flor': did you mean 'floor'?",
      "auction/mine: option 'floor': 101 µrUv is outside 0…100",
      "auction/mine: option 'mode': 'sloww' is none of 'fast', 'slow': did you mean 'slow'?",
    ])) { try options.accept(table(["flor": 1, "floor": 101, "mode": "sloww"]), for: "auction/mine") }
  }
}
