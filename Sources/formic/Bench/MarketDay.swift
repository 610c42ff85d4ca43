import Colony
import Interface
import Policies

/// P19: tasks a second through the whole data flow, an hour of real arrivals.
enum MarketDay {
  static let id = "P19"

  /// A run to measure: how large, whether by plugins, how often.
  private struct Scale {
    var name: String
    var nodes: Int64 = 128
    /// The first arrivals, 0 for all.
    var tasks: Int64 = 0
    var isByPlugins = true
    var runs = 3
  }

  private static let scales = [
    Scale(name: "market hour, built-in rules", isByPlugins: false), Scale(name: "market hour, Lua policies in every slot"),
    Scale(name: "market hour, 1,000 nodes, built-in rules", nodes: 1_000, isByPlugins: false, runs: 1),
    Scale(name: "2,000 tasks of it, 100,000 nodes, built-in rules", nodes: 100_000, tasks: 2_000, isByPlugins: false, runs: 1),
  ]

  /// A row for each scale that `isWanted`: the median and the best of its runs, in thread CPU time, without the founding.
  static func rows(_ workbench: Workbench, isWanted: (String) -> Bool) throws -> [BenchmarkRow] {
    try scales.filter { isWanted($0.name) }.map { scale in
      let rates = try (0..<scale.runs).map { _ in try tasksPerSecond(workbench, scale) }.sorted()
      return BenchmarkRow(id: id, name: scale.name, unit: "tasks/s", goal: "≥ 50,000", median: rates[scale.runs / 2], best: rates[scale.runs - 1])
    }
  }

  private static func tasksPerSecond(_ workbench: Workbench, _ scale: Scale) throws -> Double {
    let use = scale.isByPlugins ? pluginOfEveryKind(workbench) : builtIn
    let configuration = try Configuration(Table(fields: [
      (.string("nodes"), .integer(scale.nodes)), (.string("tasks"), .integer(scale.tasks)), (.string("use"), .table(use)),
    ]))
    let inputs = try Inputs(configuration, folder: Workbench.dataFolder())
    let colony = try Colony(configuration, inputs: inputs, source: workbench.host)
    let start = Stopwatch.threadNanoseconds
    colony.run()
    return Double(colony.taskCount) / (Double(Stopwatch.threadNanoseconds - start) / 1e9)
  }

  /// The native rule of each kind; where nothing is named, a colony begins with the plugin that equals it.
  private static var builtIn: Table { Table(fields: Catalog.kinds.map { (.string($0.name), .string("native")) }) }

  /// For each kind the plugin that equals its built-in rule, so that both rows do the same work.
  private static func pluginOfEveryKind(_ workbench: Workbench) -> Table {
    let plugins = workbench.host.catalogue.list()
    let pairs = Catalog.kinds.compactMap { kind -> (key: Value, value: Value)? in
      let name = kind.fallback().identity.name
      return plugins.contains { $0.kind == kind.name && $0.name == name } ? (.string(kind.name), .string(name)) : nil
    }
    return Table(fields: pairs)
  }
}
