import FoundationEssentials
import Testing

/// What the README shows is what happens: its sessions are typed at a terminal, and its plugins are put in force.
@Suite(.serialized) struct ReadmeTests {
  let readme: String
  let home = Home()

  init() throws {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    readme = try String(contentsOfFile: root + "/README.md", encoding: .utf8)
  }

  /// The contents of the fenced blocks that follow `marker`, or all of a language's.
  private func blocks(_ language: String) -> [[String]] {
    var blocks: [[String]] = [], isInside = false
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(language)" {
        blocks.append([])
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].append(String(line))
      }
    }
    return blocks
  }

  @Test(arguments: 0..<4)
  func `a session shown is a session had`(number: Int) throws {
    let plugins = blocks("lua")
    try #require(plugins.count == 2)
    for (name, plugin) in zip(["mine.lua", "surest.lua"], plugins) {
      try plugin.joined(separator: "\n").write(toFile: home.path + "/" + name, atomically: true, encoding: .utf8)
    }
    let session = blocks("console")
    try #require(session.count == 4)
    // As many rows as it takes: a line that scrolled away is still looked for, but a wide one must not wrap.
    let console = try Console("/usr/bin/env", ["-C", home.path, Console.formic], home: home, columns: 120, rows: 60)
    try console.expectPrompt()
    for line in session[number] {
      // The next prompt may be that of a function under inspection.
      let prompts = ["formic> ", "here> "]
      if let prompt = prompts.first(where: { line.hasPrefix($0) }) {
        console.type(line.dropFirst(prompt.count) + Console.enter)
        try console.expectAnyPrompt(["formic>", "here>"])
      } else {
        try console.expectLine(line)
      }
    }
  }
}
