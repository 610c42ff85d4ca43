public import Interface

/// Finds what a name means among the declarations, the kinds and plugins, and Lua's own library.
public struct HelpIndex {
  public let modules: [Module]
  /// Help on names that are in no list: paths of plugins.
  let more: (String) -> String?

  public init(_ modules: [Module], more: @escaping (String) -> String? = { _ in nil }) {
    self.modules = modules
    self.more = more
  }

  /// One thing there is help on.
  struct Entry {
    var name: String
    var summary: String
    /// What else it may be found by: its details and parameters.
    var words: String
  }

  /// Every name there is help on.
  public var topics: [String] {
    declarations.map(\.name) + modules.flatMap { $0.topics() }.map(\.name) + LuaLibrary.entries.map(\.name)
  }

  /// - Parameter name: `economy`, `economy.quote`, `vector`, `vector:dot`, `auction/vickrey`, `string.rep`, or the last
  ///   part of one, `quote`.
  public func text(on name: String, width: Int = 100) -> String {
    if name.isEmpty { return overview(width: width) }
    return exactText(on: name, width: width) ?? nearText(on: name, width: width)
  }

  /// Help on what has exactly this name.
  func exactText(on name: String, width: Int, showsPlace: Bool = false) -> String? {
    if let text = declaration(name, width, showsPlace) { return text }
    if let topic = topic(name) { return topic.text(width) }
    if let entry = LuaLibrary.entry(name) { return text(on: entry, width) }
    return more(name)
  }

  /// The source text of a plugin.
  func source(of name: String) -> String? { topic(name)?.source() }

  /// Help on what ends in this name, or what may have been meant.
  func nearText(on name: String, width: Int) -> String {
    let endings = topics.filter { $0.hasSuffix("." + name) || $0.hasSuffix(":" + name) || $0.hasSuffix("/" + name) }
    if endings.count == 1 { return exactText(on: endings[0], width: width) ?? "" }
    var page = Page(width: width)
    if endings.isEmpty {
      let meant = name.utf8.count < 64 ? suggestion(for: name, among: topics) : nil
      page.paragraph("no help on '\(name.prefix(64))'" + (meant.map { ": did you mean '\($0)'?" } ?? "; help() lists the topics, apropos \"word\" searches them"))
    } else {
      page.paragraph("'\(name)' may be \(endings.joined(separator: ", "))")
    }
    return page.text
  }

  private func topic(_ name: String) -> Topic? {
    for module in modules {
      if let topic = module.topics().first(where: { $0.name == name }) { return topic }
    }
    return nil
  }

  private func declaration(_ name: String, _ width: Int, _ showsPlace: Bool) -> String? {
    let classes = modules.flatMap(\.classes)
    let texts = modules.filter { $0.name == name && !name.isEmpty }.map { helpText(for: $0, width: width) }
      + classes.filter { $0.name == name }.map { helpText(for: $0, width: width) }
    if !texts.isEmpty { return texts.joined(separator: "\n\n") }  // a module may share its class's name: `vector`
    for module in modules {
      let owner = module.name.isEmpty ? "" : module.name + "."
      for function in module.functions where owner + function.name == name {
        return helpText(for: function, as: name, width: width, showsPlace: showsPlace)
      }
      for constant in module.constants where owner + constant.name == name { return "\(name) = \(constant.content.text)\n  \(constant.summary)" }
    }
    for type in classes {
      for method in type.methods where ["\(type.name):\(method.name)", "\(type.name).\(method.name)"].contains(name) {
        return helpText(for: method, as: "\(type.name):\(method.name)", width: width, showsPlace: showsPlace)
      }
      for field in type.fields where ["\(type.name):\(field.name)", "\(type.name).\(field.name)"].contains(name) {
        return text(onField: field, of: type, width)
      }
    }
    return nil
  }

  /// A field has no parentheses: its name, type and unit.
  func text(onField field: Function, of type: Class, _ width: Int) -> String {
    var page = Page(width: width)
    let result = field.results.first
    let unit = result?.unit.map { " in \($0)" } ?? ""
    page.paragraph("\(type.name).\(field.name): \(result?.type.text ?? "any")\(unit)")
    page.paragraph(field.summary, indent: 2)
    if !field.example.isEmpty {
      page.gap()
      page.line("  > \(field.example)")
    }
    return page.text
  }

  private func text(on entry: LuaLibrary.Entry, _ width: Int) -> String {
    var page = Page(width: width)
    page.paragraph(entry.signature, hanging: 4)
    page.paragraph(entry.summary, indent: 2)
    let members = LuaLibrary.entries.filter { $0.name.hasPrefix(entry.name + ".") }
    if !members.isEmpty {
      page.gap()
      page.rows(members.map { [$0.name, $0.summary] })
    }
    return page.text
  }

  /// Everything declared, with what it may be found by.
  var declarations: [Entry] {
    modules.flatMap { module in
      let owner = module.name.isEmpty ? "" : module.name + "."
      var entries = module.name.isEmpty ? [] : [Entry(name: module.name, summary: module.summary, words: "")]
      entries += module.functions.map { entry($0, as: owner + $0.name) }
      entries += module.constants.map { Entry(name: owner + $0.name, summary: $0.summary, words: "") }
      for type in module.classes {
        if type.name != module.name { entries.append(Entry(name: type.name, summary: type.summary, words: "")) }
        entries += type.methods.map { entry($0, as: "\(type.name):\($0.name)") } + type.fields.map { entry($0, as: "\(type.name).\($0.name)") }
      }
      return entries
    }
  }

  private func entry(_ function: Function, as name: String) -> Entry {
    func words(_ parameter: Parameter) -> String {
      ([parameter.name, parameter.summary, parameter.type.text] + (parameter.fields + parameter.elements + parameter.others).map(words)).joined(separator: " ")
    }
    let all = [function.detail] + function.errors + (function.parameters + function.results).map(words)
    return Entry(name: name, summary: function.summary, words: all.joined(separator: " "))
  }

  /// What `help()` says: how to ask, and what there is.
  private func overview(width: Int) -> String {
    var page = Page(width: width)
    page.paragraph("Enter an expression to see its value, or any Lua. Ctrl-C stops what runs.")
    page.gap()
    page.rows([
      ["help(x)  help \"name\"  ?name", "what a function, module, object, kind or plugin is for"],
      ["??name", "the source of a function or plugin"],
      ["apropos \"word\"", "what has to do with a word"],
      ["Tab", "completes names, and words a call takes; twice: what a call takes"],
      ["_  _1 ... _9", "the latest results; a ; at the end hides them"],
      ["Ctrl-R  Up  Down", "earlier entries; what is typed narrows them"],
      ["Ctrl-D", "leaves"],
    ])
    page.gap()
    page.rows(modules.filter { !$0.name.isEmpty }.map { [$0.name, $0.summary] })
    let kinds = modules.flatMap { $0.topics() }.filter { !$0.name.contains("/") }
    if !kinds.isEmpty {
      page.gap()
      page.paragraph("Policies: " + kinds.map(\.name).joined(separator: ", "), hanging: 2)
    }
    return page.text
  }
}
