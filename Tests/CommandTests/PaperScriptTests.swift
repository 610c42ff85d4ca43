import Testing

/// The scripts that re-run a paper's figure: that each runs, and what their figures must keep however few runs there are.
struct PaperScriptTests {
  private static let scripts = [
    ("local_negotiation", ["--runs", "3"]), ("weighted_voter", ["--runs", "20"]), ("best_of_two", ["--runs", "1", "--agents", "200", "--swap", "200"]),
    ("bayes_bots", ["--runs", "1", "--agents", "30"]), ("belief_sharing", ["--runs", "1"]), ("majority_vs_voter", ["--runs", "4", "--agents", "30"]),
    ("bounded_confidence", ["--runs", "1", "--agents", "60"]), ("cross_inhibition", ["--runs", "2", "--agents", "60", "--rounds", "100"]),
  ]

  private func run(_ name: String, _ arguments: [String]) throws -> String {
    let outcome = try Program.run(["run", Program.root + "/scripts/papers/\(name).lua"] + arguments)
    #expect(outcome.status == 0, "\(name): \(outcome.complaints)")
    return outcome.output
  }

  @Test(arguments: scripts) func `a paper's script prints ours beside theirs, and the same bytes on any number of threads`(name: String, arguments: [String]) throws {
    let text = try run(name, arguments)
    #expect(text.contains("95%") || text.contains("worst of"), "\(text)")
    let one = try run(name, arguments + ["--json", "--workers", "1"])
    #expect(one.hasPrefix("["), "\(one.prefix(200))")
    #expect(try run(name, arguments + ["--json", "--workers", "3"]) == one)
  }

  @Test func `local negotiation never fails on the networks it was published with`() throws {
    let output = try run("local_negotiation", ["--runs", "10"])
    #expect(output.contains("\n0 of 200 runs failed."), "\(output)")
  }

  @Test func `belief sharing is exact in as many rounds as the reference has it`() throws {
    let output = try run("belief_sharing", ["--runs", "2"])
    #expect(output.contains("Every number of rounds is as the reference has it."), "\(output)")
  }
}
