public import Interface

/// What scripts reach for besides the network itself.
public enum ScriptingInterface {
  public static func modules(_ session: ScriptSession) -> [Module] { [script(session), json, chart(session)] }
}
