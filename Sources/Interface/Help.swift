// What `help(x)` prints, rendered from the declarations.

extension Function {
  /// "quote(amount: integer [, side: buy|sell]) → cost: integer"
  public var signature: String { signature(as: name, droppingFirst: false) }

  /// Under the name scripts know it by; a method's, `vector:dot`, does without the object.
  public func signature(as shown: String) -> String { signature(as: shown, droppingFirst: shown.contains(":")) }

  private func signature(as shown: String, droppingFirst: Bool) -> String {
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

/// Help on a function known to scripts as `name` ("economy.quote", "vector:dot"): signature, summary, parameters and
/// the fields of tables with type, range, unit and default, results, detail, errors, example.
///
/// - Parameter showsPlace: whether the file and line of the declaration are told.
public func helpText(for function: Function, as name: String, width: Int = 100, showsPlace: Bool = false) -> String {
  let isMethod = name.contains(":")
  var page = Page(width: width)
  page.paragraph(function.signature(as: name), hanging: 4)
  page.paragraph(function.summary, indent: 2)
  let parameters = isMethod ? Array(function.parameters.dropFirst()) : function.parameters
  let results = function.results.filter { !$0.name.isEmpty }.map { result in
    var result = result
    result.name = "→ " + result.name
    return result
  }
  let rows = (parameters + results).flatMap { fieldRows($0) }
  if rows.contains(where: { $0.dropFirst(2).contains { !$0.isEmpty } }) {
    page.gap()
    page.rows(rows)
  }
  if !function.detail.isEmpty {
    page.gap()
    page.paragraph(function.detail, indent: 2)
  }
  if !function.errors.isEmpty {
    page.gap()
    page.line("  errors")
    for error in function.errors { page.paragraph(error, indent: 4, hanging: 2) }
  }
  if !function.example.isEmpty {
    page.gap()
    page.line("  > \(function.example)")
  }
  if showsPlace {
    page.gap()
    page.paragraph("declared in \(function.place.file):\(function.place.line)", indent: 2, hanging: 2)
  }
  return page.text
}

/// A parameter's row (name, type, range and unit, default, summary), then those of its fields, a step deeper.
public func fieldRows(_ parameter: Parameter, depth: Int = 0) -> [[String]] {
  let range = parameter.bounds.map { boundsText($0, unit: parameter.unit) } ?? ""
  let measure = range.isEmpty ? parameter.unit ?? "" : range
  let step = String(repeating: "  ", count: depth)
  var rows = [[step + parameter.name, parameter.type.text, measure, parameter.shownDefault.map { "= \($0)" } ?? "", parameter.summary]]
  for field in parameter.fields { rows += fieldRows(field, depth: depth + 1) }
  for element in parameter.elements {
    var element = element
    element.name = "[i] " + element.name
    rows += fieldRows(element, depth: depth + 1)
  }
  for other in parameter.others {
    var other = other
    other.name = "[name] " + other.name
    rows += fieldRows(other, depth: depth + 1)
  }
  return rows
}

/// Help on a module: its summary, then one line for each function, constant and class.
public func helpText(for module: Module, width: Int = 100) -> String {
  var page = Page(width: width)
  page.paragraph(module.name.isEmpty ? module.summary : "\(module.name): \(module.summary)")
  let prefix = module.name.isEmpty ? "" : "\(module.name)."
  page.section(module.functions.map { ($0.signature(as: prefix + $0.name), $0.summary) })
  page.section(module.constants.map { ("\(prefix)\($0.name) = \($0.content.text)", $0.summary) })
  page.section(module.classes.map { ("class \($0.name)", $0.summary) })
  return page.text
}

/// Help on a class: its summary, then one line for each method, field and operator.
public func helpText(for type: Class, width: Int = 100) -> String {
  var page = Page(width: width)
  page.paragraph("\(type.name): \(type.summary)")
  page.section(type.methods.map { ($0.signature(as: "\(type.name):\($0.name)"), $0.summary) })
  page.section(type.fields.map { ("\(type.name).\($0.name): \($0.results.first?.type.text ?? "any")", $0.summary) })
  page.section(type.operators.map { ($0.name, $0.summary) })
  return page.text
}

extension Page {
  /// A heading each with what it means below it.
  fileprivate mutating func section(_ rows: [(head: String, summary: String)]) {
    if !rows.isEmpty { gap() }
    for (head, summary) in rows {
      paragraph(head, indent: 2, hanging: 4)
      if !summary.isEmpty { paragraph(summary, indent: 6) }
    }
  }
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

/// "1…100 µrUv", "0…0.5", "≥ 0 s"; empty where every value is allowed.
public func boundsText(_ bounds: Bounds, unit: String? = nil) -> String {
  let text: String
  switch bounds {
  case .integers(let range): text = rangeText(range, least: .min, greatest: .max, shortInteger)
  case .numbers(let range):
    text = rangeText(
      max(range.lowerBound, -.greatestFiniteMagnitude)...min(range.upperBound, .greatestFiniteMagnitude), least: -.greatestFiniteMagnitude,
      greatest: .greatestFiniteMagnitude, shortNumber)
  }
  return text.isEmpty ? "" : text + (unit.map { " \($0)" } ?? "")
}

private func rangeText<Bound>(_ range: ClosedRange<Bound>, least: Bound, greatest: Bound, _ text: (Bound) -> String) -> String {
  switch (range.lowerBound == least, range.upperBound == greatest) {
  case (true, true): ""
  case (false, true): "≥ \(text(range.lowerBound))"
  case (true, false): "≤ \(text(range.upperBound))"
  case (false, false): "\(text(range.lowerBound))…\(text(range.upperBound))"
  }
}

/// Summary, range with unit, default.
func note(on parameter: Parameter) -> String {
  var parts: [String] = []
  if !parameter.summary.isEmpty { parts.append(parameter.summary) }
  let range = parameter.bounds.map { boundsText($0, unit: parameter.unit) } ?? ""
  if !range.isEmpty { parts.append(range) } else if let unit = parameter.unit { parts.append("in \(unit)") }
  if let text = parameter.shownDefault { parts.append("default \(text)") }
  return parts.joined(separator: "; ")
}

extension Parameter {
  /// An empty text says nothing.
  fileprivate var shownDefault: String? { defaultText == "" ? nil : defaultText }
}

/// A great power of two as one: 2^62.
private func shortInteger(_ integer: Int64) -> String {
  integer >= 1 << 31 && integer.nonzeroBitCount == 1 ? "2^\(integer.trailingZeroBitCount)" : "\(integer)"
}

/// A number without a needless fraction: 1, 0.5, 1e+300, ∞.
func shortNumber(_ number: Double) -> String {
  if number.isInfinite { return number < 0 ? "-∞" : "∞" }
  if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
  return "\(number)"
}
