public import Interface

/// Declarations as a reader at the prompt wants them. Pure: text from declarations, nothing else.
public enum HelpText {
  // MARK: Functions

  /// - Parameter owner: what stands before the name: `economy.`, `vector:`, or nothing.
  public static func text(_ function: Function, owner: String) -> String {
    let isMethod = owner.hasSuffix(":")
    let parameters = isMethod ? Array(function.parameters.dropFirst()) : function.parameters
    var lines = [signature(function, owner: owner), "", "  " + function.summary]
    if !function.detail.isEmpty {
      lines.append("")
      lines += function.detail.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }
    }
    if !parameters.isEmpty { lines += [""] + table(parameters.map(row)) }
    let results = function.results.filter { $0.name != "nothing" }
    if !results.isEmpty { lines += ["", "Returns"] + table(results.map(row)) }
    if !function.example.isEmpty {
      lines += ["", "Example"] + function.example.split(separator: "\n").map { "  " + $0 }
    }
    if function.isPolicySafe { lines += ["", "Policies may call it."] }
    return lines.joined(separator: "\n")
  }

  /// `economy.quote(amount, reserve [, fee]) → price`
  public static func signature(_ function: Function, owner: String) -> String {
    let parameters = owner.hasSuffix(":") ? Array(function.parameters.dropFirst()) : function.parameters
    var list = ""
    var open = 0
    for (index, parameter) in parameters.enumerated() {
      let comma = index == 0 ? "" : ", "
      if parameter.isOptional {
        list += (index == 0 ? "[" : " [") + comma + parameter.name
        open += 1
      } else {
        list += comma + parameter.name
      }
    }
    if function.isVariadic { list += list.isEmpty ? "..." : ", ..." }
    list += String(repeating: "]", count: open)
    let results = function.results.map(\.name).filter { $0 != "nothing" }.joined(separator: ", ")
    return "\(owner)\(function.name)(\(list))" + (results.isEmpty ? "" : " → \(results)")
  }

  private static func row(_ parameter: Parameter) -> [String] {
    var remarks: [String] = []
    if let bounds = parameter.bounds { remarks.append(text(bounds)) }
    if let unit = parameter.unit { remarks.append(unit) }
    var summary = parameter.summary
    if parameter.isOptional {
      let note = parameter.defaultText.map { "default \($0)" } ?? "optional"
      summary += summary.isEmpty ? note : " (\(note))"
    }
    return [parameter.name, typeName(parameter.type), remarks.joined(separator: " "), summary]
  }

  private static func text(_ bounds: Bounds) -> String {
    switch bounds {
    case .integers(let range):
      range.upperBound == .max ? "≥ \(range.lowerBound)" : "\(range.lowerBound)…\(range.upperBound)"
    case .numbers(let range):
      range.upperBound >= .greatestFiniteMagnitude
        ? "≥ \(Literal.number(range.lowerBound))" : "\(Literal.number(range.lowerBound))…\(Literal.number(range.upperBound))"
    }
  }

  private static func typeName(_ type: ValueType) -> String {
    switch type {
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .choice(let words): words.map { "\"\($0)\"" }.joined(separator: " or ")
    case .table: "table"
    case .function: "function"
    case .object(let name): name
    case .any: "any value"
    }
  }

  // MARK: Modules and classes

  public static func text(_ module: Module) -> String {
    var lines = ["\(module.name): \(module.summary)"]
    let owner = module.name.isEmpty ? "" : module.name + "."
    if !module.functions.isEmpty { lines += [""] + table(module.functions.map { [signature($0, owner: owner), $0.summary] }) }
    if !module.constants.isEmpty {
      lines += [""] + table(module.constants.map { ["\(owner)\($0.name) = \(text($0.content))", $0.summary] })
    }
    for type in module.classes { lines += ["", text(type)] }
    return lines.joined(separator: "\n")
  }

  public static func text(_ type: Class) -> String {
    var lines = ["\(type.name): \(type.summary)"]
    let rows = type.fields.map { ["\(type.name).\($0.name)", $0.summary] }
      + type.methods.map { [signature($0, owner: type.name + ":"), $0.summary] }
    if !rows.isEmpty { lines += [""] + table(rows) }
    if !type.operators.isEmpty { lines += ["", "Operators: " + type.operators.map(\.name).joined(separator: " ")] }
    return lines.joined(separator: "\n")
  }

  private static func text(_ content: Constant.Content) -> String {
    switch content {
    case .integer(let value): String(value)
    case .number(let value): Literal.number(value)
    case .string(let value): Literal.string(.init(value))
    }
  }

  /// What `help()` says: how to ask, and what there is.
  public static func overview(_ modules: [Module]) -> String {
    var lines = [
      "Enter an expression to see its value, or any Lua. Ctrl-C stops what runs, Ctrl-D leaves.", "",
      "  help(x)  help \"name\"  ?name   what a function, module or object is for",
      "  ??name                       the source of a function",
      "  Tab                          completes names, methods and the words a call takes",
      "  _  _1 … _9                   the latest results;  a ; at the end hides them", "",
    ]
    lines += table(modules.filter { !$0.name.isEmpty }.map { [$0.name, $0.summary] })
    return lines.joined(separator: "\n")
  }

  /// Columns as wide as their cells, except that a very long cell puts the rest of its row on the next line.
  private static func table(_ rows: [[String]]) -> [String] {
    let widest = 44
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { $0.indices.contains(column) ? displayWidth($0[column]) : nil }.filter { $0 <= widest }.max() ?? 0
    }
    return rows.flatMap { row in
      var lines: [String] = []
      var line = "  "
      for (column, cell) in row.enumerated() where widths[column] > 0 || !cell.isEmpty {
        line += cell
        if column == row.count - 1 { break }
        if displayWidth(cell) > widest {
          lines.append(line)
          line = String(repeating: " ", count: 2 + widths[...column].reduce(0) { $0 + $1 + 2 })
        } else {
          line += String(repeating: " ", count: widths[column] - displayWidth(cell) + 2)
        }
      }
      while line.last == " " { line.removeLast() }
      return lines + (line.isEmpty ? [] : [line])
    }
  }
}
