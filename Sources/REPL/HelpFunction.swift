import Interface
import LuaRuntime

/// Scripts' `help`: by name, or by the value itself.
struct HelpFunction {
  let index: HelpIndex
  let print: (String) -> Void

  /// Binds the global `help` of `state`.
  func install(in state: LuaState) throws(LuaError) {
    let print = Confined(content: print)  // called on the state's thread only
    let index = Confined(content: index)
    let function = Function(
      "help", "Explains a function, module, class or object, given itself or its name.",
      .optional(.any("topic", "what to explain; without it, an overview")), returns: Parameter("nothing", .any),
      example: "help(\"help\")"
    ) { topic in
      print.content(Self.text(on: topic ?? .none, index.content) + "\n")
      return Nothing()
    }
    try state.install(modules: [Module("", "The session.", functions: [function])])
    let names = index.content.modules.map(\.name).filter { !$0.isEmpty }
    _ = try state.load(Self.prelude, chunkName: "=help").evaluate([.table(Table(list: names.map(Value.string)))])
  }

  /// A table crosses the boundary as a copy, so the one that is a module's is recognised before.
  private static let prelude = """
    local names, explain = ..., help
    function help(...)
      local topic = ...
      if topic == help then topic = "help" end
      if type(topic) == "table" then
        for _, name in ipairs(names) do
          if rawequal(rawget(_G, name), topic) then return explain(name) end
        end
        topic = "table"
      end
      return explain(topic)
    end
    """

  private static func text(on topic: Value, _ index: HelpIndex) -> String {
    switch topic {
    case .none: return index.text(on: "")
    case .string(let name): return index.text(on: name)
    case .object(let object): return index.text(on: type(of: object).className)
    case .callback(let callback):
      guard let function = callback as? LuaFunction, let declared = try? function.state.declaration(of: function) else {
        return "a function of a script, or of Lua's own library; ??name shows a script's source"
      }
      return index.text(on: declared.name)
    default: return "a \(topic.typeName); help() lists what there is help on"
    }
  }
}

/// Carries what never leaves the thread of its state through a closure that might.
private struct Confined<Content>: @unchecked Sendable { let content: Content }
