import Interface

extension Parameter {
  /// What a call like `f(…)` or `{ settings }, f(…)` begins with.
  static func function(orSettings settings: [Parameter]) -> Parameter {
    var parameter = Parameter("f", .any, "a function; or a table of settings, and then the function")
    parameter.fields = settings
    return parameter
  }

  /// What follows a call's first functions: others, and settings at last.
  static func functions(andSettings settings: [Parameter]) -> Parameter {
    var parameter = Parameter("settings", .any, isOptional: true, defaultText: "{}", "further functions, and settings at last")
    parameter.fields = settings
    return parameter
  }
}

/// The settings of a call that begins with `Parameter.function(orSettings:)`, and which argument (from 0) is the function.
func settingsBeforeFunction(_ frame: any CallFrame) throws -> (settings: Table, first: Int) {
  var settings = Table(), first = 0
  if case .table(let table) = try frame.value(0) { (settings, first) = (table, 1) }
  let function = try frame.value(first)
  guard case .callback = function else {
    throw ScriptError("bad argument #\(first + 1) '\(first == 0 ? "f" : "arguments")' (function expected, got \(first < frame.count ? function.typeName : "no value"))")
  }
  return (settings, first)
}
