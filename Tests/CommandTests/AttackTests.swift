import Testing

/// The attacks that are written down, and the program that tries them.
struct AttackTests {
  private static let all = Program.root + "/scripts/attacks/all.lua"

  private func attacks(_ arguments: String...) throws -> Program.Outcome { try Program.run([Self.all] + arguments, seconds: 280) }

  /// An attack as it is written down, whose `run` is the given lines.
  private func attack(_ id: String, _ lines: String, more: String = "") -> String {
    """
    local attack = require "attacks.attack"
    return attack { id = "\(id)", layer = "ledger", name = "\(id) of a test", attack = "tries", expected = "safe", \(more)
      run = function(the) \(lines) end }
    """
  }

  @Test(arguments: [
    "pricing", "auction", "ledger", "slashing", "vesting", "dispute", "governance", "reputation", "identity", "host",
  ])
  func `the system withstands every attack on a layer`(layer: String) throws {
    let outcome = try attacks("--layer", layer)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.complaints)")
    #expect(!outcome.output.contains("missing\n") || outcome.output.contains(" 0 missing\n"))
  }

  @Test func `what is not safe, does not end, raises, crashes or is missing is told and counted`() throws {
    let folder = TemporaryFolder()
    folder.write("ledger/L01_safe.lua", attack("L01", "the:holds(true) return 'nothing'"))
    folder.write("ledger/L02_unsafe.lua", attack("L02", "the:holds(true) the:holds(1 > 2, 'one is more than two')"))
    folder.write("ledger/L03_endless.lua", attack("L03", "while true do pcall(function() while true do end end) end"))
    folder.write("ledger/L04_raises.lua", attack("L04", "the:holds(true) error('nobody expected this')"))
    folder.write("ledger/L05_syntax.lua", "return attack {")
    folder.write("ledger/L06_accepts.lua", attack("L06", "the:refuses('no', function() end)"))
    folder.write("ledger/L07_idle.lua", attack("L07", "return 'nothing was tried'"))
    folder.write("ledger/L08_known.lua", attack("L08", "the:holds(true)", more: "limit = \"nobody prevents this\","))
    folder.write("ledger/L09_killed.lua", attack("L09", "os.execute('kill -KILL ' .. io.open('/proc/self/stat'):read('n'))"))
    folder.write("ledger/L10_leaves.lua", attack("L10", "left = 1; _G.left = 1; the:holds(true)"))
    folder.write("ledger/L11_looks.lua", attack("L11", "the:holds(rawget(_G, 'left') == nil, 'a global was left')"))
    let outcome = try attacks("--folder", folder.path, "--layer", "ledger", "--limit", "2", "--json", folder.path + "/results.json")
    #expect(outcome.status == 1)
    for line in [
      "L02 NOT SAFE  one is more than two", "L03 NOT SAFE  did not end within 2 s", "nobody expected this", "L05_syntax.lua:1",
      "accepted what must be refused (no)", "nothing was checked", "L09 NOT SAFE  brought the program down (signal 9)",
      "12 attacks: 3 safe, 1 known non-properties, 7 not safe, 1 missing",
    ] { #expect(outcome.output.contains(line), "\(line) is not in:\n\(outcome.output)") }
    let results = try #require(folder.text(of: "results.json"))
    #expect(results.contains("\"missing\": 1") && results.contains("known non-property"), "\(results)")
  }

  @Test func `one attack is picked by its id, and tells its story`() throws {
    let outcome = try attacks("--id", "L02", "--verbose")
    #expect(outcome.status == 0 && outcome.output.contains("precedent") && outcome.output.hasSuffix("1 attacks: 1 safe, 0 known non-properties, 0 not safe, 0 missing\n"))
    let nothing = try attacks("--id", "Z99")
    #expect(nothing.status == 1 && nothing.complaints.contains("no attack"), "\(nothing.complaints)")
  }
}
