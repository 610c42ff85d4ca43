import Colony
import Interface
import Policies

/// P19: tasks a second through the whole data flow, an hour of real arrivals on 128 nodes.
enum MarketDay {
  static let id = "P19"
  static let names = ["market hour, built-in rules", "market hour, Lua policies in every slot"]

  /// A row for each of `names` that `isWanted`: the median and the best of a few whole runs, in thread CPU time.
  static func rows(_ workbench: Workbench, runs: Int = 3, isWanted: (String) -> Bool) throws -> [BenchmarkRow] {
    let choices = [Table(), pluginOfEveryKind(workbench)]
    return try zip(names, choices).filter { isWanted($0.0) }.map { name, use in
      let rates = try (0..<runs).map { _ in try tasksPerSecond(workbench, use) }.sorted()
      return BenchmarkRow(id: id, name: name, unit: "tasks/s", goal: "≥ 50,000", median: rates[runs / 2], best: rates[runs - 1])
    }
  }

  private static func tasksPerSecond(_ workbench: Workbench, _ use: Table) throws -> Double {
    let configuration = try Configuration(Table(fields: [(.string("use"), .table(use))]))
    let inputs = try Inputs(configuration, folder: Workbench.dataFolder())
    let colony = try Colony(configuration, inputs: inputs, source: workbench.host)
    let start = Stopwatch.threadNanoseconds
    colony.run()
    return Double(colony.taskCount) / (Double(Stopwatch.threadNanoseconds - start) / 1e9)
  }

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
