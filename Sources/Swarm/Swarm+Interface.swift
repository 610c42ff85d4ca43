public import Interface

/// What scripts see of the swarm layer: studies, votes, the collective memory, and whole rounds of the native rules.
public enum SwarmInterface {
  public static let module = Module(
    "swarm", "How nodes agree, allocate, leave trails and remember.",
    functions: studies + votes + rounds + draws + memories + [averaging],
    classes: [memoryClass, populationClass, voteClass, allocationClass])
}
