import Glibc
import Identity
import Interface
import Kernels
import Swarm
import Testing
import Topology

/// A file that isn't there yet, and is removed with this.
private final class VotePath {
  let path = "/tmp/formic-vote-\(getpid())-\(UInt64.random(in: 0 ... .max))"
  deinit { unlink(path) }

  var text: String {
    get {
      guard let file = fopen(path, "r") else { return "" }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
      return String(decoding: bytes, as: UTF8.self)
    }
    set {
      let file = fopen(path, "w")!
      let bytes = Array(newValue.utf8)
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
  }
}

private let lunch = try! VoteQuestion("lunch?", options: ["pizza", "soup", "salad"])

private func vote(_ question: VoteQuestion? = lunch, agents: Int = 0, store: String? = nil, seed: UInt64 = 1, graph: Graph? = nil) throws -> Vote {
  try Vote(question, agents: agents, policy: EntropyRule().policy(), graph: graph, store: store, seed: seed)
}

@Suite struct VoteTests {
  @Test func `one live ballot a name: the last, whatever its case`() throws {
    let vote = try vote()
    try vote.cast("ada", [1, 0, 0])
    try vote.cast("Ada", [0, 2, 2])
    try vote.cast("bob", [0, 0, 1])
    #expect(try vote.refresh() == 2)
    try vote.retract("ADA")
    #expect(try vote.refresh() == 1)
    #expect(throws: SwarmError.self) { try vote.retract("ada") }
    try vote.cast("ada", [1, 0, 0])
    #expect(try vote.refresh() == 2)
    #expect(vote.card.text().contains("2 people"))
  }

  @Test(arguments: ["", " ada", "ada ", "a\nb", "a\u{200B}b", "a\u{202E}b", String(repeating: "a", count: 65), "\u{0}"])
  func `a name that can't be told from another on a screen is refused`(name: String) throws {
    let vote = try vote()
    #expect(throws: SwarmError.self) { try vote.cast(name, [1, 0, 0]) }
  }

  @Test(arguments: [[], [1], [1, 0, 0, 0], [-1, 1, 1], [0, 0, 0], [.nan, 1, 1], [.infinity, 1, 1], [1e308, 1e308, 1e308]] as [[Double]])
  func `shares that are no belief are refused`(shares: [Double]) throws {
    let vote = try vote()
    #expect(throws: SwarmError.self) { try vote.cast("ada", shares) }
    #expect(try vote.refresh() == 0)
  }

  @Test func `options are 1 to 1000, and none reads like another`() {
    #expect(throws: SwarmError.self) { try VoteQuestion("q", options: [String]()) }
    #expect(throws: SwarmError.self) { try VoteQuestion("q", options: (0...1000).map { "\($0)" }) }
    #expect(throws: SwarmError.self) { try VoteQuestion("q", options: ["Soup", "soup"]) }
    #expect(throws: SwarmError.self) { try VoteQuestion("q", options: [.string("one"), .integer(2)]) }
    #expect(throws: Never.self) { try VoteQuestion("q", options: (1...1000).map { .integer($0) }) }
  }

  @Test func `agents listen to people, and people keep what they cast`() throws {
    var followed = 0
    for seed in 0..<10 as Range<UInt64> {
      let vote = try vote(agents: 20, seed: seed)
      for name in ["ada", "bob", "cy", "dan", "eve", "fay", "gus", "hal"] { try vote.cast(name, [0, 0, 1]) }
      #expect(vote.run(rounds: 200, quorum: 1), "seed \(seed)")
      if vote.card.facts.contains("leads: salad") { followed += 1 }
    }
    #expect(followed >= 8, "\(followed) of 10")
  }

  @Test func `the same ballots, seed and steps give the same beliefs`() throws {
    let store = VotePath()
    let first = try vote(agents: 15, store: store.path, seed: 4)
    try first.cast("ada", [0.2, 0.5, 0.3])
    try first.cast("bob", [1, 1, 0])
    try first.cast("ada", [0, 0, 1])
    let second = try vote(nil, agents: 15, store: store.path, seed: 4)
    for _ in 0..<5 {
      first.step()
      second.step()
    }
    #expect(first.card.text() == second.card.text())
  }

  @Test func `on a graph people sit behind the agents, and there are as many as it has nodes`() throws {
    let vote = try vote(agents: 4, graph: .ring(6))
    try vote.cast("ada", [1, 0, 0])
    try vote.cast("bob", [1, 0, 0])
    #expect(throws: SwarmError.self) { try vote.cast("cy", [1, 0, 0]) }
    try vote.cast("bob", [0, 1, 0])
    for _ in 0..<10 { vote.step() }
    #expect(throws: SwarmError.self) { try Vote(lunch, agents: 6, policy: EntropyRule().policy(), graph: .ring(6), seed: 1) }
  }
}

@Suite struct VoteFileTests {
  @Test func `two programs vote in one file and see each other`() throws {
    let store = VotePath()
    let here = try vote(store: store.path), there = try vote(nil, store: store.path)
    try here.cast("ada", [1, 0, 0])
    try there.cast("bob", [0, 1, 0])
    try here.cast("ada", [0, 0, 1])
    #expect(try here.refresh() == 2 && there.refresh() == 2)
    #expect(here.card.text() == there.card.text())
    #expect(throws: SwarmError.self) { try vote(VoteQuestion("dinner?", options: ["soup"]), store: store.path) }
  }

