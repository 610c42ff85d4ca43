import Colony
import Interface
import Testing

private func message(_ table: Table) -> String {
  do {
    _ = try Configuration(table)
    return "no error"
  } catch { return error.description }
}

@Test func `options are read by name`() throws {
  let configuration = try Configuration(Table(fields: [
    (.string("nodes"), 64), (.string("load"), 1), (.string("churn"), "weibull"), (.string("use"), ["auction": "first_price"]),
  ]))
  #expect(configuration.nodes == 64 && configuration.load == 1 && configuration.churn == "weibull")
  #expect(configuration.use.map(\.kind) == ["auction"] && configuration.use[0].choice.name == "first_price")
}

@Test func `a bad option says which, what is allowed, and what may have been meant`() {
  #expect(message(Table(fields: [(.string("nodse"), 5)])) == "options: there is no field 'nodse' (did you mean 'nodes'?)")
  #expect(message(Table(fields: [(.string("nodes"), 1)])) == "options.nodes: an integer in 2…100000 expected, got 1")
  #expect(message(Table(fields: [(.string("load"), .number(.nan))])).hasSuffix("expected, got nan"))
  #expect(message(Table(fields: [(.string("churn"), "often")])) == "options.churn: one of none, weibull expected, got 'often'")
  #expect(message(Table(fields: [(.string("use"), ["auction": 3])])) == "options.use: auction: a plugin's name expected, got number")
}
