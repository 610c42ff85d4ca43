import CKernels
import Interface

/// Called between two steps of founding a colony, each of which takes some milliseconds.
///
/// - Throws: when Ctrl-C has been pressed.
func goOn() throws(ScriptError) {
  if ck_is_interrupted() { throw ScriptError("interrupted") }
}
