import Glibc
import Testing

/// A run in a file: taken up where it stopped, done again, done otherwise.
struct RecordTests {
  private static let prelude = """
    local function refused(part, f, ...)
      local done, problem = pcall(f, ...)
      assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
    end
    local function head(c) return c:report().market.journal and c:report().market.journal.head end
    local options = { nodes = 24, tasks = 400, crashes = 2 }
    local function stored(more)
      local all = { store = "market.db" }
      for name, value in pairs(more or options) do all[name] = value end
      return all
    end

    """

  @discardableResult private func run(_ script: String, in folder: TemporaryFolder) throws -> String {
    let outcome = try Program.run(["-C", folder.path, Program.executable, "-"], input: Self.prelude + script, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    return outcome.output
  }

  @Test func `a run that stops and is taken up ends as one that never stopped, what was done to it on the way included`() throws {
    let (whole, parts) = (TemporaryFolder(), TemporaryFolder())
    let unbroken = try run("""
      local c = colony.new(stored())
      c:run(20):use("auction", "first_price"):run(40):use("bidding", "cost_plus", { idle_margin = 0.3 }):run()
      print(c:report().digest, head(c))
      """, in: whole)
    try run("colony.new(stored()):run(20):use(\"auction\", \"first_price\")", in: parts)
    try run("local c = colony.new{ store = \"market.db\" }; assert(not c.done and c.now_s > 15); c:run(40)", in: parts)
    // The same options again are no contradiction.
    try run("colony.new(stored()):use(\"bidding\", \"cost_plus\", { idle_margin = 0.3 })", in: parts)
    let broken = try run("local c = colony.new{ store = \"market.db\" }; c:run(); print(c:report().digest, head(c))", in: parts)
    #expect(broken == unbroken && broken.split(separator: "\t").count == 2)
  }

  @Test func `a run that is killed in the middle is taken up, whenever that is`() throws {
    let whole = TemporaryFolder()
    let unbroken = try run("local c = colony.new(stored()); c:run(); print(c:report().digest, head(c))", in: whole)
    for milliseconds in [60, 110, 170, 240] as [Int32] {
      let folder = TemporaryFolder()
      let running = try Program.Running("/usr/bin/env", ["-C", folder.path, Program.executable, "-"], Self.prelude + """
        local c = colony.new(stored())
        print("founded")
        for i = 1, 1000 do c:run(i / 10) end
        c:run()
        """)
      try running.read(until: "founded")
      poll(nil, 0, milliseconds)
      running.signal(SIGKILL)
      _ = try running.end()
      let resumed = try run("local c = colony.new(stored()); c:run(); print(c:report().digest, head(c))", in: folder)
      #expect(resumed == unbroken)
    }
  }

  @Test func `a replay comes out as the file tells, with the texts of then`() throws {
    let folder = TemporaryFolder()
    folder.write("auction/mine.lua", try Self.plugin(payment: "ctx.reserve"))
    let recorded = try run("""
      local c = colony.new(stored{ nodes = 24, tasks = 200, use = { auction = "./auction/mine.lua" } }):run()
      print(c:report().digest)
      """, in: folder)
    folder.write("auction/mine.lua", try Self.plugin(payment: "prices[winner]"))
    let replayed = try run("local c = colony.replay(\"market.db\"); assert(c.done); print(c:report().digest)", in: folder)
    #expect(replayed == recorded)
    let changed = try run("print(colony.new{ nodes = 24, tasks = 200, use = { auction = \"./auction/mine.lua\" } }:run():report().digest)", in: folder)
    #expect(changed != recorded, "the edited rule pays something else")
  }

  /// The shipped first-price auction that pays something else.
  private static func plugin(payment: String) throws -> String {
    let path = Program.root + "/plugins/auction/first_price.lua"
    let text = String(decoding: try #require(bytes(path)), as: UTF8.self)
    #expect(text.contains("return winner, prices[winner]"))
    return text.replacing("return winner, prices[winner]", with: "return winner, \(payment)").replacing("name = \"first_price\"", with: "name = \"mine\"")
      .replacing("plugin.load(\"auction/first_price\"):try", with: "--").replacing("    ---     1   3", with: "")
  }

  @Test func `a counterfactual changes its rule and nothing else`() throws {
    let folder = TemporaryFolder()
    try run("""
      colony.new(stored()):run(30):use("auction", "first_price"):run()
      local function by(use)
        local rows = {}
        for _, row in ipairs(colony.counterfactual("market.db", use)) do rows[row.measure] = row end
        return rows
      end
      -- Another tie to the past: the rule that was in force all along is a change only after the swap.
      local same = by{ allocation = "thompson" }
      for _, row in pairs(same) do assert(row.difference == 0, row.measure) end
      local other = by{ auction = "posted_price" }
      assert(other["payments, rUv"].difference ~= 0)
      refused("did you mean 'auction'", colony.counterfactual, "market.db", { auktion = "vickrey" })
      refused("no policy named", colony.counterfactual, "market.db", {})
      refused("no plugin", colony.counterfactual, "market.db", { auction = "vikrey" })
      """, in: folder)
  }

  @Test func `a file that was changed, tells of no run, or of another one, is refused by name`() throws {
    let folder = TemporaryFolder()
    try run("""
      colony.new(stored()):run(20)
      collectgarbage()  -- lets go of the file
      refused("a run with nodes = 24, not 48", colony.new, { nodes = 48, store = "market.db" })
      refused("a run with policies of its own", colony.new, { use = { auction = "vickrey" }, store = "market.db" })
      economy.ledger{ store = "books.db", alice = 5 }:close()
      refused("no colony wrote them", colony.new, { store = "books.db" })
      refused("no colony wrote them", colony.replay, "books.db")
      refused("no run in it", colony.replay, "nothing.db")
      """, in: folder)
    // One byte of an account's name: SQLite doesn't mind.
    try run("colony.new{ store = \"market.db\" }:run()", in: folder)
    var bytes = try #require(Self.bytes(folder.path + "/market.db"))
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("node 7".utf8)) })
    bytes[place + 5] = UInt8(ascii: "9")
    let stream = try #require(fopen(folder.path + "/market.db", "w"))
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    try run("refused(\"entry 11 was changed\", colony.replay, \"market.db\")", in: folder)
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = [], chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
    return bytes
  }
}
