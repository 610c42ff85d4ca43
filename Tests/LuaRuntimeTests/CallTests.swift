import Interface
import LuaRuntime
import Testing

private final class Account: PassableObject {
  static var className: String { "account" }
  var balance: Int64
  init(_ balance: Int64) { self.balance = balance }
}

private let bank = Module(
  "bank", "A bank.",
  functions: [
    Function("open", "Opens an account.", .integer("balance", 0...1000, unit: "µrUv"), returns: Parameter("account", .object("account")), example: "bank.open(5)") {
      Account($0)
    },
    Function("add", "Adds.", .number("a"), .number("b"), returns: Parameter("sum", .number), example: "bank.add(1, 2)", isPolicySafe: true) { $0 + $1 },
    Function("side", "Echoes.", .choice("side", ["buy", "sell"]), returns: Parameter("side", .string), example: "bank.side('buy')", isPolicySafe: true) { $0 },
    Function("echo", "Echoes.", .any("value"), returns: Parameter("value", .any), example: "bank.echo({})", isPolicySafe: true) { (value: Value) in value },
    Function("half", "Halves.", .optional(.number("x"), "1"), returns: Parameter("half", .number), example: "bank.half()") { ($0 ?? 1) / 2 },
    Function("fail", "Fails.", .string("why"), returns: Parameter("nothing", .any), example: "bank.fail('x')") { (why: String) throws -> Value in
      throw ScriptError(why)
    },
    Function("apply", "Calls back.", .any("f"), .any("x"), returns: Parameter("result", .any), example: "bank.apply(f, 1)") { (f: Value, x: Value) throws -> Value in
      guard case .callback(let callback) = f else { throw ScriptError("no function") }
      return try callback.call([x]).first ?? .none
    },
  ],
  constants: [Constant("limit", "The most.", .integer(1000))],
  classes: [
    Class(
      "account", "An account.",
      methods: [
        Function("deposit", "Pays in.", Typed<Account>.object("account"), .integer("amount", 1...100), returns: Parameter("balance", .integer), example: "a:deposit(1)") {
          $0.balance += $1
          return $0.balance
        }
      ],
      fields: [
        Function("balance", "What it holds.", Typed<Account>.object("account"), returns: Parameter("balance", .integer), example: "a.balance") { $0.balance }
      ],
      operators: [
        Function("__len", "Its balance.", Typed<Account>.object("account"), returns: Parameter("n", .integer), example: "#a") { $0.balance }
      ])
  ])

@Test(arguments: [
  ("return bank.add(1, 2.5)", "3.5"),
  ("return bank.half(), bank.half(3), bank.half(nil)", "0.5 1.5 0.5"),
  ("return bank.echo({1, {2}, a = {b = 'x'}, [2.5] = false})", "{1,{2},2.5=false,a={b=x}}"),
  ("local a = bank.open(5); a:deposit(3); return a.balance, #a, bank.limit", "8 8 1000"),
  ("return bank.apply(function(x) return x + 1 end, 41)", "42"),
  ("return pcall(bank.add, 1, 'x')", "false bank.add: bad argument #2 'b' (number expected, got string)"),
])
func `declared functions take and give plain data`(text: String, answer: String) throws {
  #expect(try trusted(modules: [bank]).answer(text) == answer)
}

@Test(arguments: [
  ("bank.add(1)", "bank.add: bad argument #2 'b' (number expected, got no value)"),
  ("bank.add(1, nil)", "bank.add: bad argument #2 'b' (number expected, got nil)"),
  ("bank.add(1, '2')", "bank.add: bad argument #2 'b' (number expected, got string)"),
  ("bank.add(1, 2, 3)", "bank.add: too many arguments (2 expected, got 3)"),
  ("bank.open(1001)", "bank.open: bad argument #1 'balance' (1001 is out of range 0…1000 µrUv)"),
  ("bank.open(1.5)", "bank.open: bad argument #1 'balance' (number has no integer representation)"),
  ("bank.side('by')", "bank.side: bad argument #1 'side' ('by' is not one of buy, sell; did you mean 'buy'?)"),
  ("bank.open(1):deposit(0)", "account:deposit: bad argument #1 'amount' (0 is out of range 1…100)"),
  ("bank.open(1).deposit(3, 4)", "account:deposit: calling it on bad self (account expected, got number)"),
  ("bank.open(1):depsit(3)", "account has no method or field 'depsit' (did you mean 'deposit'?)"),
  ("bank.open(1).balance = 3", "account: field 'balance' can't be assigned"),
  ("bank.ad(1)", "bank has no 'ad' (did you mean 'add'?)"),
  ("bnak.add(1)", "undefined global 'bnak' (did you mean 'bank'?)"),
  ("bank.fail('no money')", "bank.fail: no money"),
  ("local t = {}; t.t = t; bank.echo(t)", "bank.echo: bad argument #1 'value' (a table that contains itself can't be passed)"),
  ("local t = {}; for i = 1, 100 do t = {t} end; bank.echo(t)", "bank.echo: bad argument #1 'value' (a table nested too deeply (64 levels at most) can't be passed)"),
  ("bank.echo({[{}] = 1})", "bank.echo: bad argument #1 'value' (a table with a key that is no string, number or boolean can't be passed)"),
  ("bank.apply(function() error('inner') end, 1)", "inner"),
])
func `a wrong call says what was wrong, where`(text: String, message: String) throws {
  let error = try #require(try trusted(modules: [bank]).failure("\n" + text))
  #expect(error.message == "test:2: \(message)")
  #expect(error.chunk == "test" && error.line == 2)
}

