import Interface
import LuaRuntime

/// Scripts' `help` and `apropos`.
struct HelpFunction {
  let index: HelpIndex
  /// How wide what is printed may be.
  let width: () -> Int
  /// Shows whole lines.
  let print: (String) -> Void

  init(index: HelpIndex, width: @escaping () -> Int = { Terminal.width }, print: @escaping (String) -> Void) {
    self.index = index
    self.width = width
    self.print = print
  }

  /// Binds the globals in `state`.
  func install(in state: LuaState) throws(LuaError) {
    let own = Confined(content: self), host = Confined(content: state)  // called on the state's thread only
    let help = Function(
      "help", "Explains a function, module, class, object, kind of policy or plugin, given itself or its name.",
      .optional(.any("topic", "what to explain"), "an overview"), returns: .nothing, example: "help(\"help\")"
    ) { topic in
      own.content.print(own.content.text(on: topic ?? .none, in: host.content))
      return Nothing()
    }
    let apropos = Function(
      "apropos", "Lists what has to do with a word: names first, then summaries, then details.",
      .string("word", "part of a name or of what is said about it"), returns: .nothing, example: "apropos \"price\""
    ) { word in
      let help = own.content
      help.print(help.current(in: host.content).apropos(word, width: help.width()))
      return Nothing()
    }
    try state.install(modules: [Module("", "The session.", functions: [help, apropos])])
    let modules = index.modules.map(\.name).filter { !$0.isEmpty }
    let library = LuaLibrary.entries.map(\.name).filter { !$0.contains(":") }
    let names = Table(list: (modules + library).map(Value.string))
    _ = try state.load(Self.prelude, chunkName: "=help").evaluate([.table(names)])
  }

  /// A table crosses the boundary as a copy, and a function of Lua's own has no name there: those that are a library's
  /// are recognised before.
  private static let prelude = """
    local names, explain, rawget, type = ..., help, rawget, type
    local known = setmetatable({}, { __mode = "k" })
    for _, name in ipairs(names) do
      local value = _G
      for part in name:gmatch("[^.]+") do value = type(value) == "table" and rawget(value, part) end
      if type(value) == "table" or type(value) == "function" then known[value] = known[value] or name end
    end
    function help(...)
      local topic = ...
      if topic == help then topic = "help"
      elseif known[topic] ~= nil then topic = known[topic]
      elseif type(topic) == "table" then topic = {} end
      return explain(topic)
    end
    """

  /// With what has been installed since.
  private func current(in state: LuaState) -> HelpIndex { HelpIndex(state.modules, more: index.more) }

  private func text(on topic: Value, in state: LuaState) -> String {
    let index = current(in: state)
    switch topic {
    case .none: return index.text(on: "", width: width())
    case .string(let name):
      return HelpQuestion(state, index, SourceTexts(), width: width()).answer(Submission.Topic(name: name, wantsSource: false))
    case .object(let object): return index.text(on: type(of: object).className, width: width())
    case .callback(let callback):
      guard let function = callback as? LuaFunction else { return "a function" }
      if let declared = try? state.declaration(of: function) { return index.text(on: declared.name, width: width()) }
      guard let described = try? state.scriptFunction(function) else { return "a native function of Lua's" }
      return CallSignature(described, as: "function", isMethod: false).text + "\n  at \(described.source):\(described.lines.lowerBound); ??name shows its source"
    default: return "a \(topic.typeName); help() lists what there is help on"
    }
  }
}

/// Carries what never leaves the thread of its state through a closure that might.
struct Confined<Content>: @unchecked Sendable { let content: Content }
