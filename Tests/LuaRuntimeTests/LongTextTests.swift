import CLuaBridge
import LuaRuntime
import Testing

/// Lengths of texts of more than a megabyte: characters of every length, and bytes that are none, on both sides of the
/// places where the work is cut.
private let script = """
  local lines = {}
  local function note(...) lines[#lines + 1] = table.concat({ ... }, ' ') end
  local function length(...) local n, at = utf8.len(...) note(tostring(n), tostring(at)) end
  for _, middle in ipairs{ 'é', '日', '\\u{1D11E}', '\\u{7FFFFFFF}', '\\x80', 'é\\x80', '\\x80\\x80\\x80\\x80\\x80\\x80\\x80\\x80\\x80\\x80', '\\xff', '\\xed\\xa0\\x80', '日' .. '\\xe6\\x97' } do
    for shift = -4, 2 do
      local text = ('a'):rep((1 << 20) + shift) .. middle .. ('日'):rep(400000)
      length(text)
      length(text, 1, -1, true)
      length(text, 3, (1 << 20) + 3)
      length(text, -1200000, -2)
    end
  end
  local ok, message = pcall(utf8.len, ('a'):rep(1 << 21), (1 << 21) + 2)
  note(tostring(ok), message)
  note(utf8.len(('a'):rep(1 << 21), (1 << 21) + 1), utf8.len(('a'):rep(1 << 21), 5, 4))
  return table.concat(lines, '\\n')
  """

@Test func `the length of a long text is the one Lua counts, and what is no text is found where Lua finds it`() throws {
  let L = luaL_newstate()!
  defer { lua_close(L) }
  luaL_openlibs(L)
  luaL_loadbufferx(L, script, script.utf8.count, "=script", "t")
  lua_pcallk(L, 0, 1, 0, 0, nil)
  let expected = String(cString: lua_tolstring(L, -1, nil))
  #expect(try trusted().answer(script) == expected)
  #expect(expected.contains("nil 1048577"))  // or nothing was cut where it matters
}
