import CLuaBridge

/// Ctrl-C: ends running scripts, within microseconds, and long native kernels at their next look.
public enum LuaInterrupt {
  /// Installs the handler. A second Ctrl-C within a second of one not yet cleared calls `onSecond` inside the signal
  /// handler (only async-signal-safe C may run there), or ends the program with 130.
  public static func install(onSecond: (@convention(c) () -> Void)? = nil) { fm_interrupt_install(onSecond) }
  /// Whether one is waiting to be cleared. Scripts fail until then, whatever they catch.
  public static var isPending: Bool { fm_interrupt_is_pending() }
  /// The host is back at its prompt.
  public static func clear() { fm_interrupt_clear() }
}
