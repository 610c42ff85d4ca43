import Glibc
import Testing

/// Scripts and a module to run; `@name` in a test stands for a path in it.
private func library() -> TemporaryFolder {
  let folder = TemporaryFolder()
  folder.write("script.lua", "#!/usr/bin/env formic\nprint('script', x, ...)\n")
  folder.write("arg.lua", "for i = -3, 3 do io.write(i, '=', tostring(arg[i] and arg[i]:match('[^/]*$')), ' ') end print(#arg)\n")
  folder.write("lib.lua", "print('lib', ...) return { n = 7 }\n")
  return folder
}

/// What a command line prints, by the rules of lua.c.
struct CommandLine: CustomTestStringConvertible, Sendable {
  var words: [String]
  var input = ""
  var output: String
  var testDescription: String { words.joined(separator: " ") }
}

@Test(arguments: [
  CommandLine(words: ["-e", "x = 1", "-e", "print(x)"], output: "1\n"),
  CommandLine(words: ["-ex=1", "-eprint(x)"], output: "1\n"),
  CommandLine(words: ["-e", "print(rawget(_G, 'lib'))", "-l", "lib", "-e", "print(lib.n)"], output: "nil\nlib\tlib\t@lib.lua\n7\n"),
  CommandLine(words: ["-llib", "-e", "print(lib.n)"], output: "lib\tlib\t@lib.lua\n7\n"),
  CommandLine(words: ["-l", "y=lib", "-e", "print(y.n, rawget(_G, 'lib'))"], output: "lib\tlib\t@lib.lua\n7\tnil\n"),
  CommandLine(words: ["-e", "x = 5", "@script.lua", "a", "-e", "b"], output: "script\t5\ta\t-e\tb\n"),
  CommandLine(words: ["-e", "x = 5", "--", "@script.lua", "--", "-"], output: "script\t5\t--\t-\n"),
  CommandLine(words: ["-", "a", "-b"], input: "print(..., arg[0], #arg)", output: "a\t-\t2\n"),
  CommandLine(words: [], input: "#!shebang\nprint(debug.getinfo(1).currentline, ...)", output: "2\n"),
  CommandLine(words: ["-l", "lib"], input: "print(lib.n)", output: "lib\tlib\t@lib.lua\n7\n"),
  CommandLine(words: ["-e", "print(1)"], input: "print(2)", output: "1\n"),
  CommandLine(words: ["-W", "-e", "print(1)"], output: "1\n"),
  CommandLine(words: ["@arg.lua", "a", "b"], output: "-3=nil -2=nil -1=formic 0=arg.lua 1=a 2=b 3=nil 2\n"),
  CommandLine(words: ["-e", "", "@arg.lua"], output: "-3=formic -2=-e -1= 0=arg.lua 1=nil 2=nil 3=nil 0\n"),
  CommandLine(words: ["run", "@arg.lua", "--help"], output: "-3=nil -2=formic -1=run 0=arg.lua 1=--help 2=nil 3=nil 1\n"),
])
func `options take effect in the order given`(line: CommandLine) throws {
  let folder = library()
  func placed(_ text: String) -> String { text.replacing("@", with: folder.path + "/") }
  let outcome = try Program.run(line.words.map(placed), input: line.input, environment: ["LUA_PATH": folder.path + "/?.lua"])
  #expect(outcome == Program.Outcome(status: 0, output: placed(line.output), complaints: ""))
}

@Test func `a warning shows when warnings are on`() throws {
  #expect(try Program.run(["-W", "-e", "warn('mind')"]).complaints.contains("mind"))
  #expect(try Program.run(["-e", "warn('mind')"]).complaints == "")
}

@Test func `a first chunk comes from the environment unless it is ignored`() throws {
  let variable = ["FORMIC_INIT": "x = 3"]
  #expect(try Program.run(["-e", "print(x)"], environment: variable).output == "3\n")
  #expect(try Program.run(["-E", "-e", "print(rawget(_G, 'x'))"], environment: variable).output == "nil\n")
  #expect(try Program.run(["-e", "print(1)"], environment: ["FORMIC_INIT": "@/nowhere.lua"]).status == 1)
}

