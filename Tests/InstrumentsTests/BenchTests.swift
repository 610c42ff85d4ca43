import Testing

struct BenchTests {
  private let quick = "{ samples = 21, sample_ms = 0.2, warm_up_ms = 2 }"

  @Test func `a function that does twice the work takes about twice the time, and the interval says so`() throws {
    let answer = try Bench().answer(
      """
      local function work(n) return function() local s = 0 for i = 1, n do s = s + i % 7 end return s end end
      local b = bench(work(2000), work(4000), \(quick))
      local r = b.rows[2]
      return b.rows[1].ns > 1000, r.ratio > 1.3 and r.ratio < 3, r.ratio_low <= r.ratio and r.ratio <= r.ratio_high, b.ns == b.rows[1].ns
      """)
    #expect(answer == "true true true true")
  }

  @Test func `allocations are those of one call`() throws {
    let answer = try Bench().answer(
      """
      local b = bench({ list = function() return { 1, 2 } end, none = function() return 1 end, vector = function() return vector.zeros(100) end }, \(quick))
      local by = {} for _, r in ipairs(b.rows) do by[r.name] = r end
      return math.floor(by.list.allocations + .5), by.none.allocations, by.none.bytes, by.vector.bytes >= 400
      """)
    #expect(answer == "2 0.0 0.0 true")
  }

  @Test func `equal checksums are equal answers`() throws {
    let answer = try Bench().answer(
      """
      local b = bench(function() return 6, "x", { 1, 2 } end, function() return 2 * 3.0, "x", { 1, 2.0 } end, function() return 6, "y" end, \(quick))
      local r = b.rows return r[1].checksum == r[2].checksum, r[1].checksum == r[3].checksum, #r[1].checksum
      """)
    #expect(answer == "true false 16")
  }

  @Test func `functions that begin on one line are told apart`() throws {
    let answer = try Bench().answer("local b = bench(function() end, function() end, os.clock, \(quick)) local t = {} for i, r in ipairs(b.rows) do t[i] = r.name end return table.concat(t, ', '), select(2, tostring(b):gsub('test:1', ''))")
    #expect(answer == "test:1 #1, test:1 #2, native 2")
  }

  @Test func `the time limit ends it after three rounds at least`() throws {
    #expect(try Bench().answer("return tostring(bench(function() for i = 1, 3e5 do end end, { seconds = 0.001, warm_up_ms = 0 })):match('3 samples')") == "3 samples")
  }

  @Test(arguments: [
    ("bench()", "bench: bad argument #1 'functions' (value expected, got no value)"),
    ("bench(3)", "bench: bad argument #1 'functions' (function expected, got number)"),
    ("bench({ a = 3 })", "bench: 'a' is a number, function expected (settings are a second table)"),
    ("bench({})", "bench: bad argument #1 'functions' (a function, or a table of functions by name, expected)"),
    ("bench(print, { sample = 3 })", "bench: settings: there is no field 'sample' (did you mean 'samples'?)"),
    ("bench(print, { samples = 1 })", "bench: settings.samples: an integer in 3…100000 expected, got 1"),
    ("bench(function() error('no', 0) end)", "no"),
    ("time(3)", "time: bad argument #1 'f' (function expected, got number)"),
    ("trace({ depth = 0 }, print)", "trace: f.depth: an integer in 1…1000 expected, got 0"),
    ("trace({ depth = 2 })", "trace: bad argument #2 'arguments' (function expected, got no value)"),
    ("profile({ hz = 'x' }, print)", "profile: f.hz: a number in 1…10000 Hz expected, got 'x'"),
    ("profile(profile, function() end)", "profile: a profile is being taken already"),
    ("profile(function() end):save('/nowhere/x')", "profile:save: cannot write /nowhere/x: No such file or directory"),
    ("sleep(-1)", "sleep: bad argument #1 'seconds' (-1 is out of range 0…1000000000 s)"),
  ])
  func `bad input is refused in words`(text: String, message: String) throws {
    #expect(try Bench().answer(text).hasSuffix(message))
  }
}
