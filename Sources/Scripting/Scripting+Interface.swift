public import Interface

/// What scripts reach for besides the network itself.
public enum ScriptingInterface {
  public static let modules: [Module] = []
}