@Test(arguments: [
  (["-e", "error('no')"], "formic: error: no\n  at (command line):1\n"),
  (["-e", "local x = "], "formic: error: unexpected symbol near <eof>"),
  (["-e", "error({})"], "formic: error: "),
  (["-e", "error()"], "formic: error: "),
  (["nowhere.lua"], "formic: cannot open nowhere.lua: No such file or directory"),
  (["-l", "nowhere"], "formic: error: module 'nowhere' not found"),
  (["/tmp"], "formic: cannot open /tmp"),
])
func `what fails says why and ends with 1`(words: [String], complaint: String) throws {
  let outcome = try Program.run(words)
  #expect(outcome.status == 1)
  #expect(outcome.output == "")
  #expect(outcome.complaints.hasPrefix(complaint), "\(outcome.complaints)")
}

@Test func `an error in a script comes with its line and how it came there`() throws {
  let folder = TemporaryFolder()
  let path = folder.write("deep.lua", "local function f()\n  local t = nil\n  return t.x\nend\nlocal function g() return (f()) end\ng()\n")
  let outcome = try Program.run([path])
  #expect(outcome.status == 1)
  #expect(outcome.complaints.contains("attempt to index a nil value (local 't')"))
  #expect(outcome.complaints.contains("3 | return t.x"))
  for place in ["deep.lua:3", "deep.lua:5", "deep.lua:6"] { #expect(outcome.complaints.contains(place)) }
  #expect(try Program.run([], input: "error('from a pipe')").status == 1)
}

@Test(arguments: [
  (["-x"], "formic: unrecognized option '-x'\n"), (["-e"], "formic: '-e' needs an argument\n"), (["-l"], "formic: '-l' needs an argument\n"),
  (["-l", "-e"], "formic: '-l' needs an argument\n"), (["--colour"], "formic: unrecognized option '--colour'\n"),
  (["--color=green"], "formic: --color: 'green' is not one of auto, always, never\n"), (["run"], "formic: Missing expected argument '<script>'\n"),
  (["run", "--wach", "x.lua"], "formic: Unknown option '--wach'. Did you mean '--watch'?\n"), (["plugin", "lst"], "formic: "),
  (["plugin", "check", "--seeds", "0"], "formic: --seeds: 0 is outside 1…10000."), (["completions", "tcsh"], "formic: The value 'tcsh' is invalid"),
  (["bench", "--json", "a", "b"], "formic: Unexpected argument 'b'"),
])
func `a wrong command line ends with 2 and does nothing`(words: [String], complaint: String) throws {
  let outcome = try Program.run(words)
  #expect(outcome.status == 2)
  #expect(outcome.output == "")
  #expect(outcome.complaints.hasPrefix(complaint), "\(outcome.complaints)")
}

@Test(arguments: [["--help"], ["-h"], ["help"], ["run", "--help"], ["help", "plugin"], ["plugin", "check", "--help"], ["--version"], ["-v"]])
func `help and version end with 0`(words: [String]) throws {
  let outcome = try Program.run(words)
  #expect(outcome.status == 0)
  #expect(!outcome.output.isEmpty)
  #expect(outcome.complaints == "")
}

@Test(arguments: [
  "while true do end", "while true do pcall(function() while true do end end) end", "local v = vector.random(1000, 1) while true do v:sort() end",
  "coroutine.wrap(function() while true do end end)()", "os.execute = nil while true do string.rep('x', 1e6) end",
])
func `an interrupted script ends with 130`(loop: String) throws {
  let running = try Program.Running(Program.executable, ["-e", "io.write('ready\\n') io.flush() " + loop])
  try running.read(until: "ready")
  running.signal(SIGINT)
  #expect(try running.end().status == 130)
}

@Test func `a script ends quietly when its reader has gone`() throws {
  let running = try Program.Running(Program.executable, ["-e", "for i = 1, 1e9 do print(i) end"])
  try running.read(until: "1000\n")
  running.stopReading()
  let outcome = try running.end()
  #expect(outcome.status == 128 + SIGPIPE)
  #expect(outcome.complaints == "")
}

@Test func `a script chooses its own exit status`() throws {
  #expect(try Program.run(["-e", "io.write('x') os.exit(7)"]) == Program.Outcome(status: 7, output: "x", complaints: ""))
  #expect(try Program.run(["-e", "os.exit(true, true)"]).status == 0)
}

@Test func `what scripts print keeps its order`() throws {
  #expect(try Program.run(["-e", "print(1) io.write('2\\n') print(3) io.stdout:write('4\\n')"]).output == "1\n2\n3\n4\n")
}

@Test(arguments: [("always", true), ("never", false), ("auto", false)])
func `colour obeys its option`(mode: String, isColored: Bool) throws {
  let outcome = try Program.run(["--color", mode, "-e", "print(chart.spark{1, 2})"], environment: ["NO_COLOR": "1"])
  #expect(outcome.output.contains("\u{1B}[") == isColored)
}

@Test(arguments: [(["LC_ALL": "C"], "_@\n"), (["LANG": "en_US.UTF-8"], "▁█\n"), ([:], "▁█\n")])
func `charts fall back to ASCII where the locale asks for it`(environment: [String: String], picture: String) throws {
  #expect(try Program.run(["-e", "print(chart.spark{1, 2})"], environment: environment).output == picture)
}

@Test func `a script's own options are read, and its mistakes end with 2`() throws {
  let folder = TemporaryFolder()
  let path = folder.write(
    "options.lua", "local o = script.options{ nodes = { default = 128, min = 2, help = 'edge nodes' }, use = { type = 'assignments' } } print(o.nodes, o.use.auction)")
  #expect(try Program.run(["run", path, "--nodes", "490", "--use", "auction=vickrey"]).output == "490\tvickrey\n")
  #expect(try Program.run([path]).output == "128\tnil\n")
  let mistaken = try Program.run(["run", path, "--node", "3"])
  #expect(mistaken.status == 2)
  #expect(mistaken.complaints.hasPrefix("formic: unknown option '--node'; did you mean '--nodes'?"))
  let help = try Program.run(["run", path, "--help"])
  #expect(help.status == 0)
  #expect(help.output.contains("--nodes N") && help.output.contains("edge nodes"))
  #expect(try Program.run(["-e", "script.options({}, { '--x' })"]).complaints.contains("script.options: unknown option '--x'"))
}

@Test func `progress goes to the complaints, and the result stays clean`() throws {
  let outcome = try Program.run(["-e", "local p = script.progress{ total = 2, label = 'work' } p:update(1) p:update(2, 'done') p:finish() p:finish() print('result')"])
  #expect(outcome.output == "result\n")
  #expect(outcome.complaints.hasPrefix("work: 100%"))
  #expect(outcome.complaints.split(separator: "\n").count == 1)
}

@Test func `an SVG replaces the old one only when it is complete`() throws {
  let folder = TemporaryFolder()
  let path = folder.write("figure.svg", "old")
  let drawn = try Program.run(["-e", "print(chart.svg('\(path)', { { name = \"it's\", y = vector.new{ 1, 2, 4 } } }))"])
  if drawn.status == 0 {
    #expect(folder.text(of: "figure.svg")!.contains("</svg>"))
  } else {
    #expect(drawn.complaints.contains("gnuplot is not installed"))
  }
  let missing = try Program.run(["-e", "chart.svg('\(path)', { { y = { 1 } } })"], environment: ["PATH": "/nowhere"])
  #expect(missing.status == 1)
  #expect(missing.complaints.contains("gnuplot is not installed"))
  let nowhere = try Program.run(["-e", "chart.svg('/nowhere/x.svg', { { y = { 1 } } })"])
  #expect(nowhere.status == 1)
}

@Test(arguments: [
  "chart.line{ { y = 'abc' } }", "chart.line{ { y = {1}, x = {1, 2} } }", "chart.line{ titel = 'x' }", "chart.line{ 3 }", "chart.bars{ { 1 } }",
  "chart.histogram('x')", "chart.table{ columns = 3 }", "chart.table{ columns = { 'a' }, rows = { 3 } }", "chart.spark{ {} }", "chart.spark({ 1 }, 0)",
  "json.encode({ 0/0 })", "json.encode(print)", "json.decode('{')", "json.decode(3, 4, 5)", "local t = {} t.t = t json.encode(t)",
  "script.options{ nodes = 3 }", "script.options{ nodes = { type = 'intger' } }", "script.options{ nodes = { defalt = 3 } }", "script.progress{ totl = 3 }",
  "script.options({ nodes = { min = 3, max = 2, type = 'integer' } })",
])
func `bad input to a script's conveniences is an error with its name`(code: String) throws {
  let outcome = try Program.run(["-e", code])
  #expect(outcome.status == 1)
  let name = code.prefix { $0 != "{" && $0 != "(" }.split(separator: " ").last ?? ""
  #expect(outcome.complaints.contains(name.contains(".") ? String(name) : "json.encode"), "\(outcome.complaints)")
}
