import ArgumentParser
import Charts
import Interface
import JSON
import PluginHost
import Scripting

struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "List, explain, check and create policies.",
    discussion: "A plugin is named kind/name, as in auction/vickrey, or by a path.",
    subcommands: [List.self, Info.self, Check.self, Reload.self, New.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the plugins there are.")

    @Argument(help: "Only this kind.") var kind: String?
    @Flag(help: "As JSON.") var json = false
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let host = Workbench().host
      if let kind { _ = try host.kind(kind) }
      let plugins = host.summaries(kind: kind)
      if json {
        return try putJSON(.table(Table(list: plugins.map { plugin in
          var table = Table()
          table["name"] = .string(plugin.name)
          table["version"] = plugin.version.map(Value.string) ?? .none
          table[plugin.version == nil ? "problem" : "summary"] = .string(plugin.summary)
          return .table(table)
        })))
      }
      let table = TextTable(
        columns: [.init("plugin"), .init("version"), .init("summary")],
        rows: plugins.map { [.text($0.name), $0.version.map(TextTable.Cell.text) ?? .missing, .text($0.summary)] })
      put(table.text(ScriptSession(color: options.color).style(of: 1)) + "\n", to: 1)
    }
  }

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what a plugin says of itself.")

    @Argument(help: "The plugin.") var name: String
    @Flag(help: "As JSON.") var json = false

    func run() throws {
      let info = try Workbench().host.info(name)
      if json { return try putJSON(.table(info)) }
      for key in ["kind", "name", "version", "api", "summary", "file", "hash"] {
        if case .string(let text) = info[key] { put(Self.line(key, text), to: 1) }
      }
      if case .table(let functions) = info["functions"] {
        for case .string(let signature) in functions.list { put(Self.line("function", signature), to: 1) }
      }
      if case .table(let options) = info["options"] {
        for case (.string(let name), .table(let option)) in options.fields { put(Self.line("option", Self.text(name, option)), to: 1) }
      }
    }

    private static func line(_ key: String, _ text: String) -> String {
      key + String(repeating: " ", count: max(1, 10 - key.count)) + text + "\n"
    }

    /// `floor: integer = 0 µrUv, 0…, least payment to a winner`
    private static func text(_ name: String, _ option: Table) -> String {
      func plain(_ key: String) -> String? {
        switch option[key] {
        case .none: nil
        case .string(let text): text
        default: try? JSONWriter.text(option[key])
        }
      }
      var text = "\(name): \(plain("type") ?? "any") = \(plain("default") ?? "nil")"
      if let unit = plain("unit") { text += " \(unit)" }
      if plain("min") ?? plain("max") != nil { text += ", \(plain("min") ?? "")…\(plain("max") ?? "")" }
      if let choices = plain("choices") { text += ", one of \(choices)" }
      if let help = plain("help") { text += ", \(help)" }
      return text
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hold plugins to their contract and their kind's laws.", discussion: "Fails if any check does.")

    @Argument(help: "The plugins; all there are when left out.") var names: [String] = []
    @Option(help: ArgumentHelp("Seeds of each law.", valueName: "count")) var seeds = 25
    @Flag(help: "As JSON.") var json = false

    func validate() throws {
      guard (1...10_000).contains(seeds) else { throw ValidationError("--seeds: \(seeds) is outside 1…10000.") }
    }

    func run() throws {
      let host = Workbench().host
      let check = PluginCheck(host, seeds: seeds)
      let reports = try (names.isEmpty ? host.everyName : names).map { try check.run($0) }
      if json {
        try putJSON(.table(Table(list: reports.map(\.value))))
      } else {
        put(reports.map(\.text).joined(separator: "\n\n") + "\n", to: 1)
      }
      if reports.contains(where: { !$0.passed }) { throw ExitCode.failure }
    }
  }

  struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read plugins again as a running colony would, and say which could take over.",
      discussion: "A colony itself takes up changes by plugin.reload(), or at once with --watch. Fails if a text would be refused.")

    @Argument(help: "The plugins; all there are when left out.") var names: [String] = []
    @Flag(help: "As JSON.") var json = false

    func run() throws {
      let host = Workbench().host
      var rows: [Value] = [], hasFailed = false
      for name in names.isEmpty ? host.everyName : names {
        do {
          let plugin = try host.load(name)
          rows.append(["plugin": .string(name), "version": .string(plugin.manifest.version.description), "hash": .string(plugin.text.hash)])
          if !json { put("ok    \(name) \(plugin.manifest.version.description)\n", to: 1) }
        } catch {
          hasFailed = true
          rows.append(["plugin": .string(name), "problems": .table(Table(list: error.problems.map(Value.string)))])
          if !json { put(error.problems.map { "FAIL  \(name): \($0)\n" }.joined(), to: 1) }
        }
      }
      if json { try putJSON(.table(Table(list: rows))) }
      if hasFailed { throw ExitCode.failure }
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start a new plugin from one that exists.",
      discussion: "For example: formic plugin new auction my_rule --from vickrey")

    @Argument(help: "The kind.") var kind: String
    @Argument(help: "The new plugin's name.") var name: String
    @Option(help: ArgumentHelp("The plugin of that kind to start from.", valueName: "name")) var from: String?

    func run() throws {
      let path = try Workbench().host.scaffold(kind, name, like: from)
      put("\(path)\nnext: formic plugin check \(kind)/\(name)\n", to: 1)
    }
  }
}

extension PluginHost {
  fileprivate var everyName: [String] { catalogue.list().map { "\($0.kind)/\($0.name)" } }
}

private func putJSON(_ value: Value) throws { put(try JSONWriter.text(value, isPretty: true) + "\n", to: 1) }
