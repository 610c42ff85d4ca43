import Interface
import JSON
import Scripting
import Testing

private let parser = OptionParser(
  options: [
    ScriptOption("nodes", .integer(2...100_000), defaultText: "128", help: "edge nodes"),
    ScriptOption("load", .number(0.01...2), defaultText: "0.6", help: "utilisation"),
    ScriptOption("use", .assignments, help: "a policy"),
    ScriptOption("json", .flag),
    ScriptOption("rtt_file", .string),
    ScriptOption("format", .choice(["text", "svg"])),
  ],
  positionals: [ScriptOption("record", .string, isRequired: true, help: "where to")],
  about: "Runs a day.")

private func values(_ words: String...) throws -> [String: Value] {
  guard case .values(let values) = try parser.parse(words) else { throw UsageError("help") }
  return values
}

private func json(_ words: String...) throws -> String {
  guard case .values(let values) = try parser.parse(words) else { return "help" }
  return try JSONWriter.text(.table(Table(fields: values.map { (.string($0.key), $0.value) })))
}

@Test func `options come in any order and spelling`() throws {
  let expected = #"{"json":true,"load":0.9,"nodes":490,"record":"out","rtt_file":"a b"}"#
  #expect(try json("--nodes", "490", "--load=0.9", "out", "--json", "--rtt-file", "a b") == expected)
  #expect(try json("out", "--json", "--rtt_file=a b", "--load", "0.9", "--nodes=490") == expected)
}

@Test func `assignments add up, and the last one of a kind holds`() throws {
  #expect(
    try json("x", "--use", "auction=first_price", "--use=consensus=voter", "--use", "auction=vickrey")
      == #"{"record":"x","use":{"auction":"vickrey","consensus":"voter"}}"#)
}

@Test func `two dashes end the options, and a number may be negative`() throws {
  #expect(try json("--", "--nodes") == #"{"record":"--nodes"}"#)
  #expect(try json("-1") == #"{"record":"-1"}"#)
  #expect(try json("x", "--json", "--no-json") == #"{"json":false,"record":"x"}"#)
}

@Test(arguments: [
  (["x", "--ndoes", "3"], "unknown option '--ndoes'; did you mean '--nodes'?"),
  (["x", "-n"], "unknown option '-n'"),
  (["x", "--nodes"], "--nodes needs a value"),
  (["x", "--nodes", "many"], "--nodes: 'many' is not an integer"),
  (["x", "--nodes", "1"], "--nodes: 1 is outside 2…100000"),
  (["x", "--load", "nan"], "--load: 'nan' is not a number"),
  (["x", "--load=3"], "--load: 3 is outside 0.01…2.0"),
  (["x", "--json=yes"], "--json takes no value"),
  (["x", "--use", "auction"], "--use: 'auction' is not of the form KIND=NAME"),
  (["x", "--format", "sgv"], "--format: 'sgv' is not one of text, svg; did you mean 'svg'?"),
  (["x", "y"], "unexpected argument 'y'"),
  ([], "missing argument 'record'"),
])
func `a mistake is named, with what was meant`(words: [String], problem: String) {
  #expect(throws: UsageError(problem)) { try parser.parse(words) }
}

@Test func `help shows every option with its range and default`() {
  #expect(
    parser.help(invocation: "formic run day.lua") == """
      usage: formic run day.lua <record> [options]

      Runs a day.

      arguments:
        record  where to (required)

      options:
        --nodes N          edge nodes (2…100000; default 128)
        --load X           utilisation (0.01…2.0; default 0.6)
        --use KIND=NAME    a policy (repeatable)
        --json
        --rtt-file TEXT
        --format text|svg
        --help             show this page
      """)
}

@Test func `help leaves out what says nothing`() {
  let parser = OptionParser(options: [ScriptOption("seed", .integer(0...(.max)), defaultText: "1"), ScriptOption("svg", .string, defaultText: "", help: "folder")])
  let help = parser.help(invocation: "x")
  #expect(help.contains("--seed N    (at least 0; default 1)\n"))
  #expect(help.contains("--svg TEXT  folder\n"))
}

@Test func `help wins over mistakes after it`() throws {
  guard case .help = try parser.parse(["--help", "--ndoes"]) else {
    Issue.record("no help")
    return
  }
}
