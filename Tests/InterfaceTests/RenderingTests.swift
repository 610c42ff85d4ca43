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

        x          what to scale; 0…10 µs
        mode       default floor

        Exact for powers of two.

        > demo.scale(2, 'ceil')
      """)
  #expect(helpText(for: demo).contains("demo.limit = 7"))
  #expect(helpText(for: demo.classes[0]).contains("box:put(end: any) → count: integer"))
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
