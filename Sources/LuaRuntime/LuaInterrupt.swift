import CLuaBridge

/// Ctrl-C: ends running scripts, within microseconds, and long native kernels at their next look.
public enum LuaInterrupt {
  /// What a second Ctrl-C means, within a second of one not yet cleared.
  public enum Second: Sendable {
    /// Ends the program with status 130: for scripts that run unattended.
    case quits
    /// Says which native function doesn't look up ("formic: still in matrix:gemm; once more to quit"); a third one
    /// within another second ends the program with 130.
    case explains
  }

  public static func install(second: Second = .quits) { fm_interrupt_install(second == .explains) }
  /// Whether one is waiting to be cleared. Scripts fail until then, whatever they catch.
  public static var isPending: Bool { fm_interrupt_is_pending() }
  /// The host is back at its prompt.
  public static func clear() { fm_interrupt_clear() }
}
