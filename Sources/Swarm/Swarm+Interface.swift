public import Interface
public import Policies

/// What scripts see of the swarm layer: studies, memories, and whole rounds of the native rules.
public enum SwarmInterface {
  /// What needs no plugins: all that policies see.
  public static let module = Module(
    "swarm", "How nodes agree, allocate, leave trails and remember.",
    functions: memories + vectorMemories + [averaging] + draws + rounds,
    classes: [allocationClass, memoryClass, populationClass, tourSearchClass, trailsClass, vectorMemoryClass, voteClass])

  /// With the studies, which take rules by their names.
  ///
  /// - Parameter source: of plugins; nil where there is none.
  public static func module(rules source: @escaping @Sendable () -> (any PolicySource)?) -> Module {
    var whole = module
    whole.functions = populations(source) + [allocation(source)] + ants(source) + whole.functions
    return whole
  }
}
