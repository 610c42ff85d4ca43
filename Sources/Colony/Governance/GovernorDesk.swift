public import Economy
import Synchronization

/// The governor that `governance.queue()` and its like mean: the one founded or chosen last, while it lives.
public final class GovernorDesk: Sendable {
  private let chosen = Mutex<(@Sendable () -> ScriptGovernor?)?>(nil)

  init() {}

  /// The one chosen last; nil if there is none any more.
  public var current: ScriptGovernor? { chosen.withLock { $0 }?() }

  func choose(_ governor: ScriptGovernor) { choose { [weak governor] in governor } }

  func choose(_ governor: @escaping @Sendable () -> ScriptGovernor?) { chosen.withLock { $0 = governor } }
}
