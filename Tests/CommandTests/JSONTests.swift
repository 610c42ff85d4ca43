import Interface
import JSON
import Kernels
import Scripting
import Testing

@Test func `the same data gives the same bytes, whatever the order of its keys`() throws {
  var forward = Table(), backward = Table()
  for key in ["b", "a", "ä", "B"] { forward[key] = .integer(1) }
  for key in ["B", "ä", "a", "b"] { backward[key] = .integer(1) }
  let text = try JSONWriter.text(.table(forward))
  #expect(text == #"{"B":1,"a":1,"b":1,"ä":1}"#)
  #expect(try JSONWriter.text(.table(backward)) == text)
}

@Test(arguments: [0, 1, -1, 0.1, 1e300, .leastNonzeroMagnitude, 1.0 / 3, -0.0, 123456789.125, 9007199254740992] as [Double])
func `a double reads back as the same double`(number: Double) throws {
  guard case .number(let back) = try JSONReader.value(JSONWriter.text(.number(number))) else {
    Issue.record("\(number) came back as something else")
    return
  }
  #expect(back.bitPattern == number.bitPattern)
}

@Test(arguments: [.min, -1, 0, 1, .max] as [Int64])
func `an integer stays an integer`(integer: Int64) throws {
  guard case .integer(integer) = try JSONReader.value(JSONWriter.text(.integer(integer))) else {
    Issue.record("\(integer) came back as something else")
    return
  }
}

@Test(arguments: ["", "a\"b\\c", "\u{0}\u{1F}\u{7F}\n\t\r", "µ 日本 🐜"])
func `a string reads back as the same string`(text: String) throws {
  guard case .string(text) = try JSONReader.value(JSONWriter.text(.string(text))) else {
    Issue.record("\(text) came back as something else")
    return
  }
}

@Test func `what has no JSON form is refused with its place`() {
  let nested: Value = ["runs": [["p95": .number(.nan)]]]
  #expect { try JSONWriter.text(nested) } throws: { "\($0)" == "at value.runs[1].p95: nan has no JSON form" }
  let mixed = Value.table(Table(list: [1], fields: [("n", 2)]))
  #expect { try JSONWriter.text(mixed) } throws: { "\($0)".contains("both a sequence and named fields") }
  let keyed = Value.table(Table(fields: [(.boolean(true), 2)]))
  #expect(throws: ScriptError.self) { try JSONWriter.text(keyed) }
}

@Test func `vectors and matrices are lists`() throws {
  #expect(try JSONWriter.text(.object(Vector([0.1, 2] as [Float]))) == "[0.1,2.0]")
  #expect(try JSONWriter.text(.object(Vector([1, -7] as [Int64]))) == "[1,-7]")
  #expect(try JSONWriter.text(.object(Matrix([1, 2, 3, 4] as [Double], rows: 2, columns: 2))) == "[[1.0,2.0],[3.0,4.0]]")
}

@Test func `pretty text has an entry a line`() throws {
  let value: Value = ["seeds": [1, 2], "runs": [["n": 1]], "none": []]
  #expect(
    try JSONWriter.text(value, isPretty: true) == """
      {
        "none": [],
        "runs": [
          {
            "n": 1
          }
        ],
        "seeds": [1, 2]
      }
      """)
}

@Test func `escapes are read as the characters they stand for`() throws {
  guard case .string("a\n\u{8}/é🐜") = try JSONReader.value(#""a\n\b\/\u00e9\uD83D\udc1c""#) else {
    Issue.record("read as something else")
    return
  }
}

@Test(arguments: [
  ("", "line 1, column 1"), ("[1,]", "line 1, column 4"), ("{\"a\" 1}", "':' expected"), ("[1\n, tru]", "line 2, column 3"),
  ("01", "ended before"), ("1.", "a digit expected"), ("1e999", "out of range"), ("\"\\ud800\"", "surrogate"), ("\"\u{1}\"", "escaped"),
  ("[1] 2", "ended before"), ("nul", "unknown word"), ("-", "a digit expected"), ("\"a", "inside a string"), ("{a:1}", "quotes"),
  (String(repeating: "[", count: 200), "deeper than"),
])
func `malformed text is refused with its place`(text: String, reason: String) {
  #expect { try JSONReader.value(text) } throws: { "\($0)".contains(reason) }
}

@Test func `null is an object, so that it survives inside lists`() throws {
  guard case .table(let table) = try JSONReader.value("[1,null]"), case .object(let object) = table.list[1] else {
    Issue.record("not a list")
    return
  }
  #expect(object === JSONNull.shared)
  #expect(try JSONWriter.text(.table(table)) == "[1,null]")
}
