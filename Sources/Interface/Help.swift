// What `help(x)` prints, rendered from the declarations.

extension Function {
  /// "quote(amount: integer [, side: buy|sell]) → cost: integer"
  public var signature: String { signature(as: name, droppingFirst: false) }

  func signature(as shown: String, droppingFirst: Bool) -> String {
    var text = "\(shown)("
    for (i, parameter) in parameters.dropFirst(droppingFirst ? 1 : 0).enumerated() {
      let separator = i == 0 ? "" : ", "
      let described = "\(parameter.name): \(parameter.type.text)"
      text += parameter.isOptional ? (i == 0 ? "[\(described)]" : " [\(separator)\(described)]") : "\(separator)\(described)"
    }
    if isVariadic { text += parameters.isEmpty ? "..." : ", ..." }
    text += ")"
    let results = results.filter { !$0.name.isEmpty }
    if !results.isEmpty { text += " → " + results.map { "\($0.name): \($0.type.text)" }.joined(separator: ", ") }
    return text
  }
}

extension ValueType {
  /// As help and error messages name it.
  public var text: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .choice(let words): words.joined(separator: "|")
    case .table: "table"
    case .function: "function"
    case .object(let name): name
    case .any: "any"
    }
  }
}

/// Help on a function known to scripts as `name` ("economy.quote", "vector:dot"): signature, summary, parameters with
/// units, ranges and defaults, results, detail, example.
public func helpText(for function: Function, as name: String) -> String {
  let isMethod = name.contains(":")
  var lines = [function.signature(as: name, droppingFirst: isMethod), "  \(function.summary)"]
  let parameters = isMethod ? Array(function.parameters.dropFirst()) : function.parameters
  let rows =
    parameters.map { (label: $0.name, note: note(on: $0)) } + function.results.filter { !$0.name.isEmpty }.map { (label: "→ \($0.name)", note: note(on: $0)) }
  let width = rows.map(\.label.count).max() ?? 0
  if rows.contains(where: { !$0.note.isEmpty }) {
    lines.append("")
    for row in rows where !row.note.isEmpty {
      lines.append("  \(row.label)\(String(repeating: " ", count: width - row.label.count))  \(row.note)")
    }
  }
  if !function.detail.isEmpty {
    lines.append("")
    lines += function.detail.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
  }
  if !function.example.isEmpty { lines += ["", "  > \(function.example)"] }
  return lines.joined(separator: "\n")
}

/// Help on a module: its summary, then one line for each function, constant and class.
public func helpText(for module: Module) -> String {
  var lines = [module.name.isEmpty ? module.summary : "\(module.name): \(module.summary)"]
  let prefix = module.name.isEmpty ? "" : "\(module.name)."
  lines += section(module.functions.map { ($0.signature(as: prefix + $0.name, droppingFirst: false), $0.summary) })
  lines += section(module.constants.map { ("\(prefix)\($0.name) = \($0.content.text)", $0.summary) })
  lines += section(module.classes.map { ("class \($0.name)", $0.summary) })
  return lines.joined(separator: "\n")
}

/// Help on a class: its summary, then one line for each method, field and operator.
public func helpText(for type: Class) -> String {
  var lines = ["\(type.name): \(type.summary)"]
  lines += section(type.methods.map { ($0.signature(as: "\(type.name):\($0.name)", droppingFirst: true), $0.summary) })
  lines += section(type.fields.map { ("\(type.name).\($0.name): \($0.results.first?.type.text ?? "any")", $0.summary) })
  lines += section(type.operators.map { ($0.name, $0.summary) })
  return lines.joined(separator: "\n")
}

extension Constant.Content {
  /// As a Lua literal.
  public var text: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "\"\(value)\""
    }
  }
}

/// "1…100 µrUv", "0…0.5".
public func boundsText(_ bounds: Bounds, unit: String? = nil) -> String {
  let suffix = unit.map { " \($0)" } ?? ""
  switch bounds {
  case .integers(let range): return "\(range.lowerBound)…\(range.upperBound)\(suffix)"
  case .numbers(let range): return "\(shortNumber(range.lowerBound))…\(shortNumber(range.upperBound))\(suffix)"
  }
}

private func section(_ rows: [(head: String, summary: String)]) -> [String] {
  rows.isEmpty ? [] : [""] + rows.flatMap { ["  \($0.head)", "      \($0.summary)"] }
}

/// Summary, range with unit, default.
func note(on parameter: Parameter) -> String {
  var parts: [String] = []
  if !parameter.summary.isEmpty { parts.append(parameter.summary) }
  if let bounds = parameter.bounds { parts.append(boundsText(bounds, unit: parameter.unit)) } else if let unit = parameter.unit { parts.append("in \(unit)") }
  if let text = parameter.defaultText { parts.append("default \(text)") }
  return parts.joined(separator: "; ")
}

/// A number without a needless fraction: 1, 0.5, 1e+300, ∞.
private func shortNumber(_ number: Double) -> String {
  if number.isInfinite { return number < 0 ? "-∞" : "∞" }
  if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
  return "\(number)"
}
