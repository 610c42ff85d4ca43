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
    if name.isEmpty { return HelpText.overview(modules) }
    if let text = declaration(name) ?? more(name) { return text }
    let endings = topics.filter { $0.hasSuffix("." + name) || $0.hasSuffix(":" + name) }
    if endings.count == 1 { return declaration(endings[0])! }
    if !endings.isEmpty { return "'\(name)' may be \(endings.joined(separator: ", "))" }
    let meant = suggestion(for: name, among: topics).map { ": did you mean '\($0)'?" } ?? "; help() lists the topics"
    return "no help on '\(name)'\(meant)"
  }

  private func declaration(_ name: String) -> String? {
    let dotted = name.split(separator: ":", maxSplits: 1).joined(separator: ".")
    for module in modules {
      if module.name == name { return HelpText.text(module) }  // and of its class of the same name: `vector`
      let owner = module.name.isEmpty ? "" : module.name + "."
      if let function = module.functions.first(where: { owner + $0.name == name }) { return HelpText.text(function, owner: owner) }
    }
    for type in modules.flatMap(\.classes) {
      if type.name == name { return HelpText.text(type) }
      for method in type.methods where "\(type.name).\(method.name)" == dotted { return HelpText.text(method, owner: type.name + ":") }
      for field in type.fields where "\(type.name).\(field.name)" == dotted {
        return "\(type.name).\(field.name)\n\n  \(field.summary)"
      }
    }
    return nil
  }
}
