/// A module's declarations as a LuaLS stub (`---@meta`), for editors: types, units, ranges and summaries of everything
/// scripts can reach.
public func luaStub(for module: Module) -> String {
  var lines = ["---@meta"]
  for type in module.classes { lines += [""] + classLines(type) }
  if !module.name.isEmpty {
    lines += ["", "---\(module.summary)", "---@class \(module.name)lib"]
    lines += module.constants.map { "---@field \($0.name) \($0.content.typeName) \($0.summary)" }
    lines.append("\(module.name) = {}")
  }
  for function in module.functions {
    let name = module.name.isEmpty ? function.name : "\(module.name).\(function.name)"
    lines += fieldClasses(function, owner: name) + [""] + functionLines(function, header: name, owner: name, isMethod: false)
  }
  return lines.joined(separator: "\n") + "\n"
}

private func classLines(_ type: Class) -> [String] {
  var lines = ["---\(type.summary)", "---@class \(type.name)"]
  lines += type.fields.map { "---@field \($0.name) \($0.results.first?.type.stub ?? "any") \($0.summary)" }
  lines += type.operators.compactMap { operatorLine($0, of: type) }
  let local = localName(type.name)
  lines.append("local \(local) = {}")
  for method in type.methods {
    let name = "\(type.name).\(method.name)"
    lines += fieldClasses(method, owner: name) + [""] + functionLines(method, header: "\(local):\(method.name)", owner: name, isMethod: true)
  }
  return lines
}

/// The operators LuaLS knows; the others (`__tostring`, `__eq`, `__close`) change no type.
private func operatorLine(_ function: Function, of type: Class) -> String? {
  let known = ["add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "concat", "len", "call"]
  let name = String(function.name.dropFirst(2))
  guard function.name.hasPrefix("__"), known.contains(name) else { return nil }
  let result = function.results.first?.type.stub ?? "any"
  guard function.parameters.count > 1, name != "unm", name != "len" else { return "---@operator \(name): \(result)" }
  let operand = function.parameters.map(\.type).first { $0 != .object(type.name) } ?? .object(type.name)
  return "---@operator \(name)(\(operand.stub)): \(result)"
}

/// Classes for the tables whose entries are declared: `colony.new.options`.
private func fieldClasses(_ function: Function, owner: String) -> [String] {
  (function.parameters + function.results).flatMap { fieldClasses($0, owner: owner) }
}

private func fieldClasses(_ parameter: Parameter, owner: String) -> [String] {
  guard parameter.isClosed else { return [] }
  let name = "\(owner).\(parameter.name)"
  var lines = (parameter.fields + parameter.elements + parameter.others).flatMap { fieldClasses($0, owner: name) }
  lines += ["", "---@class \(name)"]
  lines += parameter.fields.map { trimmed("---@field \(luaName($0.name))\($0.isOptional ? "?" : "") \(stubType($0, owner: name)) \(note(on: $0))") }
  lines += parameter.elements.map { trimmed("---@field [integer] \(stubType($0, owner: name)) \(note(on: $0))") }
  lines += parameter.others.map { trimmed("---@field [string] \(stubType($0, owner: name)) \(note(on: $0))") }
  return lines
}

/// A parameter's type in its stub: its own class where its entries are declared.
private func stubType(_ parameter: Parameter, owner: String) -> String {
  guard parameter.isClosed else { return parameter.type.stub }
  return parameter.type == .any ? "\(owner).\(parameter.name)|any" : "\(owner).\(parameter.name)"
}

private func functionLines(_ function: Function, header: String, owner: String, isMethod: Bool) -> [String] {
  let parameters = isMethod ? Array(function.parameters.dropFirst()) : function.parameters
  var lines = function.summary.isEmpty ? [] : ["---\(function.summary)"]
  if !function.detail.isEmpty {
    lines.append("---")
    lines += function.detail.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)" }
  }
  if !function.errors.isEmpty { lines += ["---", "---Errors:"] + function.errors.map { "---- \($0)" } }
  if !function.example.isEmpty { lines += ["---", "---    > \(function.example)"] }
  for (i, parameter) in parameters.enumerated() {
    let isRest = function.isVariadic && i == parameters.count - 1
    let name = isRest ? "..." : luaName(parameter.name) + (parameter.isOptional ? "?" : "")
    lines.append(trimmed("---@param \(name) \(stubType(parameter, owner: owner)) \(note(on: parameter))"))
  }
  for result in function.results where !result.name.isEmpty {
    lines.append(trimmed("---@return \(stubType(result, owner: owner))\(result.isOptional ? "?" : "") \(luaName(result.name)) \(note(on: result))"))
  }
  let names = parameters.enumerated().map { function.isVariadic && $0 == parameters.count - 1 ? "..." : luaName($1.name) }
  lines.append("function \(header)(\(names.joined(separator: ", "))) end")
  return lines
}

private func trimmed(_ line: String) -> String {
  var line = line
  while line.last == " " { line.removeLast() }
  return line
}

/// A parameter's name where Lua reserves the word.
private func luaName(_ name: String) -> String {
  let reserved: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or",
    "repeat", "return", "then", "true", "until", "while",
  ]
  return reserved.contains(name) ? name + "_" : name
}

/// A class's table in its stub: capitalised, so that it can't hide the module of the same name.
private func localName(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

extension ValueType {
  /// As LuaLS writes it.
  var stub: String {
    switch self {
    case .choice(let words): words.map { "\"\($0)\"" }.joined(separator: "|")
    case .function: "fun(...): ..."
    default: text
    }
  }
}

extension Constant.Content {
  var typeName: String {
    switch self {
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    }
  }
}
