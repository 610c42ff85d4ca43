public import Interface

/// Finds what a name means among the declarations.
public struct HelpIndex {
  public let modules: [Module]
  /// Help on names that are no declarations: plugins and their kinds.
  private let more: (String) -> String?

  public init(_ modules: [Module], more: @escaping (String) -> String? = { _ in nil }) {
    self.modules = modules
    self.more = more
  }

  /// Every name there is help on.
  public var topics: [String] {
    var names: [String] = []
    for module in modules {
      let owner = module.name.isEmpty ? "" : module.name + "."
      if !module.name.isEmpty { names.append(module.name) }
      names += module.functions.map { owner + $0.name }
      for type in module.classes {
        if type.name != module.name { names.append(type.name) }
        names += (type.methods + type.fields).map { type.name + ":" + $0.name }
      }
    }
    return names
  }

  /// - Parameter name: `economy`, `economy.quote`, `vector`, `vector:dot`, or the last part of one, `quote`.
  public func text(on name: String) -> String {
    if name.isEmpty { return overview }
    if let text = declaration(name) ?? more(name) { return text }
    let endings = topics.filter { $0.hasSuffix("." + name) || $0.hasSuffix(":" + name) }
    if endings.count == 1 { return declaration(endings[0])! }
    if !endings.isEmpty { return "'\(name)' may be \(endings.joined(separator: ", "))" }
    let meant = suggestion(for: name, among: topics).map { ": did you mean '\($0)'?" } ?? "; help() lists the topics"
    return "no help on '\(name)'\(meant)"
  }

  private func declaration(_ name: String) -> String? {
    let classes = modules.flatMap(\.classes)
    let texts = modules.filter { $0.name == name }.map { helpText(for: $0) } + classes.filter { $0.name == name }.map { helpText(for: $0) }
    if !texts.isEmpty { return texts.joined(separator: "\n\n") }  // a module may share its class's name: `vector`
    for module in modules {
      let owner = module.name.isEmpty ? "" : module.name + "."
      for function in module.functions where owner + function.name == name { return helpText(for: function, as: name) }
    }
    for type in classes {
      for member in type.methods + type.fields where ["\(type.name):\(member.name)", "\(type.name).\(member.name)"].contains(name) {
        return helpText(for: member, as: "\(type.name):\(member.name)")
      }
    }
    return nil
  }

  /// What `help()` says: how to ask, and what there is.
  private var overview: String {
    let named = modules.filter { !$0.name.isEmpty }
    let width = named.map { $0.name.utf8.count }.max() ?? 0
    let list = named.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.utf8.count))  \($0.summary)" }
    return """
      Enter an expression to see its value, or any Lua. Ctrl-C stops what runs.

        help(x)  help "name"  ?name   what a function, module or object is for
        ??name                        the source of a function
        Tab                           completes names, and words a call takes
        _  _1 ... _9                  the latest results; a ; at the end hides them
        Ctrl-R  Up  Down              earlier entries; what is typed narrows them
        Ctrl-D                        leaves


      """ + list.joined(separator: "\n")
  }
}
