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
      DatasetsInterface.module(folder: Workbench.dataFolder), AdaptationInterface.module, LearningInterface.module,
      OptimizationInterface.module, EconomyInterface.module, SwarmInterface.module,
    ]

  /// The layers, and what reaches beyond them.
  static func modules(_ workbench: Workbench) -> [Module] {
    let colonies = workbench.colonies
    return layers
      + [PluginHostInterface.module(workbench.host) { colonies.roster.reload() }, ColonyInterface.module(colonies)]
      + ScriptingInterface.modules(workbench.session)
  }

  /// The kinds of policy, in the order a task meets them.
  static let kinds: [PolicyKind] = [
    AllocationKind.kind, ConsensusKind.kind, Pricing.kind, Bidding.kind, Auction.kind, Fitness.kind,
    AdapterSelection.kind, Reputation.kind, PheromoneKind.kind, Aggregation.kind,
  ]
}
