import CKernels
import Interface
import Kernels
import LuaRuntime
import Testing

private func load(_ body: String, budget: Int64 = 1_000_000) throws(LuaError) -> PolicyState {
  try PolicyState(text: "return {\n\(body)\n}", chunkName: "=policy", configuration: .policy(budget: budget), modules: [])
}

/// A frame as a layer would fill it.
private final class Frame {
  var cells: [ck_cell], arguments: [ck_cell], results: [ck_cell]
  var stream = RandomStream(seed: 1, "test").state
  let policy: PolicyState, function: PolicyFunction, context: PolicyContext, instance: PolicyInstance

  init(
    _ policy: PolicyState, _ name: String = "f", fields: [(PolicyState.Shape, ck_cell)] = [], parameters: [(PolicyState.Shape, ck_cell)] = [],
    results: [PolicyState.Shape]
  ) throws {
    self.policy = policy
    cells = fields.map(\.1)
    arguments = parameters.map(\.1)
    self.results = results.map { _ in ck_cell() }
    function = try #require(try policy.function(name, parameters: parameters.map(\.0), results: results))
    context = try policy.context(fields: fields.map(\.0))
    instance = try policy.instance(options: Table(fields: [("step", 2)]))
  }

  func call(budget: Int64 = 1_000_000) throws(LuaError) {
    try policy.call(
      function, instance, context, cells: cells + [ck_cell()], arguments: arguments + [ck_cell()], results: &results, random: &stream, now: 42,
      budget: budget)
  }
}

private func cell(_ value: Int64) -> ck_cell {
  var cell = ck_cell()
  cell.tag = UInt8(CK_INTEGER.rawValue)
  cell.integer = value
  return cell
}

private func cell(_ value: Double) -> ck_cell {
  var cell = ck_cell()
  cell.tag = UInt8(CK_NUMBER.rawValue)
  cell.number = value
  return cell
}

private func cell(_ vector: Vector) -> ck_cell {
  var cell = ck_cell()
  cell.tag = UInt8(CK_ARRAY.rawValue)
  cell.array = vector.view
  return cell
}

@Test func `scalars pass exactly, both ways`() throws {
  let frame = try Frame(
    load("f = function(self, ctx, a, b) return a + 1, b / 2, ctx.reserve, ctx.now_us, self.options.step end"),
    fields: [(.init("reserve", .integer), cell(Int64.max))],
    parameters: [(.init("a", .integer), cell(1 << 62)), (.init("b", .number), cell(0.5))],
    results: [.init("x", .integer), .init("y", .number), .init("z", .integer), .init("now", .integer), .init("step", .integer)])
  try frame.call()
  #expect(frame.results[0].integer == (1 << 62) + 1 && frame.results[1].number == 0.25)
  #expect(frame.results[2].integer == .max && frame.results[3].integer == 42 && frame.results[4].integer == 2)
}

