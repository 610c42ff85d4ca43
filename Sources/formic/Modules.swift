import Interface
import Policies
import Scripting

/// Everything a script can reach, and every question a policy can answer: the one list, in the order of the manual.
public enum Catalog {
  /// Each layer declares its own module beside its code.
  public static func modules(_ session: ScriptSession) -> [Module] { ScriptingInterface.modules(session) }

  /// The kinds of policy, in the order a task meets them.
  public static let kinds: [PolicyKind] = []
}
