import Interface
import LuaRuntime

/// What an expression stands for, as far as it can be told without evaluating it.
enum Meaning {
  /// Something in Lua: a table, a script's function, a number …
  case value(LuaReference)
  /// An object of a declared class.
  case object(Class)
  /// A declared function, by the name help knows it by.
  case function(name: String, Function)
  /// A table with declared entries, as a call returns it.
  case table(Parameter)
  case string
}

/// Follows paths by raw access and by declarations: what a call returns is known by what it is declared to.
struct Resolver {
  let state: LuaState
  /// What a frame calls its own, looked at before the globals.
  var variables: LuaReference?

  func meaning(of path: [CompletionRequest.Step]) -> Meaning? {
    guard let first = path.first else { return nil }
    var current: Meaning?
    switch first {
    case .string: current = .string
    case .field(let name): current = variables.flatMap { member(.name(name), of: $0) } ?? member(.name(name), of: nil)
    case .index, .call: return nil
    }
    for step in path.dropFirst() {
      guard let meaning = current else { return nil }
      current = next(step, after: meaning)
    }
    return current
  }

  func declaredClass(_ name: String) -> Class? {
    for module in state.modules.reversed() {
      for type in module.classes where type.name == name { return type }
    }
    return nil
  }

  private func next(_ step: CompletionRequest.Step, after meaning: Meaning) -> Meaning? {
    switch (meaning, step) {
    case (.value(let reference), .field(let name)): return member(.name(name), of: reference)
    case (.value(let reference), .index(let index)): return member(.index(index), of: reference)
    case (.object(let type), .field(let name)):
      if let method = type.methods.first(where: { $0.name == name }) { return .function(name: "\(type.name):\(name)", method) }
      return type.fields.first { $0.name == name }?.results.first.flatMap(declared)
    case (.function(_, let function), .call): return function.results.first.flatMap(declared)
    case (.table(let table), .field(let name)): return (table.fields.first { $0.name == name } ?? table.others.first).flatMap(declared)
    case (.table(let table), .index): return table.elements.first.flatMap(declared)
    case (.string, .field(let name)): return (try? state.find([.name("string"), .name(name)])).flatMap { $0 }.map { self.meaning(of: $0) }
    default: return nil
    }
  }

  private func member(_ key: LuaState.Key, of owner: LuaReference?) -> Meaning? {
    guard let found = try? state.find([key], from: owner) else { return nil }
    return meaning(of: found)
  }

  func meaning(of value: LuaReference) -> Meaning {
    switch value.kind {
    case .string: return .string
    case .object:
      guard case .object(let object)? = try? value.value(), let type = declaredClass(type(of: object).className) else { return .value(value) }
      return .object(type)
    case .function:
      guard let declaration = try? state.declaration(of: value) else { return .value(value) }
      return .function(name: declaration.name, declaration.function)
    default: return .value(value)
    }
  }

  private func declared(_ parameter: Parameter) -> Meaning? {
    switch parameter.type {
    case .string, .choice: .string
    case .object(let name): declaredClass(name).map { .object($0) }
    case .table where parameter.isClosed: .table(parameter)
    default: nil
    }
  }
}
