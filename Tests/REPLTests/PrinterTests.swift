import LuaRuntime
import REPL
import Testing

private func text(_ value: Snapshot, width: Int = 40) -> String { Printer.text(value, Appearance(width: width)) }
private func field(_ key: String, _ value: Snapshot) -> Snapshot.Entry { .init(.string(.init(key)), value) }
private func list(_ values: [Snapshot], identity: Int = 1, omitted: Int = 0) -> Snapshot {
  .table(.init(identity: identity, list: values, omittedList: omitted))
}

@Test(arguments: [
  (0.1, "0.1"), (3, "3.0"), (-0.0, "-0.0"), (1e100, "1e+100"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
  (1.0 / 3, "0.33333333333333"), (123456789012345, "1.2345678901234e+14"),
])
func `a float reads as Lua writes it`(value: Double, expected: String) {
  #expect(text(.number(value)) == expected)
}

@Test(arguments: [
  (Array("plain".utf8), #""plain""#), (Array("a\"b\\c\n\t".utf8), #""a\"b\\c\n\t""#), ([0x00, 0x31], #""\0001""#),
  ([0xFF, 0x61], #""\255a""#), (Array("naïve 日本".utf8), #""naïve 日本""#), (Array("\u{85}".utf8), #""\194\133""#), ([], #""""#),
])
func `a string is quoted, and escaped where bytes don't show`(bytes: [UInt8], expected: String) {
  #expect(Literal.string(.init(bytes: bytes)) == expected)
}

@Test func `a long string says how much is missing`() {
  #expect(text(.string(.init(bytes: Array("abc".utf8), count: 9973))) == #""abc"… (+9 970 bytes)"#)
}

@Test func `a table that fits stands on one line`() {
  let value = Snapshot.table(
    .init(identity: 1, list: [.integer(1), .string(.init("b"))], fields: [field("name", .boolean(true)), field("end", .none)]))
  #expect(text(value) == #"{ 1, "b", name = true, ["end"] = nil }"#)
  #expect(text(list([])) == "{}")
}

@Test func `a table that does not fit is indented, and each line fits`() {
  let inner = Snapshot.table(.init(identity: 2, fields: [field("latency", .integer(12)), field("price", .number(0.5))]))
  let value = Snapshot.table(.init(identity: 1, fields: [field("first", inner), field("second", .string(.init("some words here")))]))
  #expect(
    text(value) == """
      {
        first = { latency = 12, price = 0.5 },
        second = "some words here",
      }
      """)
}

@Test func `a long list of numbers fills its lines`() {
  #expect(
    text(list((1...12).map { .integer($0 * 1000) }, omitted: 9988), width: 32) == """
      {
         1000,  2000,  3000,  4000,
         5000,  6000,  7000,  8000,
         9000, 10000, 11000, 12000,
        … (+9 988 more),
      }
      """)
}

@Test func `a cycle refers back to the table it returns to`() {
  let value = Snapshot.table(.init(identity: 7, fields: [field("self", .repeated(7)), field("x", .integer(1))]))
  #expect(text(value) == "<1>{ self = <table 1>, x = 1 }")
}

@Test func `a table too deep to take shows as such`() {
  let deep = Snapshot.table(.init(identity: 2, isTooDeep: true))
  #expect(text(list([deep])) == "{ {…} }")
}

@Test func `functions show their name or place`() {
  #expect(text(.function(.init(name: "economy.quote"))) == "function economy.quote")
  #expect(text(.function(.init(source: "input 1", line: 3))) == "function <input 1:3>")
}

@Test func `several results share a line or stand below each other`() {
  #expect(Printer.text([.integer(1), .none, .string(.init("x"))], Appearance(width: 40)) == #"1, nil, "x""#)
  #expect(Printer.text([.string(.init("abcdefgh")), .string(.init("abcdefgh"))], Appearance(width: 16)) == "\"abcdefgh\"\n\"abcdefgh\"")
}

@Test func `in a table an object shows its headline, cut to fit`() {
  let matrix = Snapshot.object(className: "matrix", description: "matrix f32[2×2]\n1 2\n3 4")
  #expect(text(.table(.init(identity: 1, fields: [field("m", matrix)]))) == "{ m = matrix f32[2×2] }")
  let long = Snapshot.object(className: "colony", description: "colony 1  64 nodes  400 of 815 s  at rest\n…")
  #expect(text(list([long]), width: 30) == "{\n  colony 1  64 nodes  400 of…,\n}")
}

@Test func `a list of records is a table with aligned columns`() {
  func row(_ name: String, _ balance: Snapshot, _ held: Snapshot?) -> Snapshot {
    .table(.init(identity: name.count + 10, fields: [field("balance", balance)] + (held.map { [field("held", $0)] } ?? []) + [field("name", .string(.init(name)))]))
  }
  let rows = [row("issuer", .integer(-5), nil), row("alice", .number(1.25), .integer(7)), row("bob", .number(1.0 / 3), .integer(10))]
  #expect(
    text(list(rows, omitted: 9970)) == """
      #    balance  held  name
      1  -5            -  "issuer"
      2   1.25         7  "alice"
      3   0.333333    10  "bob"
      … (+9 970 more)
      """)
  #expect(text(.table(.init(identity: 1, fields: [field("rows", list(rows))]))).hasPrefix("{\n  rows = {\n    #    balance  held  name\n"))
  #expect(text(list(rows), width: 20).contains("balance = -5"), "too wide for a table")
  #expect(text(list(Array(rows.prefix(2)))).contains("balance = -5"), "two are no table")
}