  @Test func `many writers lose nothing`() async throws {
    let store = VotePath()
    _ = try vote(store: store.path)
    let path = store.path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let mine = try! vote(nil, store: path)
          for i in 0..<10 { try! mine.cast("\(writer)-\(i % 5)", [1, Double(i), 0]) }
        }
      }
    }
    #expect(try vote(nil, store: store.path).refresh() == 40)
    #expect(store.text.split(separator: "\n").count == 81)
  }

  @Test func `cut off anywhere, the file keeps every ballot that was whole, and takes more`() throws {
    let store = VotePath()
    let writer = try vote(store: store.path)
    try writer.cast("ada", [1, 0, 0])
    try writer.cast("bob", [0, 1, 0])
    let whole = store.text
    let ends = whole.indices.filter { whole[$0] == "\n" }.map { whole.distance(from: whole.startIndex, to: $0) + 1 }
    for length in ends[0]..<whole.count {
      let cut = VotePath()
      cut.text = String(whole.prefix(length))
      let reader = try vote(nil, store: cut.path)
      #expect(try reader.refresh() == ends.filter { $0 <= length }.count - 1, "\(length)")
      try reader.cast("cy", [0, 0, 1])
      #expect(try vote(nil, store: cut.path).refresh() == ends.filter { $0 <= length }.count)
    }
  }

  @Test func `a byte that changed is found, with its line`() throws {
    let store = VotePath()
    let writer = try vote(store: store.path)
    for name in ["ada", "bob", "cy"] { try writer.cast(name, [1, 0, 0]) }
    let bytes = Array(store.text.utf8)
    for place in stride(from: 0, to: bytes.count - 1, by: 7) {
      var changed = bytes
      changed[place] = changed[place] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
      let damaged = VotePath()
      damaged.text = String(decoding: changed, as: UTF8.self)
      let error = #expect(throws: SwarmError.self, "\(place)") { try vote(nil, store: damaged.path) }
      let line = bytes[..<place].filter { $0 == UInt8(ascii: "\n") }.count + 1
      #expect(error?.description.hasPrefix("\(damaged.path):\(line): ") == true, "\(error?.description ?? "")")
    }
  }

  @Test(arguments: ["", "\n", "hello\n", "{}\t0000000000000000\n", "\u{0}\u{0}\n", String(repeating: "[", count: 5_000) + "\t0123456789abcdef\n"])
  func `a file of another kind is refused and left as it was`(text: String) throws {
    let store = VotePath()
    store.text = text
    #expect(throws: SwarmError.self) { try vote(nil, store: store.path) }
    #expect(store.text == text)
    #expect(throws: SwarmError.self) { try vote(store: "/tmp") }
    #expect(throws: SwarmError.self) { try vote(store: "/no/such/folder/file") }
  }
}

@Suite struct SignedBallotTests {
  @Test func `a name that was signed belongs to its key`() throws {
    let ada = KeyPair(simulation: 1), eve = KeyPair(simulation: 2)
    let store = VotePath()
    let vote = try vote(store: store.path)
    try vote.cast("ada", [1, 0, 0], key: ada)
    #expect(throws: SwarmError.self) { try vote.cast("ada", [0, 1, 0]) }
    #expect(throws: SwarmError.self) { try vote.cast("ada", [0, 1, 0], key: eve) }
    #expect(throws: SwarmError.self) { try vote.retract("ada") }
    try vote.cast("ada", [0, 0, 1], key: ada)
    try vote.retract("ada", key: ada)
    #expect(try vote.refresh() == 0)
  }

  @Test func `what somebody writes into the file in her name does not count`() throws {
    let ada = KeyPair(simulation: 1)
    let store = VotePath(), other = VotePath()
    let signed = try vote(store: store.path)
    try signed.cast("ada", [1, 0, 0], key: ada)
    // The same history without the signature, and then a later ballot of another mind: the lines fit, the signature doesn't
    let forger = try vote(store: other.path)
    try forger.cast("ada", [1, 0, 0])
    try forger.cast("ada", [0, 1, 0])
    let genuine = store.text.split(separator: "\n"), forged = other.text.split(separator: "\n")
    #expect(genuine[0] == forged[0])
    // Spliced in with the right checksum: only a writer who chains it anew gets that far
    let spliced = VotePath()
    spliced.text = genuine.joined(separator: "\n") + "\n"
    let copy = try vote(nil, store: spliced.path)
    #expect(throws: SwarmError.self) { try copy.cast("ada", [0, 1, 0]) }
    #expect(try copy.refresh() == 1 && copy.card.text().contains("leads: pizza"))
  }
}
