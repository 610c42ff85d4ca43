import Adaptation
import Colony
import Datasets
import Economy
import Identity
import Instruments
import Interface
import Kernels
import Learning
import Optimization
import PluginHost
import Policies
import Scripting
import Swarm
import Topology

/// Everything a script can reach, and every question a policy can answer: the one list, in the order of the manual.
enum Catalog {
  /// Each layer declares its own module beside its code; policies may call what these mark as safe.
  static let layers: [Module] =
    KernelsInterface.modules + [
      DatasetsInterface.module(folder: Workbench.dataFolder), AdaptationInterface.module, LearningInterface.module,
      OptimizationInterface.module, EconomyInterface.module, TopologyInterface.module, SwarmInterface.module,
      IdentityInterface.module,
    ]

  /// The layers, and what reaches beyond them.
  static func modules(_ workbench: Workbench) -> [Module] {
    let colonies = workbench.colonies, host = workbench.host
    return layers.map { module in
      switch module.name {
      case "economy": module.adding([EconomyInterface.audit { try host.policy($0) }])
      case "swarm": SwarmInterface.module { host }
      default: module
      }
    }
      + [
        PluginHostInterface.module(host) { colonies.roster.reload() }, ColonyInterface.module(colonies), BusinessInterface.module(colonies),
        GovernanceInterface.module(colonies),
      ]
      + ScriptingInterface.modules(workbench.session) + [globals(workbench), InstrumentsInterface.module]
  }

  /// What needs no module's name.
  private static func globals(_ workbench: Workbench) -> Module {
    let write: @Sendable (String) -> Void = { [output = workbench.output] in output.write($0) }
    let reload = Function(
      "reload", "Takes up changed texts: those of policies in force, and of modules that were required.",
      detail: """
        A policy takes over between two events. A module's new fields are copied into its old table, so that references to it \
        stay valid; its old ones stay. A text that is broken leaves the version before in force, and is named with its line.
        """,
      returns: .nothing, example: "reload()"
    ) { [colonies = workbench.colonies, modules = workbench.moduleReload] in
      let changes = colonies.roster.reload().list.compactMap { if case .string(let line) = $0 { line } else { nil } }
      let lines = changes + (try modules.run())
      write((lines.isEmpty ? "nothing has changed" : lines.joined(separator: "\n")) + "\n")
      return Nothing()
    }
    return Module(
      "", "At hand without a module's name.",
      functions: ScriptingInterface.globals(workbench.session, write: write) + ColonyInterface.globals(workbench.colonies) + [reload, workbench.conservation.function])
  }

  /// The kinds of policy, in the order a task meets them.
  static let kinds: [PolicyKind] = [
    AllocationKind.kind, ConsensusKind.kind, Pricing.kind, Business.kind, Bidding.kind, Auction.kind, Fitness.kind,
    AdapterSelection.kind, Slashing.kind, Reputation.kind, PheromoneKind.kind, MemoryKind.kind, Aggregation.kind, Governance.kind,
  ]
}
