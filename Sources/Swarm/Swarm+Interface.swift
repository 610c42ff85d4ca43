import Interface

/// What scripts see of the swarm layer: populations, votes, tours, the collective memory, and whole rounds of the native rules.
public enum SwarmInterface {
  public static let module = Module(
    "swarm", "How nodes agree, allocate, leave trails and remember.",
    functions: rounds + draws + memories + vectorMemories,
    classes: [memoryClass, populationClass, tourSearchClass, trailsClass, vectorMemoryClass, voteClass])
}
