import Adaptation
import Economy
import Interface
import Kernels
import Learning
import LuaRuntime
import Optimization
import PluginHost
import Policies
import Swarm
import Topology

/// What the repository ships: every kind, its plugins, and the deliberately broken ones.
enum Shipped {
  static let kinds: [PolicyKind] = [
    AllocationKind.kind, ConsensusKind.kind, Pricing.kind, Business.kind, Bidding.kind, Auction.kind, Fitness.kind, AdapterSelection.kind,
    Slashing.kind, Reputation.kind, PheromoneKind.kind, MemoryKind.kind, Aggregation.kind, Governance.kind,
  ]
  static let modules: [Module] = KernelsInterface.modules + [
    EconomyInterface.module, TopologyInterface.module, SwarmInterface.module.adding(SwarmInterface.populations { host } + SwarmInterface.ants { host }), LearningInterface.module, AdaptationInterface.module, OptimizationInterface.module,
  ]

  /// The folder of the repository.
  static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" }
  static let catalogue = PluginCatalogue(home: root, kinds: kinds)
  static let broken = PluginCatalogue(home: nil, userFolders: [root + "/Tests/PluginHostTests/Broken"], kinds: kinds)
  static let host = PluginHost(kinds: kinds, modules: modules, catalogue: catalogue)

  static let plugins = catalogue.list().map { "\($0.kind)/\($0.name)" }
  static let brokenPlugins = broken.list().map { "\($0.kind)/\($0.name)" }
  /// Each law as its broken plugin is called: "auction/the_winner_is_feasible".
  static let laws = kinds.flatMap { kind in kind.laws.map { "\(kind.name)/\($0.name.split(separator: " ").joined(separator: "_"))" } }

  /// Every header example, as "auction/vickrey:9".
  static let examples = catalogue.list().flatMap { entry in
    HeaderExample.all(in: (try? PluginText.read(entry.path).text) ?? "").map { "\(entry.kind)/\(entry.name):\($0.line)" }
  }

  /// What an expression's values look like to a script.
  static func shown(_ expression: String) throws -> [String] {
    let state = try LuaState(.trusted { _ in })
    try state.install(modules: modules + [PluginHostInterface.module(host)])
    let text = """
      local values = table.pack(\(expression))
      for i = 1, values.n do values[i] = tostring(values[i]) end
      return table.unpack(values, 1, values.n)
      """
    return try state.load(text, chunkName: "=example").call([]).map { if case .string(let text) = $0 { text } else { "" } }
  }
}
