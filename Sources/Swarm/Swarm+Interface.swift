public import Interface
public import Policies

/// What scripts see of the swarm layer: populations, votes, tours, the collective memory, and whole rounds of the native rules.
public enum SwarmInterface {
  public static let module = Module(
    "swarm", "How nodes agree, allocate, leave trails and remember.",
    functions: rounds + draws + memories + vectorMemories + [averaging],
    classes: [allocationClass, memoryClass, populationClass, tourSearchClass, trailsClass, vectorMemoryClass, voteClass])

  /// What takes rules by their names.
  ///
  /// - Parameter source: of plugins; nil where there is none.
  public static func studies(_ source: @escaping @Sendable () -> (any PolicySource)?) -> [Function] {
    populations(source) + ants(source) + [allocation(source)]
  }
}
