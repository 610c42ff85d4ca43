import LuaRuntime
import Testing

@Test(arguments: 0..<40 as Range<UInt64>)
func `of a large table the first fields by key are taken, and the rest counted`(seed: UInt64) throws {
  let state = try trusted()
  let text = """
    math.randomseed(\(seed))
    local t, keys = {}, {}
    for i = 1, math.random(0, 300) do
      local key = math.random() < 0.5 and math.random(-1000, 1000) * 2 + 2000000 or "k" .. math.random(0, 1000)
      if t[key] == nil then keys[#keys + 1] = key end
      t[key] = i
    end
    table.sort(keys, function(a, b) if type(a) ~= type(b) then return type(a) == "number" end return a < b end)
    return t, keys
    """
  let values = try state.load(text, chunkName: "=test").evaluate()
  guard case .table(let table) = try state.snapshot(of: values[0], .init(items: 12)),
    case .table(let keys) = try state.snapshot(of: values[1], .init(items: 1000))
  else {
    Issue.record("no tables")
    return
  }
  #expect(table.fields.map(\.key) == Array(keys.list.prefix(12)))
  #expect(table.fields.count + table.omittedFields == keys.list.count && table.list.isEmpty)
}

/// The bound is that of a slow machine at work; 15 to 45 ms are usual.
@Test(arguments: [
  "for i = 1, 1000000 do t[i] = i end", "for i = 1, 1000000 do t['key ' .. i] = i end",
  "for i = 1, 500000 do t[i] = i t['key ' .. i] = i end", "for i = 1000000, 1, -1 do t[('%07d'):format(i)] = i end",
])
func `a table of a million is looked at in a moment`(filling: String) throws {
  let state = try trusted()
  let value = try state.load("local t = {} \(filling) return t", chunkName: "=test").evaluate()[0]
  let clock = ContinuousClock()
  let times = try (0..<3).map { _ in try clock.measure { _ = try state.snapshot(of: value) } }
  #expect(times.min()! < .milliseconds(250), "\(times)")
}