@Test func `records under names are a table too, where they don't fit a line`() {
  func row(_ identity: Int) -> Snapshot {
    .table(.init(identity: identity, fields: [field("events", .integer(Int64(identity) * 100)), field("seconds", .number(0.25))]))
  }
  let stages = Snapshot.table(.init(identity: 1, fields: [field("arrive", row(2)), field("bid", row(3)), field("settle", row(40))]))
  #expect(
    text(stages) == """
      {
                events  seconds
        arrive     200     0.25
        bid        300     0.25
        settle    4000     0.25
      }
      """)
}

@Test func `objects of one class show their headlines in columns`() {
  let jobs = list([
    .object(className: "colony", description: "colony 1  5%  50 of 815 s\n  tasks"), .object(className: "colony", description: "colony 2  100%  9 of 15 s"),
  ])
  #expect(text(jobs) == "{\n  colony 1    5%  50 of 815 s,\n  colony 2  100%    9 of 15 s,\n}")
}

@Test func `a string of several lines alone is a long string`() {
  #expect(text(.string(.init("one\n  two]]\n"))) == "[=[\none\n  two]]\n]=]")
  #expect(text(.string(.init("bell\u{7}\n"))) == #""bell\007\n""#)
  #expect(text(list([.string(.init("a\nb"))])) == #"{ "a\nb" }"#)
}

@Test func `colour changes nothing but escapes`() {
  let value = Snapshot.table(.init(identity: 1, list: [.integer(1)], fields: [field("f", .function(.init(name: "print")))]))
  let plain = text(value)
  let coloured = Printer.text(value, Appearance(hasColour: true, width: 40))
  #expect(coloured.contains("\u{1B}[36m1\u{1B}[0m"))
  #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  #expect(!plain.contains("\u{1B}"))
}

@Test func `no line is wider than asked, unless a single leaf is`() {
  for seed in 0..<300 as Range<UInt64> {
    var generator = SplitMix(state: seed)
    let value = randomSnapshot(&generator, depth: 4)
    for line in text(value, width: 60).split(separator: "\n") where line.contains(",") && line.contains("{") {
      #expect(displayWidth(String(line)) <= 61, "seed \(seed)")  // one for the comma after a nested table
    }
  }
}

private func randomSnapshot(_ generator: inout SplitMix, depth: Int) -> Snapshot {
  switch generator.next(below: depth > 0 ? 7 : 4) {
  case 0: return .integer(Int64(generator.next(below: 100_000)))
  case 1: return .number(Double(generator.next(below: 1000)) / 8)
  case 2: return .string(.init(String(repeating: "s", count: generator.next(below: 12))))
  case 3: return .boolean(true)
  default:
    let list = (0..<generator.next(below: 4)).map { _ in randomSnapshot(&generator, depth: depth - 1) }
    let fields = (0..<generator.next(below: 4)).map { field("key\($0)", randomSnapshot(&generator, depth: depth - 1)) }
    return .table(.init(identity: generator.next(below: 1_000_000), list: list, fields: fields))
  }
}
