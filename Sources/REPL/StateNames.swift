import Interface
public import LuaRuntime

/// Completion's view of a Lua state: raw names and declarations only, so nothing of the user's runs.
public struct StateNames: NameSource {
  private let state: LuaState
  /// That of a frame, where the user looks into one.
  private let environment: () -> LuaReference?
  /// What the surroundings know of a call's words, where its declaration doesn't say: names of policies.
  private let words: (CompletionRequest.Call) -> [Candidate]
  private let help: () -> [String]

  public init(
    state: LuaState, environment: @escaping () -> LuaReference? = { nil }, words: @escaping (CompletionRequest.Call) -> [Candidate] = { _ in [] }, topics: @escaping () -> [String] = { [] }
  ) {
    self.state = state
    self.environment = environment
    self.words = words
    help = topics
  }

  private var variables: LuaReference? { environment().flatMap { try? state.variables(of: $0) } }
  private var resolver: Resolver { Resolver(state: state, variables: variables) }

  public func names(of path: [CompletionRequest.Step], _ filter: CompletionFilter) -> (found: [Candidate], omitted: Int) {
    if path.isEmpty {
      let globals = names(in: nil, filter)
      guard let variables else { return globals }
      return (names(in: variables, filter).found + globals.found, globals.omitted)
    }
    switch resolver.meaning(of: path) {
    case .value(let value): return names(in: value, filter)
    case .string: return ((try? state.find([.name("string")])).flatMap { $0 }.map { names(in: $0, filter) }) ?? ([], 0)
    case .object(let type):
      let methods = type.methods.map { Candidate($0.name, .function) }
      return (filter.functionsOnly ? methods : methods + type.fields.map { Candidate($0.name) }, 0)
    case .table(let table): return (filter.functionsOnly ? [] : table.fields.map { Candidate($0.name) }, 0)
    case .function, nil: return ([], 0)
    }
  }

  /// More than any screen lists.
  private static let limit = 500

  private func names(in value: LuaReference?, _ filter: CompletionFilter) -> (found: [Candidate], omitted: Int) {
    var request = LuaState.NameFilter(
      prefix: filter.prefix, functionsOnly: filter.functionsOnly, identifiersOnly: filter.identifiersOnly,
      hidesPrivate: filter.identifiersOnly && filter.prefix.isEmpty, limit: Self.limit)
    guard var names = try? state.names(of: value, request) else { return ([], 0) }
    if names.found.isEmpty, request.hidesPrivate {
      request.hidesPrivate = false
      names = (try? state.names(of: value, request)) ?? names
    }
    return (names.found.map { Candidate($0.name, $0.isFunction ? .function : .value) }, names.omitted)
  }

  // MARK: Inside calls

  public func words(for call: CompletionRequest.Call, prefix: String) -> [Candidate]? {
    switch call.path {
    case ["help"], ["apropos"]: return topics()
    case ["require"]: return modules(prefix: prefix)
    default: break
    }
    if case .choice(let words)? = declaration(for: call)?.type { return words.map { Candidate($0, .string) } }
    let words = words(call).filter { $0.kind == .string }
    return words.isEmpty ? nil : words
  }

  public func fields(for call: CompletionRequest.Call) -> [Candidate]? {
    if let signature = signature(of: call.callee, isMethod: call.isMethod), let table = call.table(in: signature), !table.fields.isEmpty {
      return table.fields.map { Candidate($0.name, .field) }
    }
    let words = words(call).filter { $0.kind == .field }
    return words.isEmpty ? nil : words
  }

  private func declaration(for call: CompletionRequest.Call) -> Parameter? {
    signature(of: call.callee, isMethod: call.isMethod).flatMap { call.parameter(in: $0) }
  }

  public func signature(of callee: [CompletionRequest.Step], isMethod: Bool) -> CallSignature? {
    switch resolver.meaning(of: callee) {
    case .function(let name, let function): return CallSignature(function, as: name, isMethod: isMethod)
    case .value(let value):
      if let function = try? state.scriptFunction(value) { return CallSignature(function, as: callee.written, isMethod: isMethod) }
      return LuaLibrary.entry(callee.written).map { CallSignature($0.signature, parameters: [], summary: $0.summary) }
    case .object, .table, .string, nil: return nil
    }
  }

  public func topics() -> [Candidate] { help().map { Candidate($0, .string) } }

  // MARK: Files

  public func files(prefix: String) -> [Candidate] { PathNames.files(prefix: prefix) }

  private func modules(prefix: String) -> [Candidate] {
    var names: [String] = []
    for table in ["loaded", "preload"] {
      guard let owner = try? state.find([.name("package"), .name(table)]) else { continue }
      names += ((try? state.names(of: owner, LuaState.NameFilter(prefix: prefix)))?.found ?? []).map(\.name)
    }
    if case .string(let path)? = try? state.find([.name("package"), .name("path")])?.value() { names += PathNames.modules(prefix: prefix, path: path) }
    return names.map { Candidate($0, .string) }
  }
}

extension [CompletionRequest.Step] {
  /// As a user writes the path: `t.list[2].run`.
  var written: String {
    var text = ""
    for step in self {
      switch step {
      case .field(let name): text += (text.isEmpty ? "" : ".") + name
      case .index(let index): text += "[\(index)]"
      case .call: text += "()"
      case .string: text += "string"
      }
    }
    return text
  }
}

extension CallSignature {
  /// - Parameter name: `vector:dot` for a method, whose object is then not told.
  init(_ function: Function, as name: String, isMethod: Bool) {
    let isDotted = name.contains(":") && !isMethod
    let parameters = name.contains(":") && isMethod ? Array(function.parameters.dropFirst()) : function.parameters
    self.init(
      function.signature(as: isDotted ? name.replacing(":", with: ".") : name), parameters: parameters, isVariadic: function.isVariadic, summary: function.summary)
  }

  init(_ function: ScriptFunction, as name: String, isMethod: Bool) {
    let names = isMethod ? Array(function.parameters.dropFirst()) : function.parameters
    let shown = names + (function.isVariadic ? ["..."] : [])
    self.init("\(name)(\(shown.joined(separator: ", ")))", parameters: names.map { Parameter($0, .any) })
  }
}
