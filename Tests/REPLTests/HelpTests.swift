import Interface
import REPL
import Testing

private let quote = Function(
  "quote", "What a trade pays.", detail: "Rounds against the trader.", .number("amount", 0...100, unit: "µrUv", "what is paid in"),
  .optional(.integer("fee"), "30"), returns: Parameter("price", .integer, unit: "µrUv"), example: "economy.quote(10)"
) { amount, _ in Int64(amount) }

private let modules = [
  Module(
    "economy", "Markets.", functions: [quote], constants: [Constant("UNIT", "µrUv in a rUv.", .integer(1_000_000))],
    classes: [
      Class(
        "pool", "A pool.",
        methods: [Function("swap", "Trades.", .any("self"), .number("amount"), returns: Parameter("paid", .number), example: "p:swap(1)") { _, amount in amount }])
    ])
]

@Test(arguments: [
  ("economy.quote", "economy.quote(amount: number [, fee: integer]) → price: integer"),
  ("quote", "economy.quote(amount: number [, fee: integer]) → price: integer"),
  ("pool:swap", "pool:swap(amount: number) → paid: number"), ("pool.swap", "pool:swap(amount: number) → paid: number"),
  ("pool", "pool: A pool."), ("economy", "economy: Markets."), ("econmy", "no help on 'econmy': did you mean 'economy'?"),
  ("kind", "A kind."), ("", "Enter an expression to see its value, or any Lua. Ctrl-C stops what runs."),
])
func `a name finds its help`(name: String, firstLine: String) {
  let text = HelpIndex(modules) { $0 == "kind" ? "A kind." : nil }.text(on: name)
  #expect(text.split(separator: "\n").first.map(String.init) == firstLine)
}

@Test func `without Unicode help stays readable`() {
  #expect(Appearance(hasUnicode: false).encoded("0…1 µrUv → 2×3 日") == "0...1 urUv -> 2x3 ?")
}
