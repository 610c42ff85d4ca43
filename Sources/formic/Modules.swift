import Adaptation
import Colony
import Datasets
import Economy
import Interface
import Kernels
import Learning
import Optimization
import PluginHost
import Policies
import Scripting
import Swarm

/// Everything a script can reach, and every question a policy can answer: the one list, in the order of the manual.
enum Catalog {
  /// Each layer declares its own module beside its code; policies may call what these mark as safe.
  static let layers: [Module] =
    KernelsInterface.modules + [
      DatasetsInterface.module(folder: dataFolder), AdaptationInterface.module, LearningInterface.module,
      OptimizationInterface.module, EconomyInterface.module, SwarmInterface.module,
    ]

  /// - Parameters:
  ///   - watches: whether colonies take up the texts of their policies as they change.
  ///   - notice: shows a line of a background run or a swap.
  static func modules(
    _ session: ScriptSession, watches: Bool = false, notice: @escaping @Sendable (String) -> Void = { put($0 + "\n", to: 2) }
  ) -> [Module] {
    let host = host
    let environment = ColonyEnvironment(
      dataFolder: dataFolder, makeSource: { host }, makeWatch: { watches ? watch(host, notice) : nil }, notice: notice)
    return layers
      + [PluginHostInterface.module(host) { environment.roster.reload() }, ColonyInterface.module(environment)]
      + ScriptingInterface.modules(session)
  }

  static let host = PluginHost(kinds: kinds, modules: layers)

  private static let dataFolder: @Sendable () throws -> String = {
    guard let home = FormicHome.find() else { throw ScriptError("no folder with plugins/ and scripts/ is near: set FORMIC_HOME, or give a path") }
    return home + "/scripts/data"
  }

  private static func watch(_ host: PluginHost, _ notice: @Sendable (String) -> Void) -> (@Sendable () -> Bool)? {
    do throws(SwapError) {
      let watcher = try PluginWatcher(folders: host.catalogue.folders)
      return { !watcher.takeChanges().isEmpty }
    } catch {
      notice("formic: \(error)")
      return nil
    }
  }

  /// The kinds of policy, in the order a task meets them.
  static let kinds: [PolicyKind] = [
    AllocationKind.kind, ConsensusKind.kind, Pricing.kind, Bidding.kind, Auction.kind, Fitness.kind,
    AdapterSelection.kind, Reputation.kind, PheromoneKind.kind, Aggregation.kind,
  ]
}
