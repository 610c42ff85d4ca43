public import Interface
import Policies

/// Everything a plugin must keep, tried: manifest, contract, every law of its kind over many seeds, and a reload midway.
public struct PluginCheck: Sendable {
  public let host: PluginHost
  /// Seeds of each law.
  public var seeds: Int

  public init(_ host: PluginHost, seeds: Int = 25) {
    self.host = host
    self.seeds = seeds
  }

  /// Checks a plugin by its name or path.
  ///
  /// - Throws: `ScriptError` where there is no such plugin; what is wrong with one is in the report.
  public func run(_ name: String, options: Table = Table()) throws(ScriptError) -> CheckReport {
    let entry = try host.catalogue.find(name)
    do throws(PluginProblem) {
      return run(try PluginText.read(entry.path, shownAs: entry.shownAs), options: options)
    } catch { return CheckReport(file: entry.shownAs, plugin: entry.shownAs, problems: [error]) }
  }

  /// Checks a text.
  public func run(_ text: PluginText, options: Table = Table()) -> CheckReport {
    var report = CheckReport(file: text.file, plugin: text.file, hash: text.hash)
    do {
      let plugin = try host.load(text)
      report.plugin = "\(plugin.kind.name)/\(plugin.manifest.name)"
      report.version = plugin.manifest.version.description
      try tryLaws(plugin, options, &report)
    } catch let problems as PluginProblems {
      report.problems = problems.problems
    } catch let error as SwapError {
      report.problems = error.problems.map { PluginProblem(file: text.file, line: 1, $0) }
    } catch { preconditionFailure("\(error)") }
    return report
  }

  private func tryLaws(_ plugin: Plugin, _ options: Table, _ report: inout CheckReport) throws(SwapError) {
    let make = { () throws(SwapError) -> any Policy in try plugin.makePolicy(options: options) }
    let laws = LawCheck(kind: plugin.kind, plugin: try plugin.makePolicy(options: options))
    for law in plugin.kind.laws { report.laws.append(laws.run(law, seeds: seeds)) }
    let reload = ReloadCheck(kind: plugin.kind, makePolicy: make) { (old) throws(SwapError) in
      let fresh = try plugin.makePolicy(options: options)
      try StateHandover(old: old, new: fresh).run()
      return fresh
    }
    report.reloadDifference = try reload.run()
    report.isReloadChecked = true
  }
}
