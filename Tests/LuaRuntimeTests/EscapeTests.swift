import LuaRuntime
import Testing

/// Every way out of a budget that is known, and what must end it.
private let escapes: [(name: String, text: String)] = [
  ("pcall loop", "local function spin() while true do end end while true do pcall(spin) end"),
  ("xpcall handler", "local function spin() while true do end end xpcall(error, spin)"),
  ("xpcall loop", "local function spin() while true do end end while true do xpcall(spin, spin) end"),
  ("empty rep", "for i = 1, math.maxinteger do (''):rep(1 << 62) end"),
  ("rep of nothing with a separator", "(''):rep(1 << 62, '')while true do end"),
  ("table.move", "table.move({}, 1, 1 << 62, 2, {})"),
  ("backtracking find", "return (('a'):rep(60)):find(('a*'):rep(30) .. 'b')"),
  ("lazy backtracking", "local s = ('a'):rep(3000) return s:find('.-.-.-.-b')"),
  ("gmatch", "for _ in (('a'):rep(50)):gmatch(('a*'):rep(30) .. 'b') do end"),
  ("gsub", "return (('a'):rep(50)):gsub(('a*'):rep(30) .. 'b', '')"),
  ("utf8.len", "local s = ('x'):rep(60000) while true do utf8.len(s) end"),
  ("sort", "local t = {} for i = 1, 30000 do t[i] = -i end while true do table.sort(t) end"),
  ("sort with a bad order", "local t = {} for i = 1, 3000 do t[i] = i % 7 end while true do table.sort(t, function() return true end) end"),
  ("gsub on big text", "local s = ('x'):rep(60000) while true do s:gsub('x', 'y') end"),
  ("unpack", "local t = {} while true do table.unpack(t, 1, 200) end"),
  ("unpack of millions", "while true do pcall(table.unpack, {}, 1, 900000) end"),
  ("concat", "local t = {} for i = 1, 10000 do t[i] = 'x' end while true do table.concat(t) end"),
  ("concat via __index", "return table.concat(setmetatable({}, {__index = function() return 'x' end, __len = function() return 1 << 62 end}))"),
  ("insert in front", "local t = {} for i = 1, 100000 do table.insert(t, 1, i) end"),
  ("many short coroutines", "while true do local co = coroutine.wrap(function() for i = 1, 300 do end end) co() end"),
  ("nested coroutines", "local function f() return coroutine.wrap(f)() end while true do pcall(f) end"),
  ("pcall in a coroutine", "local co = coroutine.create(function() while true do pcall(function() while true do end end) end end) while true do coroutine.resume(co) end"),
  ("spinning __close", "local c = setmetatable({}, {__close = function() while true do end end}) do local x <close> = c end"),
  ("__close after the end", "local c = setmetatable({}, {__close = function() while true do end end}) local x <close> = c while true do end"),
  ("coroutine.close", "local c = setmetatable({}, {__close = function() while true do end end}) local co = coroutine.create(function() local x <close> = c coroutine.yield() end) coroutine.resume(co) coroutine.close(co)"),
  ("__tostring", "print(setmetatable({}, {__tostring = function() while true do end end}))"),
  ("__tostring of an error", "error(setmetatable({}, {__tostring = function() while true do end end}))"),
  ("deep recursion", "local function f() pcall(f) f() end while true do pcall(f) end"),
  ("traversal", "local t = {} for i = 1, 50000 do t[i] = i end while true do for k in pairs(t) do break end end"),
  ("next", "local t = {} for i = 1, 50000 do t[i] = i end while true do next(t) end"),
  ("varargs", "local function f(...) if select('#', ...) > 200000 then while true do select(1, ...) end end return f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...) end f()"),
  ("comparing long texts", "local a, b = ('x'):rep(60000) .. 'a', ('x'):rep(60000) .. 'b' while true do local _ = a < b end"),
  ("rehashing", "local t = {} for i = 1, 60000 do t['k' .. i] = i end local i = 1 while true do t['k' .. i] = nil t['n' .. i] = 1 i = i + 1 end"),
  ("memory by doubling", "local s = 'x' while true do pcall(function() s = s .. s end) end"),
  ("memory by tables", "local t = {} while true do pcall(function() while true do t[#t + 1] = {} end end) end"),
  ("a big string", "while true do pcall(string.rep, 'x', 1 << 30) end"),
  ("garbage", "while true do local t = {{}, {}, {}} end"),
  ("string.format", "while true do string.format('%99.99f', 1e300) end"),
]

@Test(arguments: escapes)
func `a policy ends by its budget or its memory, soon, whatever it does`(escape: (name: String, text: String)) throws {
  let state = try policy()
  let start = threadTime()
  let error = state.failure(escape.text)
  let time = threadTime() - start
  #expect(error?.kind == .budget || error?.kind == .memory, "\(escape.name): \(error?.message ?? "it returned")")
  #expect(time < 2, "\(escape.name): \(time) s")  // under one on a machine of its own
  #expect(state.answer("return 1 + 1") == "2")
}

