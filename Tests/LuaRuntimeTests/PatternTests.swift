import CLuaBridge
import LuaRuntime
import Testing

/// Random patterns over random subjects; every result and every error as one text.
private let script = """
  local seed = ...
  local function random(n) seed = (seed * 1103515245 + 12345) % 2147483648 return seed // 65536 % n + 1 end
  local pieces = {'a', 'b', 'c', '.', '%a', '%d', '%S', '[ab]', '[^a]', '[a-c]', '[%w_]', '[]a]', '[^]]', '(', ')', '()', '%1', '%2', '*', '+', '-', '?', '^', '$', '%b()', '%f[%w]', '%', '[', ']', '%w', '\\0', '%.', '(a', 'b)', '(.-)', '%b', '%f'}
  local letters = {'a', 'b', 'c', '(', ')', '1', ' ', '.', '\\0', '_'}
  local function text(from, most) local t = {} for i = 1, random(most + 1) - 1 do t[i] = from[random(#from)] end return table.concat(t) end
  local lines = {}
  local function note(...)
    local t = table.pack(...)
    for i = 1, t.n do t[i] = tostring(t[i]) end
    lines[#lines + 1] = table.concat(t, '|', 1, t.n)
  end
  local templates = {'<%0>', '%1', '%%', '%2x', '%', '%9', ''}
  for i = 1, 3000 do
    local s, p, init = text(letters, 14), text(pieces, 6), random(20) - 8
    note(p, s, pcall(string.find, s, p, init))
    note(pcall(string.match, s, p, init))
    note(pcall(string.gsub, s, p, templates[random(#templates)], random(5) > 1 and random(4) or nil))
    note(pcall(string.gsub, s, p, function(a) return a and random(2) == 1 and 'F' or false end))
    note(pcall(string.gsub, s, p, {a = 'A', b = false, [1] = 'one'}))
    note(pcall(string.find, s, p, init, true))
    note(pcall(function() local found = {} for a, b in string.gmatch(s, p) do found[#found + 1] = tostring(a) .. tostring(b) end return table.concat(found, ';') end))
  end
  return table.concat(lines, '\\n')
  """

/// The same script in a plain Lua state, with Lua's own string library.
private func reference(_ seed: Int64) -> [Substring] {
  let L = luaL_newstate()!
  defer { lua_close(L) }
  luaL_openlibs(L)
  luaL_loadbufferx(L, script, script.utf8.count, "=script", "t")
  lua_pushinteger(L, seed)
  lua_pcallk(L, 1, 1, 0, 0, nil)
  var length = 0
  let bytes = lua_tolstring(L, -1, &length)!
  return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
}

@Test(arguments: 1...4 as ClosedRange<Int64>)
func `patterns match as in Lua's own library`(seed: Int64) throws {
  let state = try trusted()
  let results = try state.load(script, chunkName: "=script").call([.integer(seed)])
  let lines = describe(results[0]).split(separator: "\n", omittingEmptySubsequences: false)
  let expected = reference(seed)
  #expect(lines.count == expected.count && lines.count > 20_000)
  #expect(zip(lines, expected).first { $0 != $1 }.map { "\($0) ≠ \($1)" } == nil)
}
