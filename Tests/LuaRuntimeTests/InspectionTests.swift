import Interface
import LuaRuntime
import Testing

@Test func `a snapshot runs no script, marks cycles and counts what it leaves out`() throws {
  let state = try trusted()
  let text = """
    local t = setmetatable({1, 2, 3, 4, 5, b = 1, a = {deep = {deeper = {}}}, [true] = 0}, {__index = error, __pairs = error, __tostring = error})
    t.self = t
    return t
    """
  let value = try state.load(text, chunkName: "=test").evaluate()[0]
  guard case .table(let table) = try state.snapshot(of: value, .init(depth: 2, items: 3)) else {
    Issue.record("no table")
    return
  }
  #expect(table.list == [.integer(1), .integer(2), .integer(3)] && table.omittedList == 2)
  #expect(table.fields.map(\.key) == ["a", "b", "self"].map { .string(.init($0)) } && table.omittedFields == 1)
  #expect(table.fields[2].value == .repeated(table.identity))
  guard case .table(let inner) = table.fields[0].value, case .table(let deep) = inner.fields[0].value else {
    Issue.record("no inner table")
    return
  }
  #expect(deep.isTooDeep && deep.fields.isEmpty)
}

@Test func `functions are described by their declaration or their place`() throws {
  let shape = Module(
    "shape", "Shapes.",
    functions: [Function("area", "Its area.", .number("side"), returns: Parameter("area", .number), example: "shape.area(2)") { $0 * $0 }])
  let state = try trusted(modules: [shape])
  let values = try state.load("return shape.area, \nfunction() end, print", chunkName: "=test").evaluate()
  #expect(try state.declaration(of: values[0])?.name == "shape.area")
  #expect(try state.declaration(of: values[2]) == nil)
  #expect(try state.snapshot(of: values[0]) == .function(.init(name: "shape.area")))
  #expect(try state.snapshot(of: values[1]) == .function(.init(source: "test", line: 2)))
}

@Test func `names are found by raw access`() throws {
  let state = try trusted()
  try state.run("demo = setmetatable({alpha = 1, beta = print}, {__index = function() error('ran') end}) demo.inner = {x = 1}")
  func names(_ path: [LuaState.Key], _ filter: LuaState.NameFilter = .init()) throws -> [String] {
    guard let value = try state.find(path) else { return [] }
    return try state.names(of: value, filter).found.map(\.name)
  }
  #expect(try names([.name("demo")]) == ["alpha", "beta", "inner"])
  #expect(try names([.name("demo")], .init(prefix: "be", functionsOnly: true)) == ["beta"])
  #expect(try names([.name("demo"), .name("inner")]) == ["x"])
  #expect(try names([.name("demo"), .name("nothing"), .name("at"), .name("all")]).isEmpty)
  #expect(try state.names(of: nil).found.contains { $0.name == "demo" && !$0.isFunction })
  try state.run("base = setmetatable({ a = 1, b = 2 }, { __index = { c = 3 } }) t = setmetatable({ b = print, [1] = 'x' }, { __index = base })")
  #expect(try names([.name("t")]) == ["a", "b", "c"])
  #expect(try state.find([.name("t"), .name("c")])?.value().typeName == "number")
  #expect(try state.find([.name("t"), .index(1)])?.value().typeName == "string")
}

@Test func `of too many names there are the first and the last, and how many are left out`() throws {
  let state = try trusted()
  try state.run("t = {} for i = 1, 100000 do t[('k%06d'):format(i)] = i end t._ = 1 t['two words'] = 1")
  let table = try #require(try state.find([.name("t")]))
  let (found, omitted) = try state.names(of: table, .init(identifiersOnly: true, hidesPrivate: true, limit: 10))
  #expect(found.map(\.name) == (1...10).map { "k00000\($0)".count == 7 ? "k00000\($0)" : "k0000\($0)" } + ["k100000"])
  #expect(omitted == 100_000 - 11)
  let (few, none) = try state.names(of: table, .init(prefix: "k09999", limit: 10))
  #expect(few.count == 10 && none == 0)
}

@Test func `a script's function tells its parameters and its place`() throws {
  let state = try trusted()
  let values = try state.load("return function(a, b, ...)\n  return a\nend, print", chunkName: "=test").evaluate()
  let function = try #require(try state.scriptFunction(values[0]))
  #expect(function.parameters == ["a", "b"] && function.isVariadic && function.source == "test" && function.lines == 1...3)
  #expect(try state.scriptFunction(values[1]) == nil)
}

@Test(arguments: [
  ("return xpcall(function(a, b) return a + b end, print, 1, 2)", "true 3"),
  ("return xpcall(error, function(e) return e .. '!', 2 end, 'x', 0)", "false x! 2"),
  ("local ok, trace = xpcall(function() local x = nil; x() end, debug.traceback) return ok, trace:find('stack traceback') ~= nil, trace:find('test:1') ~= nil", "false true true"),
  ("return pcall(pcall)", "false bad argument #1 to 'pcall' (value expected)"),
  ("return select('#', pcall(table.unpack, {1, 2, 3}))", "4"),
  ("local co = coroutine.create(function(a) local b = coroutine.yield(a) error('x' .. b, 0) end) return coroutine.resume(co, 1), select(2, coroutine.resume(co, 2)), coroutine.status(co)", "true x2 dead"),
  ("return coroutine.resume(coroutine.running())", "false cannot resume non-suspended coroutine"),
  ("local t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) return table.concat(t, ' ')", "3 2 1"),
  ("return table.remove({1, 2, 3}, 1), table.unpack(table.move({1, 2, 3}, 2, 3, 1))", "1 2 3 3"),
  ("return ('ab'):rep(3, '-'), ('x'):rep(0), ('x'):rep(-1)", "ab-ab-ab  "),
])
func `the library's own functions answer as Lua's`(text: String, answer: String) throws {
  #expect(try trusted().answer(text) == answer)
}
