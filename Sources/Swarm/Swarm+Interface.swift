public import Interface

/// What scripts see of the swarm layer.
public enum SwarmInterface {
  public static let module = Module("swarm", "How nodes agree, allocate, leave trails and remember.")
}
