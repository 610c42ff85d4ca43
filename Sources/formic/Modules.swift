import Adaptation
import Economy
import Interface
import Learning
import Optimization
import Policies
import Scripting
import Swarm

/// Everything a script can reach, and every question a policy can answer: the one list, in the order of the manual.
enum Catalog {
  /// Each layer declares its own module beside its code.
  static func modules(_ session: ScriptSession) -> [Module] {
    [EconomyInterface.module, SwarmInterface.module] + ScriptingInterface.modules(session)
  }

  /// The kinds of policy, in the order a task meets them.
  static let kinds: [PolicyKind] = [
    AllocationKind.kind, ConsensusKind.kind, Pricing.kind, Bidding.kind, Auction.kind, Fitness.kind,
    AdapterSelection.kind, Reputation.kind, PheromoneKind.kind, Aggregation.kind,
  ]
}