@Test func `printing reaches the host, by print, io.write and file:write`() throws {
  let transcript = Transcript()
  try trusted(transcript: transcript).run("print(1, 'a', nil) io.write('b', 2, '\\n') io.stdout:write('c\\n'):write('d')")
  #expect(transcript.text == "1\ta\tnil\nb2\nc\nd")
}

@Test func `raw access asks for a global politely`() throws {
  #expect(try trusted().answer("return rawget(_G, 'nothing')") == "nil")
}

@Test(arguments: [
  ("return setmetatable({}, {__tostring = error})", "test"),
  ("error(setmetatable({}, {__tostring = error}))", "(error object could not be described)"),
  ("error(setmetatable({}, {__tostring = function() return 'spoken' end}))", "spoken"),
  ("error({code = 7})", "(error object is a table value)"),
  ("error(nil)", "(error object is a nil value)"),
  ("local t = setmetatable({}, {__index = error}) return t.x.y", ""),
])
func `hostile error objects don't reach the host`(text: String, message: String) throws {
  let state = try trusted()
  if let error = state.failure(text) { #expect(message.isEmpty || error.message == message) }
  #expect(state.answer("return 1 + 1") == "2")
}

@Test func `an error that is no string keeps its place and its value`() throws {
  let error = try #require(try trusted().failure("\n\nerror({code = 7})"))
  #expect(error.line == 3 && error.chunk == "test")
  #expect(error.value.map(describe) == "{code=7}")
}

@Test func `a traceback names the functions on the way`() throws {
  let state = try trusted(modules: [bank])
  let error = try #require(state.failure("local function inner(x)\n  return bank.add(x)\nend\nlocal function outer() return 1 + inner(2) end\nouter()"))
  #expect(error.traceback.map(\.name) == ["bank.add", "upvalue 'inner'", "local 'outer'", "main chunk"])
  #expect(error.traceback.map(\.line) == [0, 2, 4, 5])
}

@Test func `deep recursion is an error with a bounded traceback`() throws {
  let error = try #require(try trusted().failure("local function f() return 1 + f() end f()"))
  #expect(error.message.contains("stack overflow"))
  #expect(error.traceback.count <= 20 && error.omitted.count > 1000)
}

@Test(arguments: ["for i = 1, 3 do", "x = {", "local s = [[abc", "f("])
func `an unfinished chunk is told from a wrong one`(text: String) throws {
  #expect(try trusted().failure(text)?.isIncomplete == true)
  #expect(try trusted().failure("x = = 1")?.isIncomplete == false)
}

@Test func `more than twenty results and arguments pass`() throws {
  let state = try trusted(modules: [bank])
  #expect(try state.run("return table.unpack({}, 1, 200)").count == 200)
  let function = try state.load("return select('#', ...)", chunkName: "=test")
  #expect(try function.call(Array(repeating: 1, count: 150)).map(describe) == ["150"])
}

@Test func `references keep values in Lua and let them go`() throws {
  let state = try trusted()
  let results = try state.load("return {1, 2}, print, 'x'", chunkName: "=test").evaluate()
  #expect(results.map(\.kind) == [.table, .function, .string])
  try state.setGlobal("_", results[0])
  #expect(state.answer("return _[2]") == "2")
  try state.run("collectgarbage()")
  let before = state.memory
  for _ in 0..<10_000 { _ = try state.load("return {}", chunkName: "=test").evaluate() }
  try state.run("collectgarbage()")
  #expect(state.memory < before + 20_000)
}