@Test(arguments: [
  ("3.0", CK_INTEGER, 3), ("2^53", CK_INTEGER, 1 << 53), ("3.5", CK_NUMBER, 0), ("1e300", CK_NUMBER, 0), ("0/0", CK_NUMBER, 0), ("nil", CK_NIL, 0),
])
func `a float is an integer only where it is exactly one`(text: String, tag: ck_cell_tag, integer: Int64) throws {
  let frame = try Frame(load("f = function() return \(text) end"), results: [.init("x", .integer)])
  try frame.call()
  #expect(frame.results[0].tag == UInt8(tag.rawValue))
  if tag == CK_INTEGER { #expect(frame.results[0].integer == integer) }
}

@Test(arguments: [
  ("return {}", "f: result #1 'x' (integer expected, got table)"),
  ("return 'a'", "f: result #1 'x' (integer expected, got string)"),
  ("return ctx.reserv", "policy:2: ctx has no field 'reserv' (did you mean 'reserve'?)"),
  ("ctx.reserve = 1", "policy:2: ctx is read-only ('reserve' can't be assigned)"),
  ("return ctx.missing.x", "policy:2: ctx has no field 'missing'"),
  ("error('why')", "policy:2: why"),
])
func `a wrong answer or field says which`(body: String, message: String) throws {
  let frame = try Frame(load("f = function(self, ctx) \(body) end"), fields: [(.init("reserve", .integer), cell(Int64(1)))], results: [.init("x", .integer)])
  let error = #expect(throws: LuaError.self) { try frame.call() }
  #expect(error?.message == message)
}

@Test func `arrays are lent, and a view kept from an earlier call is stale`() throws {
  let policy = try load(
    """
    f = function(self, ctx, out)
      out[1] = ctx.prices[2] * 10
      self.state.kept = ctx.prices
      return #ctx.prices
    end,
    g = function(self) return self.state.kept[1] end,
    """)
  let prices = Vector([3, 5, 7] as [Int64]), out = Vector([0, 0] as [Int64])
  let frame = try Frame(policy, fields: [(.init("prices", .vector(.i64)), cell(prices))], parameters: [(.init("out", .vector(.i64)), cell(out))], results: [.init("n", .integer)])
  try frame.call()
  #expect(frame.results[0].integer == 3 && out.view.pointee.data.load(as: Int64.self) == 50)
  ck_block_close(prices.view.pointee.block)
  let getter = try #require(try policy.function("g", parameters: [], results: [.init("n", .integer)]))
  var results = [ck_cell()]
  let error = #expect(throws: LuaError.self) {
    try policy.call(getter, frame.instance, frame.context, cells: frame.cells, arguments: [ck_cell()], results: &results, random: &frame.stream, now: 0, budget: 1000)
  }
  #expect(error?.message.contains("closed or its memory has been reused") == true)
}

@Test func `chance comes from the call's own stream`() throws {
  let frame = try Frame(
    load("f = function(self, ctx) return ctx.random(), ctx.random(6), math.random(2, 3) end"),
    results: [.init("u", .number), .init("n", .integer), .init("m", .integer)])
  try frame.call()
  var stream = RandomStream(seed: 1, "test")
  #expect(frame.results[0].number == stream.uniform())
  #expect(frame.results[1].integer == Int64(stream.below(6)) + 1)
  #expect(frame.results[2].integer == Int64(stream.below(2)) + 2)
}

@Test func `a call ends by its own budget, and the next one starts afresh`() throws {
  let frame = try Frame(load("f = function(self) self.state.n = (self.state.n or 0) + 1 if self.state.n == 1 then while true do pcall(error) end end return self.state.n end"), results: [.init("n", .integer)])
  let error = #expect(throws: LuaError.self) { try frame.call(budget: 5000) }
  #expect(error?.kind == .budget)
  try frame.call()
  #expect(frame.results[0].integer == 2)
  #expect(describe(.table(try frame.instance.exportState())) == "{n=2}")
}

@Test(arguments: [
  ("local x = a ^ b", [1]), ("local x = a ^ 3", [1]), ("local x = 1\nlocal y = x ^ 0.5", [2]), ("x = a ^ -1", [1]), ("x = a ^ 2 ^ 2", [1, 1]),
  ("x = a ^ 2", []), ("x = 2 ^ 53 + 10 ^ 6", []), ("x = 10 ^ 20", [1]), ("-- a ^ b\nx = '^' .. \"\\\"^\" .. [[ ^ ]] .. [==[ ]] ^ ]==]", []),
  ("--[[ a ^ b\n]] x = a ^ n", [2]), ("x = a^(2)", [1]),
])
func `powers whose bits depend on the machine are refused, by line`(text: String, lines: [Int]) {
  #expect(PolicySyntax.problems(in: text).map(\.line) == lines)
}

@Test func `a policy's text returns one table`() {
  #expect(throws: LuaError.self) { try PolicyState(text: "return 1", chunkName: "=p", configuration: .policy(), modules: []) }
  let error = #expect(throws: LuaError.self) { try PolicyState(text: "return {\n x = 2 ^ y }", chunkName: "@a.lua", configuration: .policy(), modules: []) }
  #expect(error?.message.hasPrefix("a.lua:2: '^'") == true)
}
