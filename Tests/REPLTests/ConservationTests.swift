import Testing

/// What the prompt says of money, in the program as people have it.
@Suite(.serialized) struct ConservationTests {
  let home = Home()

  @Test func `after a command that moved money the prompt says that none was made or lost`() throws {
    let console = try Console(Console.formic, [], home: home, columns: 100, rows: 50)
    try console.expectPrompt()
    try console.enter("l = economy.ledger{ alice = 100, bob = 0 }")
    try console.expectLine("Σ 0 · 1 transfer")
    try console.enter("l:hold('alice', 'bob', 30, 1000)")
    try console.expectLine("Σ 0 · 2 transfers · 1 hold")
    try console.enter("l:balance('bob'), l:audit()")
    try console.enter("'nothing moved'")
    #expect(console.screen.lines.filter { $0.contains("Σ 0") }.count == 2)
    try console.enter("p = economy.pool(1000000, 5000 * economy.RUV); l:post(1000)")
    try console.expectLine("Σ 0 in 2 ledgers · 5 transfers")
    try console.enter("c = colony.new{ nodes = 8, tasks = 20 }:run();")
    try console.expect("the colony's books") { $0.lines.contains { $0.contains(/^Σ 0 · \d\d+ transfers/) } }
    try console.enter("conservation(false)")
    let count = console.screen.lines.filter { $0.contains("Σ 0") }.count
    try console.enter("l:transfer('alice', 'bob', 1)")
    #expect(console.screen.lines.filter { $0.contains("Σ 0") }.count == count)
    try console.enter("conservation(true)")
    try console.enter("1 + 1")
    #expect(console.screen.lines.filter { $0.contains("Σ 0") }.count == count, "what moved while it was off is no news")
  }

  @Test func `a script says nothing of it`() throws {
    let console = try Console(Console.formic, ["-e", "l = economy.ledger{ alice = 100, bob = 0 } l:transfer('alice', 'bob', 30) print('done')"], home: home)
    try console.expectLine("done")
    #expect(!console.screen.text.contains("Σ"))
  }
}
