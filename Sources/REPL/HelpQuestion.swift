import Interface
import LuaRuntime

/// Answers `?name` and `??name`: what is declared, what a variable holds, Lua's own library. It runs no code of the
/// user's.
struct HelpQuestion {
  let state: LuaState
  let index: HelpIndex
  let sources: SourceTexts
  let width: Int

  init(_ state: LuaState, _ index: HelpIndex, _ sources: SourceTexts, width: Int) {
    self.state = state
    // With what has been installed since: `help` itself.
    self.index = HelpIndex(state.modules.isEmpty ? index.modules : state.modules, more: index.more)
    self.sources = sources
    self.width = width
  }

  func answer(_ topic: Submission.Topic) -> String {
    let name = Self.bare(topic.name)
    guard name.utf8.count <= 1000 else { return index.nearText(on: name, width: width) }
    if topic.wantsSource, let source = index.source(of: name) { return source }
    let path = Self.path(name)
    let meaning = path.flatMap { Resolver(state: state).meaning(of: $0) }
    if topic.wantsSource, case .value(let value)? = meaning, let source = source(of: value) { return source }
    if let text = index.exactText(on: name, width: width, showsPlace: topic.wantsSource) { return text }
    if name.isEmpty { return index.text(on: "", width: width) }
    if let path, let text = field(path) ?? meaning.flatMap({ text(on: $0, path, showsPlace: topic.wantsSource) }) { return text }
    let near = index.nearText(on: name, width: width)
    guard near.hasPrefix("no help on"), let path, let meant = nearMember(path) else { return near }
    return "no help on '\(name)': did you mean '\(meant)'?"
  }

  /// The path with its last name as it may have been meant.
  private func nearMember(_ path: [CompletionRequest.Step]) -> String? {
    guard case .field(let word)? = path.last, word.utf8.count < 64 else { return nil }
    let owner = Array(path.dropLast())
    let members = StateNames(state: state).names(of: owner, CompletionFilter(identifiersOnly: true)).found
    return suggestion(for: word, among: members.map(\.text)).map { (owner + [.field($0)]).written }
  }

  /// Without quotes around it, a call's parentheses after it, or a mark at its end, as IPython has it.
  private static func bare(_ name: String) -> String {
    var name = name
    if name.hasSuffix("()") { name.removeLast(2) }
    for quote in ["\"", "'"] where name.count >= 2 && name.hasPrefix(quote) && name.hasSuffix(quote) { name = String(name.dropFirst().dropLast()) }
    return name
  }

  private static func path(_ name: String) -> [CompletionRequest.Step]? {
    let text = Array(name.utf8)
    let all = tokens(of: text)
    guard let (steps, start) = PathReader(text: text, tokens: all).path(endingAt: all.count - 1), start == 0 else { return nil }
    return steps
  }

  private func text(on meaning: Meaning, _ path: [CompletionRequest.Step], showsPlace: Bool) -> String? {
    let written = path.written
    switch meaning {
    case .object(let type): return "\(written) is a \(type.name)\n\n" + (index.exactText(on: type.name, width: width) ?? helpText(for: type, width: width))
    case .function(let name, let function): return helpText(for: function, as: name, width: width, showsPlace: showsPlace)
    case .table(let table):
      var page = Page(width: width)
      page.paragraph("\(written) is a table: \(table.summary)")
      page.gap()
      page.rows(fieldRows(table))
      return page.text
    case .string: return "\(written) is a string\n\n" + (index.exactText(on: "string", width: width) ?? "")
    case .value(let value): return text(on: value, written)
    }
  }

  /// `market.now_s`, where `market` holds an object: its class's field.
  private func field(_ path: [CompletionRequest.Step]) -> String? {
    guard case .field(let name)? = path.last, case .object(let type)? = Resolver(state: state).meaning(of: Array(path.dropLast())),
      let field = type.fields.first(where: { $0.name == name })
    else { return nil }
    return index.text(onField: field, of: type, width)
  }

  private func text(on value: LuaReference, _ written: String) -> String? {
    switch value.kind {
    case .none: return nil
    case .function:
      guard let function = try? state.scriptFunction(value) else { return "\(written) is a native function of Lua's" }
      var lines = [CallSignature(function, as: written, isMethod: false).text]
      lines += remark(above: function).map { "  " + $0 }
      return (lines + ["", "  at \(function.source):\(function.lines.lowerBound); ??\(written) shows its source"]).joined(separator: "\n")
    case .table: return "\(written) is a table"
    case .boolean: return "\(written) is a boolean"
    case .number: return "\(written) is a number"
    case .string: return "\(written) is a string"
    case .object: return "\(written) is a userdata"
    case .coroutine: return "\(written) is a coroutine"
    }
  }

  /// The comment that ends on the line above a function.
  private func remark(above function: ScriptFunction) -> [String] {
    var lines: [String] = []
    var line = function.lines.lowerBound - 1
    while lines.count < 40, let text = sources.line(line, of: function.source)?.trimmingSpace, text.hasPrefix("--") {
      lines.append(String(text.drop { $0 == "-" }).trimmingSpace)
      line -= 1
    }
    return lines.reversed()
  }

  /// The lines of a script's function, where their text is at hand.
  private func source(of value: LuaReference) -> String? {
    guard let function = try? state.scriptFunction(value), function.lines.lowerBound > 0 else { return nil }
    let lines = function.lines.compactMap { sources.line($0, of: function.source) }
    return lines.isEmpty ? nil : "-- \(function.source):\(function.lines.lowerBound)\n" + lines.joined(separator: "\n")
  }
}
