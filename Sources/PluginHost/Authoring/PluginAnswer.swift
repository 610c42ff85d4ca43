public import Interface
public import Policies

/// What a `formic plugin` command says: for a terminal, and as plain data for `--json`.
public struct PluginAnswer {
  public var text: String
  public var value: Value
  /// Whether the command exits with 0.
  public var succeeded: Bool

  /// Which plugins there are; a kind's or all.
  ///
  /// - Throws: `ScriptError` where there is no such kind.
  public static func list(_ host: PluginHost, kind: String? = nil) throws(ScriptError) -> PluginAnswer {
    if let kind { _ = try host.kind(kind) }
    let plugins = host.summaries(kind: kind)
    let width = plugins.map(\.name.count).max() ?? 0
    let lines = plugins.map { plugin in
      plugin.name.padded(width) + "  " + (plugin.version ?? "BROKEN").padded(7) + "  " + plugin.summary
    }
    let values = plugins.map { plugin in
      var table = Table()
      table["name"] = .string(plugin.name)
      if let version = plugin.version { table["version"] = .string(version) }
      table[plugin.version == nil ? "problem" : "summary"] = .string(plugin.summary)
      return Value.table(table)
    }
    return PluginAnswer(
      text: lines.isEmpty ? "no plugins" : lines.joined(separator: "\n"), value: .table(Table(list: values)), succeeded: true)
  }

  /// What one plugin says of itself.
  ///
  /// - Throws: every problem of a text that can't be loaded.
  public static func info(_ host: PluginHost, _ name: String) throws(SwapError) -> PluginAnswer {
    let plugin = try host.load(name)
    var lines = ["\(plugin.identity)  \(plugin.manifest.summary)", "  file  \(plugin.text.file)", "  hash  \(plugin.text.hash)"]
    lines += plugin.manifest.functions.map { "  \(plugin.kind.functions[$0].signature)" }
    for option in plugin.manifest.options { lines.append("  \(option.line)") }
    return PluginAnswer(text: lines.joined(separator: "\n"), value: .table(plugin.info), succeeded: true)
  }

  /// How plugins stand up to their contracts and laws: those named, or all.
  ///
  /// - Throws: `ScriptError` where there is no such plugin.
  public static func check(_ host: PluginHost, _ names: [String], seeds: Int = 25) throws(ScriptError) -> PluginAnswer {
    let check = PluginCheck(host, seeds: seeds)
    var reports = [CheckReport]()
    for name in names.isEmpty ? host.catalogue.list().map(\.path) : names { reports.append(try check.run(name)) }
    return PluginAnswer(
      text: reports.map(\.text).joined(separator: "\n"), value: .table(Table(list: reports.map(\.value))),
      succeeded: reports.allSatisfy(\.passed))
  }

  /// What became of a reload in a colony.
  public static func reload(_ reload: PolicySet.Reload) -> PluginAnswer {
    let swaps = reload.swaps.map(\.description), failures = reload.failures.flatMap(\.problems)
    let lines = swaps.map { "swapped  \($0)" } + failures.map { "refused  \($0)" }
    let value: Value = [
      "swaps": .table(Table(list: swaps.map { .string($0) })), "problems": .table(Table(list: failures.map { .string($0) })),
    ]
    return PluginAnswer(text: lines.isEmpty ? "nothing changed" : lines.joined(separator: "\n"), value: value, succeeded: failures.isEmpty)
  }

  /// Begins a new plugin and checks it.
  public static func new(_ host: PluginHost, kind: String, name: String, folder: String? = nil, like: String? = nil) throws -> PluginAnswer {
    let path = try host.scaffold(kind, name, in: folder, like: like)
    let report = try PluginCheck(host).run(path)
    return PluginAnswer(text: "made \(path)\n\(report.text)", value: ["path": .string(path), "check": report.value], succeeded: report.passed)
  }
}

extension OptionDeclaration {
  /// "floor = 0  integer, 0 or more µrUv: least payment to a winner".
  fileprivate var line: String {
    let measure: String =
      switch content {
      case .integer(_, let range): Self.range(range, .min, .max)
      case .number(_, let range): Self.range(range, -.greatestFiniteMagnitude, .greatestFiniteMagnitude)
      case .choice(_, let words): ", " + words.joined(separator: "|")
      default: ""
      }
    let value = switch defaultValue {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "\"\(value)\""
    default: ""
    }
    return "\(name) = \(value)  \(typeName)\(measure)\(unit.map { " \($0)" } ?? ""): \(help)"
  }

  private static func range<T: Comparable>(_ range: ClosedRange<T>, _ least: T, _ greatest: T) -> String {
    switch (range.lowerBound == least, range.upperBound == greatest) {
    case (true, true): ""
    case (false, true): ", \(range.lowerBound) or more"
    case (true, false): ", \(range.upperBound) or less"
    case (false, false): ", \(range.lowerBound)…\(range.upperBound)"
    }
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
