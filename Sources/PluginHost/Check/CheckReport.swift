public import Interface

/// What `formic plugin check` found out about one plugin.
public struct CheckReport: Sendable {
  /// As problems name it.
  public var file: String
  /// "auction/vickrey", or the file where the manifest could not be read.
  public var plugin: String
  public var version: String?
  /// BLAKE2b-256 of the text.
  public var hash: String?
  /// What kept the text from being loaded; without any, the laws were run.
  public var problems: [PluginProblem] = []
  public var laws: [LawResult] = []
  /// How a reload midway changed its answers; nil where it didn't.
  public var reloadDifference: String?
  /// Whether the reload was tried.
  public var isReloadChecked = false

  public var passed: Bool { problems.isEmpty && laws.allSatisfy(\.passed) && reloadDifference == nil }

  /// For a terminal or a log: one line per check, and a last one that counts.
  public var text: String {
    var lines = ["\(plugin)" + (version.map { " \($0)" } ?? "") + "  (\(file))"]
    if !problems.isEmpty {
      lines += problems.map { "  FAIL  \($0)" }
      lines.append("  \(problems.count) \(problems.count == 1 ? "problem" : "problems"): not loaded, no law was run")
      return lines.joined(separator: "\n")
    }
    lines.append("  ok    manifest and contract")
    let width = laws.map(\.law.count).max() ?? 0
    for law in laws {
      let name = law.law + String(repeating: " ", count: width - law.law.count)
      if let failure = law.failure {
        lines.append("  FAIL  \(name)  seed \(failure.seed): \(failure.text)")
      } else {
        lines.append("  ok    \(name)  \(law.seeds) seeds")
      }
    }
    if let reloadDifference { lines.append("  FAIL  \(CheckReport.reloadName): \(reloadDifference)") }
    else if isReloadChecked { lines.append("  ok    \(CheckReport.reloadName)") }
    let failed = laws.count { !$0.passed } + (reloadDifference == nil ? 0 : 1)
    let count = 1 + laws.count + (isReloadChecked ? 1 : 0)
    lines.append(failed == 0 ? "  all \(count) checks passed" : "  \(failed) of \(count) checks failed")
    return lines.joined(separator: "\n")
  }

  /// For `--json` and scripts.
  public var value: Value {
    var table = Table()
    table["plugin"] = .string(plugin)
    table["file"] = .string(file)
    if let version { table["version"] = .string(version) }
    if let hash { table["hash"] = .string(hash) }
    table["passed"] = .boolean(passed)
    table["problems"] = .table(Table(list: problems.map(\.value)))
    table["laws"] = .table(Table(list: laws.map(\.value)))
    if let reloadDifference { table["reload_difference"] = .string(reloadDifference) }
    return .table(table)
  }

  static let reloadName = "keeps its memory in self.state"
}

extension PluginProblem {
  var value: Value {
    ["file": .string(file), "line": .integer(Int64(line)), "message": .string(message)]
  }
}

extension LawResult {
  var value: Value {
    var table = Table()
    table["law"] = .string(law)
    table["passed"] = .boolean(passed)
    table["seeds"] = .integer(Int64(seeds))
    if let failure {
      table["seed"] = .integer(Int64(bitPattern: failure.seed))
      table["counterexample"] = .string(failure.text)
    }
    return .table(table)
  }
}