@Test(arguments: [
  ("io.write('x')", "undefined global 'io'"),
  ("os.time()", "undefined global 'os'"),
  ("debug.traceback()", "undefined global 'debug'"),
  ("require 'x'", "undefined global 'require'"),
  ("load('return 1')", "undefined global 'load'"),
  ("dofile('x')", "undefined global 'dofile'"),
  ("return _G", "undefined global '_G'"),
  ("string.dump(print)", "string has no 'dump'"),
  ("math.tan(1)", "math has no 'tan'"),
  ("math.randomseed(1)", "math has no 'randomseed'"),
  ("collectgarbage('stop')", "collectgarbage: only \"count\" is available to a policy"),
  ("setmetatable({}, {__gc = function() end})", "a policy's tables have no finalisers ('__gc')"),
  ("setmetatable({}, {__mode = 'k'})", "a policy's tables are not weak ('__mode': what is collected when differs from run to run)"),
  ("string.format('%p', {})", "string.format: '%p' is not available to a policy (addresses differ from run to run)"),
  ("x = 1", "global 'x' can't be assigned in a policy (declare it local)"),
  ("print = nil", "global 'print' can't be assigned in a policy (declare it local)"),
  ("math.floor = nil", "math member 'floor' can't be assigned in a policy (declare it local)"),
  ("rawset(math, 'floor', nil)", "rawset: the table is protected"),
  ("getmetatable('').__index = nil", "attempt to index a boolean value"),
  ("for k in pairs({[{}] = 1}) do end", "a policy can't traverse a table with a table as a key (it has no order)"),
  ("math.random()", "math.random: no random numbers outside a call"),
])
func `what a policy may not do is an error that says so`(text: String, message: String) throws {
  let error = try #require(try policy().failure("\n" + text))
  #expect(error.message.hasPrefix("test:2: \(message)"))
  #expect(error.kind == .error && error.line == 2)
}

@Test(arguments: [
  ("return ('abc'):upper(), math.floor(2.5), #'x', table.concat({1, 2}, ',')", "ABC 2 1 1,2"),
  ("local t = {} for k in pairs({b = 1, a = 2, 10, [2.5] = 3, [true] = 4, [-1] = 5}) do t[#t + 1] = tostring(k) end return table.concat(t, ' ')", "-1 1 2.5 a b true"),
  ("local t = {a = 1, b = 2, c = 3} for k, v in pairs(t) do t[k] = nil end return next(t)", "nil"),
  ("return next({}), next({5}), next({x = 1, a = 2}, 'a')", "nil 1 x 1"),
  ("return tostring({}), tostring(print), string.format('%s %d', {}, 3)", "table function table 3"),
  ("local co = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b * 2 end) return co(1), co(5)", "2 10"),
  ("return pcall(coroutine.wrap(function() error('x', 0) end))", "false x"),
  ("return math.pow(2, 10), math.exp(0), math.sqrt(16)", "1024.0 1.0 4.0"),
  ("local t = {} for i = 1, 100 do t[i] = {i % 3, i} end table.sort(t, function(a, b) return a[1] < b[1] end) return t[1][2], t[33][2], t[34][2], t[100][2]", "3 99 1 98"),
])
func `what a policy may do works as in Lua`(text: String, answer: String) throws {
  #expect(try policy().answer(text) == answer)
}

@Test func `the budget is deterministic`() throws {
  let texts = (0..<2).map { _ -> Int64 in
    let state = try? policy()
    _ = state?.answer("local t = {} for i = 1, 2000 do t['k' .. i % 50] = i; coroutine.wrap(function() return ('x'):rep(i):find('y') end)() end table.sort({3, 2, 1}) for k in pairs(t) do end")
    return state?.spent ?? -1
  }
  #expect(texts[0] == texts[1] && texts[0] > 10_000)
}

@Test func `binary chunks are refused, all of them`() throws {
  let state = try trusted()
  let text = """
    local header = '\\27Lua\\x54\\0\\x19\\x93\\r\\n\\x1a\\n\\4\\8\\8'
    assert(rawget(string, 'dump') == nil)
    for i = 1, 600 do
      local bytes = header .. ('\\0\\1\\2'):rep(i % 7) .. string.char(i % 256)
      local f, why = load(bytes, 'x')
      assert(f == nil and why:find('binary'), i)
      local g, reason = load(bytes, 'x', 'b')
      assert(g == nil and reason:find('refused'))
      local first = true
      assert(load(function() if first then first = false return bytes end end) == nil)
    end
    """
  #expect(state.failure(text) == nil)
  #expect(try #require(state.failure("\u{1B}Lua")).message.contains("binary"))
}
