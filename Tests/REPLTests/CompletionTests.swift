import REPL
import Testing

private struct Names: NameSource {
  func names(of path: [CompletionRequest.Step], prefix: String, methodsOnly: Bool) -> [Candidate] {
    let all: [Candidate] = switch path {
    case []: [.init("print", .function), .init("pairs", .function), .init("plugin"), .init("_hidden"), .init("économie")]
    case [.field("plugin")]: [.init("load", .function), .init("list", .function), .init("two words")]
    case [.field("t"), .index(2)], [.string]: [.init("upper", .function)]
    default: []
    }
    return all.filter { $0.text.hasPrefix(prefix) }
  }
  func words(for call: CompletionRequest.Call) -> [Candidate] {
    if call.path == ["plugin", "load"] { return [.init("auction/vickrey", .string), .init("auction/first_price", .string)] }
    if call.path == ["colony", "use"], call.isMethod { return call.index == 0 ? [.init("auction", .string)] : [.init("\(call.earlier[0]!)-rule", .string)] }
    return []
  }
}

private func candidates(_ text: String) -> [String]? {
  Completion(before: Array(text.utf8), names: Names())?.candidates.map(\.text)
}

@Test(arguments: [
  ("p", ["pairs", "plugin", "print"]), ("x = pr", ["print"]), ("_", ["_hidden"]), ("plugin.l", ["list", "load"]),
  ("plugin.", ["list", "load"]), ("plugin[\"t", ["two words"]), ("t[2].u", ["upper"]), ("(\"s\"):", ["upper"]),
  ("plugin.load(\"auction/v", ["auction/vickrey"]), ("plugin.load \"", ["auction/first_price", "auction/vickrey"]),
  ("colony:use(\"", ["auction"]), ("colony:use('auction', \"a", ["auction-rule"]), ("whil", ["while"]),
  ("local count = 1\nfor i = 1, cou", ["count"]), ("f(function(alpha) return al", ["alpha"]), ("", ["pairs", "plugin", "print"]),
])
func `what can be completed is`(text: String, expected: [String]) { #expect(candidates(text) == expected) }

@Test(arguments: ["-- p", "[[ p", "12", "f().x", "local p", "x p ", "'p"])
func `and what can't isn't`(text: String) { #expect(candidates(text) ?? [] == []) }

@Test func `the common part is inserted`() {
  let completion = Completion(before: Array("plugin.load('auc".utf8), names: Names())
  #expect(completion?.commonExtension == "tion/")
  #expect(completion?.start == 13)
}

@Test func `a listing reads downwards and says what it leaves out`() {
  struct Many: NameSource {
    func names(of path: [CompletionRequest.Step], prefix: String, methodsOnly: Bool) -> [Candidate] {
      (10..<40).map { Candidate("n\($0)", .function) }
    }
    func words(for call: CompletionRequest.Call) -> [Candidate] { [] }
  }
  let completion = Completion(before: [], names: Many())!
  #expect(completion.listing(width: 20, rows: 3, ellipsis: "…") == ["n10(  n20(  n30(", "n11(  n21(  n31(", "n12(  n22(  n32(", "… (+21 more)"])
}

@Test func `no text makes completion fail`() {
  for seed in 0..<5000 as Range<UInt64> {
    var generator = SplitMix(state: seed)
    let text = adversarialText(&generator)
    let completion = Completion(before: text, names: Names())
    if let completion {
      #expect(completion.start <= text.count, "seed \(seed)")
      #expect(completion.candidates.allSatisfy { $0.text.utf8.starts(with: completion.prefix.utf8) }, "seed \(seed)")
    }
    _ = Indentation.next(after: text)
    _ = Submission(String(decoding: text, as: UTF8.self))
  }
}

@Test func `a hundred thousand names are offered at once`() {
  struct Huge: NameSource {
    let all = (0..<100_000).map { Candidate("name\($0)") }
    func names(of path: [CompletionRequest.Step], prefix: String, methodsOnly: Bool) -> [Candidate] { all }
    func words(for call: CompletionRequest.Call) -> [Candidate] { [] }
  }
  let clock = ContinuousClock()
  let names = Huge()
  #expect(clock.measure { _ = Completion(before: Array("name1".utf8), names: names)?.listing(width: 80, rows: 10, ellipsis: "…") } < .seconds(1))
}
