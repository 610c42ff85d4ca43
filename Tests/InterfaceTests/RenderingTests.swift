import Interface
import Testing

private let scale = Function(
  "scale", "Multiplies.", detail: "Exact for powers of two.", .number("x", 0...10, unit: "µs", "what to scale"), .optional(.choice("mode", ["floor", "ceil"]), "floor"),
  returns: Parameter("product", .number), example: "demo.scale(2, 'ceil')"
) { (x: Double, _: String?) in x }

private let demo = Module(
  "demo", "For tests.", functions: [scale], constants: [Constant("limit", "The most.", .integer(7))],
  classes: [
    Class(
      "box", "Holds things.",
      methods: [Function("put", "Puts one in.", parameters: [Parameter("self", .object("box")), Parameter("end", .any)], results: [Parameter("count", .integer)], example: "b:put(1)") { _ in }],
      fields: [Function("size", "How many.", parameters: [Parameter("self", .object("box"))], results: [Parameter("size", .integer)], example: "b.size") { _ in }],
      operators: [Function("__add", "Joins.", parameters: [Parameter("a", .object("box")), Parameter("b", .object("box"))], results: [Parameter("sum", .object("box"))], example: "a + b") { _ in }])
  ])

@Test func `help shows what a caller must know`() {
  #expect(
    helpText(for: scale, as: "demo.scale") == """
      demo.scale(x: number [, mode: floor|ceil]) → product: number
        Multiplies.

        x          number      0…10 µs           what to scale
        mode       floor|ceil           = floor
        → product  number

        Exact for powers of two.

        > demo.scale(2, 'ceil')
      """)
  #expect(helpText(for: demo).contains("demo.limit = 7"))
  #expect(helpText(for: demo.classes[0]).contains("box:put(end: any) → count: integer"))
}

private let found = Function(
  "found", "Founds a colony.",
  .optional(.table("options", fields: [Typed<Int64>.integer("nodes", 2...100_000, "edge nodes; over 490 they share the measured hosts").defaulting(to: 128).parameter]), "{}"),
  returns: .nothing, example: "demo.found{}", errors: ["a file of data is missing or malformed"], file: "Demo/Demo.swift", line: 7
) { (_: Table?) in Nothing() }

@Test func `help shows the fields of a table, what may go wrong and where it is declared`() {
  #expect(
    helpText(for: found, as: "demo.found", width: 80, showsPlace: true) == """
      demo.found([options: table])
        Founds a colony.

        options  table              = {}
          nodes  integer  2…100000  = 128  edge nodes; over 490 they share the
                                           measured hosts

        errors
          a file of data is missing or malformed

        > demo.found{}

        declared in Demo/Demo.swift:7
      """)
}

@Test(arguments: [30, 40, 57, 80, 200])
func `help fits the terminal, whatever its width`(width: Int) {
  for function in [scale, found] {
    for line in helpText(for: function, as: "demo.x", width: width, showsPlace: true).split(separator: "\n") where !line.hasPrefix("  > ") {
      #expect(line.count <= width, "\(line)")
    }
  }
}

@Test func `a stub has a class for each table whose entries are declared`() {
  let stub = luaStub(for: Module("demo", "For tests.", functions: [found]))
  #expect(stub.contains("---@class demo.found.options\n---@field nodes? integer edge nodes; over 490 they share the measured hosts; 2…100000; default 128\n"))
  #expect(stub.contains("---@param options? demo.found.options default {}\n"))
  #expect(stub.contains("---Errors:\n---- a file of data is missing or malformed\n"))
}

@Test func `a stub declares everything scripts can reach`() {
  #expect(
    luaStub(for: demo) == """
      ---@meta

      ---Holds things.
      ---@class box
      ---@field size integer How many.
      ---@operator add(box): box
      local Box = {}

      ---Puts one in.
      ---
      ---    > b:put(1)
      ---@param end_ any
      ---@return integer count
      function Box:put(end_) end

      ---For tests.
      ---@class demolib
      ---@field limit integer The most.
      demo = {}

      ---Multiplies.
      ---
      ---Exact for powers of two.
      ---
      ---    > demo.scale(2, 'ceil')
      ---@param x number what to scale; 0…10 µs
      ---@param mode? "floor"|"ceil" default floor
      ---@return number product
      function demo.scale(x, mode) end

      """)
}
