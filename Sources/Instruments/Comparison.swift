import Charts
import Interface
import LuaRuntime

/// How long some functions take, beside one another.
final class Comparison: Describable {
  static var className: String { "comparison" }

  struct Row {
    var name: String
    /// Of a call, sorted, ns.
    var samples: [Double]
    var allocations: Double
    var bytes: Double
    var checksum: UInt64
    /// To the first row's time in the same round, with the 95% interval of its median; nil in the first row.
    var ratio: (median: Double, low: Double, high: Double)?

    var median: Double { samples[samples.count / 2] }
    var p99: Double { samples[min(samples.count - 1, Int(Double(samples.count) * 0.99))] }
    var checksumText: String {
      let digits = String(checksum, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  let rows: [Row]
  let emptyCall: Double

  /// Measures what a call of `bench` was given.
  init(measuring frame: any CallFrame) throws {
    let state = CallInPlace(frame).state
    let given = try Self.given(frame, state)
    let (timings, empty) = try state.time(given.functions.map(\.function), given.settings)
    emptyCall = empty
    rows = zip(given.functions, timings).enumerated().map { index, measured in
      let (function, timing) = measured
      return Row(
        name: function.name, samples: timing.samples.sorted(), allocations: timing.allocations, bytes: timing.bytes,
        checksum: timing.checksum, ratio: index == 0 ? nil : medianRatio(timing.samples, timings[0].samples))
    }
  }

  private typealias Given = (functions: [(name: String, function: LuaFunction)], settings: LuaState.TimingSettings)

  private static func given(_ frame: any CallFrame, _ state: LuaState) throws -> Given {
    var functions: [(name: String, function: LuaFunction)] = [], settings = Table()
    for index in 0..<frame.count {
      let isLast = index == frame.count - 1
      switch try frame.value(index) {
      case .callback(let callback as LuaFunction): functions.append((try name(of: callback, state), callback))
      case .table(let table) where index == 0: functions = try named(table)
      case .table(let table) where isLast: settings = table
      case let other: throw ScriptError("bad argument #\(index + 1) 'functions' (function expected, got \(other.typeName))")
      }
    }
    guard !functions.isEmpty else { throw ScriptError("bad argument #1 'functions' (a function, or a table of functions by name, expected)") }
    guard functions.count <= 100 else { throw ScriptError("\(functions.count) functions are too many: 100 at most") }
    // Those that begin on one line are told apart by their position.
    let names = functions.map(\.name)
    for (index, name) in names.enumerated() where names.count(where: { $0 == name }) > 1 { functions[index].name = "\(name) #\(index + 1)" }
    return (functions, try timing(settings))
  }

  private static func named(_ table: Table) throws -> [(name: String, function: LuaFunction)] {
    let entries = table.list.enumerated().map { (Value.integer(Int64($0 + 1)), $1) } + table.fields.map { ($0.key, $0.value) }
    return try entries.map { key, value in
      let name =
        switch key {
        case .string(let text): text
        case .integer(let number): "\(number)"
        default: "?"
        }
      guard case .callback(let callback as LuaFunction) = value else {
        throw ScriptError("'\(name)' is a \(value.typeName), function expected (settings are a second table)")
      }
      return (name, callback)
    }
  }

  private static func name(of function: LuaFunction, _ state: LuaState) throws -> String {
    if let declared = try state.declaration(of: function) { return declared.name }
    guard case .function(let place) = try state.snapshot(of: function), let source = place.source, let line = place.line else { return "native" }
    return "\(source):\(line)"
  }

  private static func timing(_ table: Table) throws -> LuaState.TimingSettings {
    try Typed<Table>.table("settings", fields: settings).parameter.check(.table(table), at: "settings")
    var settings = LuaState.TimingSettings()
    settings.samples = Int(table[samples])
    settings.sampleTime = table[sampleTime] * 1e6
    settings.warmUp = table[warmUp] * 1e6
    settings.timeLimit = table[timeLimit] * 1e9
    return settings
  }

  private static let samples = Typed<Int64>.integer("samples", 3...100_000).defaulting(to: 101)
  private static let sampleTime = Typed<Double>.number("sample_ms", 0.001...10_000, unit: "ms").defaulting(to: 1)
  private static let warmUp = Typed<Double>.number("warm_up_ms", 0...10_000, unit: "ms").defaulting(to: 50)
  private static let timeLimit = Typed<Double>.number("seconds", 0.001...86_400, unit: "s", "after which no further round is begun").defaulting(to: 5)
  static let settings = [samples.parameter, sampleTime.parameter, warmUp.parameter, timeLimit.parameter]

  var card: Card {
    let unit = TimeUnit.fitting(rows.map(\.median).filter { $0 > 0 }.min() ?? 0)
    func time(_ nanoseconds: Double) -> String { significant(nanoseconds / unit.nanoseconds) }
    let ratio = rows.count > 1 ? ["ratio [95%]"] : []
    let names = ["median", "p99"] + ratio + ["allocs", "bytes", "checksum"]
    let table = rows.map { row -> [String] in
      let measured = row.ratio.map { "\(fixed($0.median, 3)) [\(fixed($0.low, 3)), \(fixed($0.high, 3))]" } ?? "1"
      return [row.name, time(row.median), time(row.p99)] + ratio.map { _ in measured }
        + [fixed(row.allocations, 1), Readable.count(Int(row.bytes.rounded())), String(row.checksumText.prefix(6))]
    }
    return Card(
      "comparison", ["\(rows[0].samples.count) samples", "times in \(unit.name)", "less \(significant(emptyCall)) ns of an empty call"],
      parts: [.table([.init("function")] + names.map { .init($0, isRightAligned: $0 != "checksum" && $0 != "ratio [95%]") }, table, omitted: 0)])
  }

  func table(_ row: Row) -> Value {
    var table = Table()
    table["name"] = .string(row.name)
    for (key, value) in [
      ("ns", row.median), ("p50", row.median), ("p99", row.p99), ("min", row.samples[0]), ("allocations", row.allocations), ("bytes", row.bytes),
    ] { table[key] = .number(value) }
    table["checksum"] = .string(row.checksumText)
    if let ratio = row.ratio {
      for (key, value) in [("ratio", ratio.median), ("ratio_low", ratio.low), ("ratio_high", ratio.high)] { table[key] = .number(value) }
    }
    return .table(table)
  }
}

/// The median of the quotients of the same round, with the 95% interval that order statistics give it (the binomial's
/// normal approximation: ranks *n*/2 ± 0.98 √*n*).
func medianRatio(_ times: [Double], _ base: [Double]) -> (median: Double, low: Double, high: Double) {
  let ratios = zip(times, base).map { time, base in base > 0 ? time / base : time > 0 ? .infinity : 1 }.sorted()
  let middle = Double(ratios.count - 1) / 2, reach = 0.98 * Double(ratios.count).squareRoot()
  let low = max(0, Int((middle - reach).rounded(.down))), high = min(ratios.count - 1, Int((middle + reach).rounded(.up)))
  return (ratios[ratios.count / 2], ratios[low], ratios[high])
}
