import Interface
import Testing

@Test func `a typed declaration carries its parameters`() {
  let function = Function(
    "scale", "Multiplies.", .number("x", 0...10), .optional(.integer("times"), "1"),
    returns: Parameter("product", .number), example: "demo.scale(2, 3)"
  ) { x, times in x * Double(times ?? 1) }
  #expect(function.parameters.map(\.name) == ["x", "times"])
  #expect(function.parameters[1].isOptional)
  #expect(function.parameters[0].bounds == .numbers(0...10))
}

@Test(arguments: [("vickery", "vickrey"), ("frist_price", "first_price"), ("nodse", "nodes")])
func `a slip of the pen finds the word that was meant`(typed: String, meant: String) {
  #expect(suggestion(for: typed, among: ["vickrey", "first_price", "nodes", "seed"]) == meant)
}

@Test func `a stranger finds none`() {
  #expect(suggestion(for: "zebra", among: ["vickrey", "first_price"]) == nil)
}
