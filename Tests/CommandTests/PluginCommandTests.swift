import Glibc
import Interface
import JSON
import Scripting
import Testing

private func home(_ plugins: [String: String] = [:]) -> TemporaryFolder {
  let folder = TemporaryFolder()
  folder.write("scripts/keep", "")
  folder.write("plugins/auction/cheapest.lua", cheapest)
  for (name, text) in plugins { folder.write("plugins/" + name, text) }
  return folder
}

private let cheapest = """
  --- The cheapest feasible bid wins and is paid its price.
  return {
    kind = "auction", name = "cheapest", version = "1.0.0", api = "1",
    summary = "First price.",
    clear = function(self, ctx, prices, feasible)
      local ties, winner = ctx.tie, nil
      for i = 1, #prices do
        if feasible[i] and (not winner or prices[i] < prices[winner]
            or (prices[i] == prices[winner] and ties[i] < ties[winner])) then
          winner = i
        end
      end
      if not winner then return nil end
      return winner, prices[winner]
    end,
  }

  """

private func run(_ folder: TemporaryFolder, _ words: String...) throws -> Program.Outcome {
  try Program.run(["plugin"] + words, environment: ["FORMIC_HOME": folder.path])
}

@Test func `plugins are listed by kind, as text and as JSON`() throws {
  let folder = home(["auction/broken.lua": "return {"])
  let text = try run(folder, "list")
  #expect(text.status == 0)
  #expect(text.output.contains("auction/cheapest  1.0.0    First price."))
  #expect(text.output.contains("auction/broken"))
  guard case .table(let list) = try JSONReader.value(run(folder, "list", "auction", "--json").output), list.list.count == 2 else {
    Issue.record("not a list of two")
    return
  }
  let unknown = try run(folder, "list", "acution")
  #expect(unknown.status == 1)
  #expect(unknown.complaints == "formic: no kind of policy 'acution': did you mean 'auction'?\n")
}

@Test func `info says what a plugin says of itself`() throws {
  let folder = home()
  #expect(try run(folder, "info", "auction/cheapest").output.contains("summary   First price.\n"))
  #expect(try run(folder, "info", "auction/cheapest", "--json").output.contains("\"version\": \"1.0.0\""))
  #expect(try run(folder, "info", "auction/cheepest").status == 1)
}

@Test func `check runs every law and fails where one does`() throws {
  let folder = home(["auction/generous.lua": cheapest.replacing("cheapest", with: "generous").replacing("winner, prices[winner]", with: "winner, ctx.reserve + 1")])
  let good = try run(folder, "check", "auction/cheapest", "--seeds", "3")
  #expect(good.status == 0, "\(good.output)\(good.complaints)")
  let bad = try run(folder, "check", "auction/generous", "--seeds", "3")
  #expect(bad.status == 1)
  #expect(bad.output.contains("FAIL"))
  #expect(try run(folder, "check", "--seeds", "3", "--json").output.contains("\"passed\": false"))
}

@Test func `reload says which texts could take over`() throws {
  let folder = home()
  #expect(try run(folder, "reload").output == "ok    auction/cheapest 1.0.0\n")
  folder.write("plugins/auction/cheapest.lua", "return { kind = 'auction' }\n")
  let broken = try run(folder, "reload")
  #expect(broken.status == 1)
  #expect(broken.output.contains("FAIL  auction/cheapest: plugins/auction/cheapest.lua:1"))
}

@Test func `a new plugin passes its checks at once`() throws {
  let folder = home()
  #expect(try run(folder, "new", "auction", "mine", "--from", "cheapest").status == 0)
  let check = try run(folder, "check", "auction/mine", "--seeds", "3")
  #expect(check.status == 0, "\(check.output)\(check.complaints)")
  for words in [["mine"], ["../mine"], ["other", "--from", "cheepest"]] {
    let refused = try Program.run(["plugin", "new", "auction"] + words, environment: ["FORMIC_HOME": folder.path])
    #expect(refused.status == 1)
    #expect(refused.complaints.hasPrefix("formic: "))
  }
}
