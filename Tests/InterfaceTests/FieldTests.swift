import Interface
import Testing

private let nodes = Typed<Int64>.integer("nodes", 2...100, unit: "devices").defaulting(to: 16)
private let rate = Typed<Double>.number("rate", 0...1).defaulting(to: 0.25)
private let rule = Typed<String>.choice("rule", ["voter", "majority"]).defaulting(to: "voter")
private let note: Typed<String?> = .optional(.string("note"))
private let size: Typed<Int64> = .integer("size", 1...Int64.max)
private let options: Parameter = .table(
  "options",
  fields: [
    nodes.parameter, rate.parameter, rule.parameter, note.parameter,
    .table("runs", elements: .table("run", fields: [size.parameter]), isOptional: true),
    .table("purses", others: Parameter("amount", .integer, unit: "µrUv", bounds: .integers(0...9)), isOptional: true),
  ])

private func complaint(_ value: Value) -> String? {
  do throws(ScriptError) {
    try options.check(value, at: "options")
    return nil
  } catch { return error.description }
}

@Test func `a field reads as what was given, or as its default`() throws {
  let given: Table = Table(fields: [(.string("nodes"), 4.0), (.string("note"), "x")])
  try options.check(.table(given), at: "options")
  #expect(given[nodes] == 4 && given[rate] == 0.25 && given[rule] == "voter" && given[note] == "x")
  #expect(Table()[nodes] == 16 && Table()[note] == nil)
}

@Test func `a bad field says which, what is allowed, in what unit, and what may have been meant`() {
  #expect(complaint(["nodse": 3]) == "options: there is no field 'nodse' (did you mean 'nodes'?)")
  #expect(complaint(["nodes": 1]) == "options.nodes: an integer in 2…100 devices expected, got 1")
  #expect(complaint(["nodes": 2.5]) == "options.nodes: an integer in 2…100 devices expected, got 2.5")
  #expect(complaint(["nodes": "many"]) == "options.nodes: an integer in 2…100 devices expected, got 'many'")
  #expect(complaint(["rate": .number(.nan)]) == "options.rate: a number in 0…1 expected, got nan")
  #expect(complaint(["rule": "votre"]) == "options.rule: one of voter, majority expected, got 'votre' (did you mean 'voter'?)")
  #expect(complaint(["note": true]) == "options.note: a string expected, got a boolean")
  #expect(complaint([1]) == "options: entries have names, as in { nodes = … }; got a number without one")
  #expect(complaint(["runs": [["size": 1], ["size": 0]]]) == "options.runs[2].size: an integer ≥ 1 expected, got 0")
  #expect(complaint(["runs": [["size": 1], [:]]]) == "options.runs[2].size is missing: an integer ≥ 1 expected")
  #expect(complaint(["purses": ["alice": 10]]) == "options.purses.alice: an integer in 0…9 µrUv expected, got 10")
  #expect(complaint(.table(Table(fields: [(.boolean(true), 1)]))) == "options: an entry's name is a string, not a boolean")
}

@Test func `what is declared is accepted`() {
  #expect(complaint(["nodes": 100, "rate": 1, "rule": "majority", "runs": [["size": 7]], "purses": ["anyone at all": 9]]) == nil)
  #expect(complaint([:]) == nil)
}

@Test func `no body runs before its argument's fields have been checked`() {
  let function = Function("f", "…", parameters: [options], example: "f{}") { _ in Issue.record("ran") }
  #expect(throws: ScriptError.self) { try function.body(Frame([["nodse": 1]])) }
}

/// A call from nowhere, with values as a script would pass them.
private final class Frame: CallFrame {
  let arguments: [Value]
  init(_ arguments: [Value]) { self.arguments = arguments }
  var count: Int { arguments.count }
  func isNone(_ index: Int) -> Bool { index >= count }
  func boolean(_ index: Int) -> Bool { false }
  func integer(_ index: Int) -> Int64 { 0 }
  func number(_ index: Int) -> Double { 0 }
  func string(_ index: Int) -> String { "" }
  func value(_ index: Int) -> Value { arguments[index] }
  func object(_ index: Int) -> AnyObject { self }
  func push(_ value: Bool) {}
  func push(_ value: Int64) {}
  func push(_ value: Double) {}
  func push(_ value: String) {}
  func push(_ value: Value) {}
  func push(_ value: any NativeObject) {}
  func pushNone() {}
}

@Test func `a function knows where it is declared, by module and file alone`() {
  let function = Function("f", "…", returns: .nothing, example: "f()") { Nothing() }
  #expect(function.place == Function.Place(file: "InterfaceTests/FieldTests.swift", line: #line - 1))
}
