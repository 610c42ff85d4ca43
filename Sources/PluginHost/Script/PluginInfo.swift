public import Interface
public import Policies

extension PluginHost {
  /// What a plugin says of itself, for `plugin.info` and `formic plugin info`.
  ///
  /// - Throws: every problem of a text that can't be loaded.
  public func info(_ name: String) throws(SwapError) -> Table { try load(name).info }

  /// One line per plugin, for `plugin.list` and `formic plugin list`: what can't be loaded is listed with its first problem.
  ///
  /// - Complexity: loads every text
  public func summaries(kind: String? = nil) -> [(name: String, version: String?, summary: String)] {
    catalogue.list(kind: kind).map { entry in
      let name = "\(entry.kind)/\(entry.name)"
      do throws(SwapError) {
        let manifest = try load(entry.path, kind: entry.kind).manifest
        return (name, manifest.version.description, manifest.summary)
      } catch { return (name, nil, error.problems.first ?? "") }
    }
  }
}

extension Plugin {
  /// The manifest as plain data, with each option's declaration.
  public var info: Table {
    var table = Table()
    table["kind"] = .string(kind.name)
    table["name"] = .string(manifest.name)
    table["version"] = .string(manifest.version.description)
    table["api"] = .string(manifest.api)
    table["summary"] = .string(manifest.summary)
    table["file"] = .string(text.file)
    table["hash"] = .string(text.hash)
    table["functions"] = .table(Table(list: manifest.functions.map { .string(kind.functions[$0].signature) }))
    table["options"] = .table(Table(fields: manifest.options.map { (.string($0.name), $0.value) }))
    return table
  }
}

extension OptionDeclaration {
  var value: Value {
    var table = Table()
    table["type"] = .string(typeName)
    table["default"] = defaultValue
    switch content {
    case .integer(_, let range):
      if range.lowerBound != .min { table["min"] = .integer(range.lowerBound) }
      if range.upperBound != .max { table["max"] = .integer(range.upperBound) }
    case .number(_, let range):
      if range.lowerBound != -.greatestFiniteMagnitude { table["min"] = .number(range.lowerBound) }
      if range.upperBound != .greatestFiniteMagnitude { table["max"] = .number(range.upperBound) }
    case .choice(_, let words): table["choices"] = .table(Table(list: words.map { .string($0) }))
    default: break
    }
    if let unit { table["unit"] = .string(unit) }
    table["help"] = .string(help)
    return .table(table)
  }
}
