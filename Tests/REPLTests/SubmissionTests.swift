import REPL
import Testing

@Test(arguments: [
  ("1 + 1", ["return 1 + 1", "1 + 1"], false), ("= x", ["return  x"], false), ("x = 5;", ["return x = 5;", "x = 5;"], true),
  ("f() ; -- quietly", ["return f() ; -- quietly", "f() ; -- quietly"], true), ("'a;'", ["return 'a;'", "'a;'"], false),
])
func `an expression is tried before a statement`(text: String, chunks: [String], isSilent: Bool) {
  let submission = Submission(text)
  #expect(submission.chunks == chunks)
  #expect(submission.isSilent == isSilent)
  #expect(submission.help == nil)
}

@Test func `a question mark asks for help, two for the source`() {
  #expect(Submission("?economy.quote ").help == .init(name: "economy.quote", wantsSource: false))
  #expect(Submission(" ??f").help == .init(name: "f", wantsSource: true))
}

@Test func `only the tail of a message tells that a block goes on`() {
  #expect(Submission.isIncomplete(message: "input 1:1: 'end' expected near <eof>"))
  #expect(!Submission.isIncomplete(message: "input 1:1: unexpected symbol near '<eof>'"))
}

@Test(arguments: ["", "  \n", "-- remark", "--[[ long ]]"])
func `nothing but space and remarks is blank`(text: String) { #expect(Submission.isBlank(text)) }

@Test(arguments: ["x", "--[[ open", "[[x]]"])
func `anything else is not`(text: String) { #expect(!Submission.isBlank(text)) }

private func words(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  return tokens(of: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
}

@Test func `the lexer finds Lua's words`() {
  #expect(
    words("local s = [==[ a ]] ]==] .. 'q\\'r' -- c\nx=0x1p-4+1e+5..2") == [
      "local", "s", "=", "[==[ a ]] ]==]", "..", "'q\\'r'", "-- c", "x", "=", "0x1p-4", "+", "1e+5", "..", "2",
    ])
  #expect(words("a.b:c{...}~=d//2<<1::l::") == [
    "a", ".", "b", ":", "c", "{", "...", "}", "~=", "d", "//", "2", "<<", "1", "::", "l", "::",
  ])
  #expect(tokens(of: Array("x = 'abc".utf8)).last?.isClosed == false)
  #expect(tokens(of: Array("--[[ abc ]".utf8)).last?.isClosed == false)
  #expect(words("'a\\z\n  b' c") == ["'a\\z\n  b'", "c"])
}

@Test func `every byte that isn't space is in exactly one token`() {
  for seed in 0..<2000 as Range<UInt64> {
    var generator = SplitMix(state: seed)
    let bytes = adversarialText(&generator)
    var position = 0
    for token in tokens(of: bytes) {
      #expect(token.range.lowerBound >= position && !token.range.isEmpty && token.range.upperBound <= bytes.count, "seed \(seed)")
      guard token.range.lowerBound >= position else { break }
      #expect(bytes[position..<token.range.lowerBound].allSatisfy { $0 == 32 || (9...13).contains($0) }, "seed \(seed)")
      position = token.range.upperBound
    }
  }
}

/// Pieces of Lua, broken anywhere, and bytes of any kind.
func adversarialText(_ generator: inout SplitMix) -> [UInt8] {
  let pieces = [
    "'", "\"", "[[", "]]", "[==[", "]==]", "--", "--[[", "\\", "\\z", "\n", " ", "(", ")", "{", "}", "[", "]", ".", ":", "..", "...",
    "end", "function", "do", "local x", "if x then", "0x", "1e+", "9", "a", "_G", "é", "日", "colony:use(\"", "demo.", "demo", "b:", "b.", "cart", "cart.", "demo.new{", "rule = \"", "no", "help \"", "require '", "?", "~/", ",", "=", ";", "\0", "\u{7F}",
  ]
  var text: [UInt8] = []
  for _ in 0..<generator.next(below: 24) {
    if generator.next(below: 8) == 0 {
      text.append(UInt8(generator.next(below: 256)))
    } else {
      text += Array(pieces[generator.next(below: pieces.count)].utf8)
    }
  }
  return text
}
