import Adaptation
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
  /// Each layer declares its own module beside its code.
  static func modules(_ session: ScriptSession) -> [Module] {
    KernelsInterface.modules
      + [EconomyInterface.module, SwarmInterface.module, data, LearningInterface.module, AdaptationInterface.module, OptimizationInterface.module]
      + ScriptingInterface.modules(session)
  }

  private static let data = DatasetsInterface.module {
    guard let home = FormicHome.find() else { throw ScriptError("no folder with plugins/ and scripts/ is near: set FORMIC_HOME, or give a path") }
    return home + "/scripts/data"
  }

  /// The kinds of policy, in the order a task meets them.
  static let kinds: [PolicyKind] = [
    AllocationKind.kind, ConsensusKind.kind, Pricing.kind, Bidding.kind, Auction.kind, Fitness.kind,
    AdapterSelection.kind, Reputation.kind, PheromoneKind.kind, Aggregation.kind,
  ]
}
