import ArgumentParser
import Charts
import Interface
import JSON
import Kernels
import Scripting

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure this build on this machine.",
    discussion: """
      Thread CPU time on one core: 50 ms to warm up, then 101 samples of about 1 ms each. A row shows the median and the \
      best sample, its goal, the share of what the machine allows (probed in the same run), the largest relative error \
      against double precision, and a checksum. Rows of starts, sessions and commits count the \
      wall clock; rows that search 100,000 vectors first build a graph of them, for about half a minute; the limit of commits is SQLite's own, in the same run.
      """)

  @Argument(help: "Only rows whose id or name contains this, in any case.") var filter: String?
  @Flag(help: "As JSON.") var json = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let machine = Machine()
    let benchmarks = Catalog.benchmarks.filter { isWanted($0.id, $0.name) }
    var rows = benchmarks.map { BenchmarkRow($0, on: machine) }
    rows += try MarketDay.rows(Workbench()) { isWanted(MarketDay.id, $0) }
    rows += try VectorRecall.rows(folder: Workbench.dataFolder()) { isWanted(VectorRecall.id, $0) }
    rows += try DurableTransfers.rows { isWanted(DurableTransfers.id, $0) }
    if isWanted(StartUp.id, StartUp.name) { rows += try StartUp.rows() }
    rows += try PromptLatency.rows { isWanted(PromptLatency.id, $0) }
    guard !rows.isEmpty else { throw CommandFailure("no benchmark matches '\(filter ?? "")'") }
    let command = (["formic", "bench"] + [filter].compactMap(\.self) + (json ? ["--json"] : [])).joined(separator: " ")
    if json {
      put(try JSONWriter.text(Self.value(machine, rows, command), isPretty: true) + "\n", to: 1)
    } else {
      put(Self.text(machine, rows, command, ScriptSession(color: options.color).style(of: 1)), to: 1)
    }
  }

  private func isWanted(_ id: String, _ name: String) -> Bool {
    guard let wanted = filter?.lowercased() else { return true }
    return id.lowercased() == wanted || name.lowercased().contains(wanted)
  }

  private static func text(_ machine: Machine, _ rows: [BenchmarkRow], _ command: String, _ style: Style) -> String {
    let table = TextTable(
      columns: [
        .init("id"), .init("work"), .init("median", alignment: .right), .init("best", alignment: .right), .init("unit"),
        .init("goal"), .init("of limit", alignment: .right), .init("error", alignment: .right), .init("checksum", alignment: .right),
      ],
      rows: rows.map { row in
        [
          .text(row.id), .text(row.name), .text(readable(row.median)), .text(readable(row.best)), .text(row.unit), .text(row.goal),
          row.share.map { .text(fixed($0 * 100, 0) + "%") } ?? .missing, row.error.map { .text(exponential($0)) } ?? .missing,
          row.checksum.map { .text("\($0)") } ?? .missing,
        ]
      })
    return table.text(style) + "\n\n" + machine.line + "\n$ " + command + "\n"
  }

  /// Four significant digits.
  private static func readable(_ value: Double) -> String {
    switch abs(value) {
    case 1e9...: fixed(value / 1e9, 2) + " G"
    case 1e6...: fixed(value / 1e6, 2) + " M"
    case 1000...: fixed(value, 0)
    case 100...: fixed(value, 1)
    case 10...: fixed(value, 2)
    default: fixed(value, 3)
    }
  }

  /// `1.2e-07`
  private static func exponential(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    var exponent = 0, mantissa = value
    while mantissa >= 9.95 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return fixed(mantissa, 1) + "e\(exponent)"
  }

  private static func value(_ machine: Machine, _ rows: [BenchmarkRow], _ command: String) -> Value {
    let results = rows.map { row -> Value in
      var table = Table()
      table["id"] = .string(row.id)
      table["name"] = .string(row.name)
      table["unit"] = .string(row.unit)
      table["goal"] = .string(row.goal)
      table["median"] = .number(row.median)
      table["best"] = .number(row.best)
      if let limit = row.limit { table["limit"] = .number(limit) }
      if let error = row.error { table["error"] = .number(error) }
      if let checksum = row.checksum, checksum.isFinite { table["checksum"] = .number(checksum) }
      return .table(table)
    }
    return ["command": .string(command), "machine": machine.value, "rows": .table(Table(list: results))]
  }
}
