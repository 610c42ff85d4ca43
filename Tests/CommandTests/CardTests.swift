import Charts
import Testing

/// Whatever native object a script prints says what it is, on lines that fit.
struct CardTests {
  @Test(arguments: [
    "vector.random(1000, 7)", "vector.zeros(2000, 'mask')", "matrix.random(60, 90, 7)", "graph.new()", "graph.new():input(2, 3)",
    "economy.ledger{ alice = 5 * economy.RUV, bob = 12 }", "economy.pool(1000000, 5000 * economy.RUV)", "economy.pool(1000000, 5000 * economy.RUV):explain(1000)", "economy.auction{ reserve = 500 }",
    "economy.ledger{ alice = 5 * economy.RUV }:statement('alice')",
    "colony.new{ nodes = 16, tasks = 50 }:run()", "plugin.load('pheromone/max_min')", "plugin.load('auction/native')", "data.utterances()",
    "data.arrivals()", "data.rtt()", "adaptation.microlora(8, 4, 2)", "adaptation.quantize(matrix.identity(40))",
    "learning.head(data.utterances())", "swarm.memory(2)", "script.progress{ total = 10, label = 'rounds' }",
    "identity.create()", "identity.create(1):sign('bid', '250', 1)", "identity.create(1):revoke(0)", "identity.chain()", "identity.verifier()",
    "identity.evidence(identity.create(1):sign('vote/1', 'yes', 1), identity.create(1):sign('vote/1', 'no', 1))",
  ])
  func `every class has a card`(expression: String) throws {
    let outcome = try Program.run(["-e", "print(tostring(\(expression)))"])
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(!outcome.output.contains(": 0x") && outcome.output.count > 10, "\(outcome.output)")
    for line in outcome.output.split(separator: "\n") { #expect(displayWidth(String(line)) <= 80, "\(line)") }
  }
}

/// A golden of each kind of content.
struct CardTextTests {
  private func shown(_ script: String) throws -> String {
    let outcome = try Program.run(["-e", script])
    #expect(outcome.status == 0, "\(outcome.complaints)")
    return outcome.output
  }

  @Test func `a ledger aligns its balances and says that they add up`() throws {
    #expect(
      try shown("l = economy.ledger{ alice = 5 * economy.RUV }; l:open('bob'); l:hold('alice', 'bob', 1250000); print(l)") == """
        ledger  3 accounts  2 transfers  issued 5 rUv  Σ = 0
          account  balance      held
          issuer    −5 rUv
          alice      5 rUv  1.25 rUv
          bob        0 rUv

        """)
  }

  @Test func `a statement is a table of what came in and what went out`() throws {
    #expect(
      try shown("""
        l = economy.ledger{ alice = 5 * economy.RUV, bob = 0 }
        l:advance(60); h = l:hold('alice', 'bob', 1250000); l:advance(90); l:post(h, 1000000); pcall(l.transfer, l, 'alice', 'bob', 5000000)
        print(l:statement('alice'))
        """) == """
        statement of alice  4 lines  4 rUv
          time   id  with       in    out  balance  state          code
          0 s     1  issuer  5 rUv           5 rUv  posted         issue
          60 s    2  bob                     5 rUv  held 1.25 rUv  script
          150 s   2  bob            1 rUv    4 rUv  completed      script
          150 s   3  bob                     4 rUv  refused 5 rUv  script

        """)
  }

  @Test func `a pool tells price, fee and use`() throws {
    #expect(
      try shown("p = economy.pool(1000000, 5000 * economy.RUV); p:buy(250000); print(p)") == """
        pool  750,000 units × 6,671.681713 rUv
          price    8895.6 µrUv a unit  fee 30 basis points
          k        5.0038e+15 units · µrUv
          sold     █████▊·················  25%  250,000 units  in 1 trade
          trader   998,328.318287 rUv
          pricing  constant_product native

        """)
  }

  @Test func `an auction keeps prices sealed until they are revealed`() throws {
    let text = try shown("""
      a = economy.auction{ reserve = 500 }; a:bid('n1', 300, ('0f'):rep(16)); a:bid('n2', 400, ('f0'):rep(16)); a:close(); a:reveal('n1'); print(a); a:clear(); print(a)
      """)
    #expect(
      text.hasPrefix("""
        auction  revealing  2 bids  1 revealed
          rule     vickrey native
          reserve  500 µrUv
          bonds    20,000 µrUv each  20,000 µrUv held
          bidder     price  commitment
          n1      300 µrUv  
        """))
    #expect(text.contains("\n  n2        sealed  ") && !text.contains("400"))
    #expect(text.contains("auction  cleared  n1 wins and is paid 500 µrUv  2 bids  1 revealed\n") && text.contains("20,000 µrUv forfeited\n"))
  }

  @Test func `a policy tells its options in force`() throws {
    #expect(
      try shown("print(plugin.load('auction/vickrey', { floor = 25000 }))") == """
        auction/vickrey 1.0.0  Sealed-bid second-price auction.
          options  floor 25,000 µrUv
          answers  clear
          file     plugins/auction/vickrey.lua

        """)
  }
}
