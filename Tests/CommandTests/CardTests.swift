import Charts
import Testing

/// Whatever native object a script prints says what it is, on lines that fit.
struct CardTests {
  @Test(arguments: [
    "vector.random(1000, 7)", "vector.zeros(2000, 'mask')", "matrix.random(60, 90, 7)", "graph.new()", "graph.new():input(2, 3)",
    "economy.ledger{ alice = 5 * economy.RUV, bob = 12 }", "economy.pool(1000000, 5000 * economy.RUV)", "economy.auction{ reserve = 500 }",
    "colony.new{ nodes = 16, tasks = 50 }:run()", "plugin.load('pheromone/max_min')", "plugin.load('auction/native')", "data.utterances()",
    "data.arrivals()", "data.rtt()", "adaptation.microlora(8, 4, 2)", "adaptation.quantize(matrix.identity(40))",
    "learning.head(data.utterances())", "swarm.memory(2)", "script.progress{ total = 10, label = 'rounds' }",
  ])
  func `every class has a card`(expression: String) throws {
    let outcome = try Program.run(["-e", "print(tostring(\(expression)))"])
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(!outcome.output.contains(": 0x") && outcome.output.count > 10, "\(outcome.output)")
    for line in outcome.output.split(separator: "\n") { #expect(displayWidth(String(line)) <= 80, "\(line)") }
  }
}
