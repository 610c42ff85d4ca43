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
    lines += [""] + functionLines(function, header: module.name.isEmpty ? function.name : "\(module.name).\(function.name)", isMethod: false)
  }
  return lines.joined(separator: "\n") + "\n"
}

private func classLines(_ type: Class) -> [String] {
  var lines = ["---\(type.summary)", "---@class \(type.name)"]
  lines += type.fields.map { "---@field \($0.name) \($0.results.first?.type.stub ?? "any") \($0.summary)" }
  lines += type.operators.compactMap { operatorLine($0, of: type) }
  let local = localName(type.name)
  lines.append("local \(local) = {}")
  for method in type.methods { lines += [""] + functionLines(method, header: "\(local):\(method.name)", isMethod: true) }
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

private func functionLines(_ function: Function, header: String, isMethod: Bool) -> [String] {
  let parameters = isMethod ? Array(function.parameters.dropFirst()) : function.parameters
  var lines = function.summary.isEmpty ? [] : ["---\(function.summary)"]
  if !function.detail.isEmpty {
    lines.append("---")
    lines += function.detail.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)" }
  }
  if !function.example.isEmpty { lines += ["---", "---    > \(function.example)"] }
  for (i, parameter) in parameters.enumerated() {
    let isRest = function.isVariadic && i == parameters.count - 1
    let name = isRest ? "..." : luaName(parameter.name) + (parameter.isOptional ? "?" : "")
    lines.append(trimmed("---@param \(name) \(parameter.type.stub) \(note(on: parameter))"))
  }
  for result in function.results where !result.name.isEmpty {
    lines.append(trimmed("---@return \(result.type.stub)\(result.isOptional ? "?" : "") \(luaName(result.name)) \(note(on: result))"))
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
