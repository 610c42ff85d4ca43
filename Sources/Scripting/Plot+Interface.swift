import Charts
public import Interface
import Kernels

extension ScriptingInterface {
  /// What scripts reach without naming a module.
  ///
  /// - Parameter write: prints.
  public static func globals(_ session: ScriptSession, write: @escaping @Sendable (String) -> Void) -> [Function] {
    [
      Function(
        "plot", "Draws numbers on the terminal.",
        detail: """
          A vector or a list of numbers is a curve, a matrix a heat map, a colony its market day; two of equal length are x and \
          y; a table of curves draws them together, named by their keys. `plot{ histogram = v }` is short for `plot(v, { kind = "histogram" })`.
          """,
        .any("values", "a vector, matrix, colony, list of numbers, or table of them"), .optional(.any("y", "vector, list, or the settings")),
        .optional(.table("settings", fields: Plot.settings), "{}"), returns: .nothing,
        example: "plot(vector.linspace(-3, 3, 100):tanh(), { title = \"tanh\", height = 6 })",
        errors: ["the values are no numbers", "x and y differ in length", "the kind of figure doesn't suit the values"]
      ) { values, y, settings in
        write(try Plot(values, y, settings, session).text + "\n")
        return Nothing()
      }
    ]
  }
}

/// What a call of `plot` means, as text.
private struct Plot {
  let text: String

  private enum Kind: String, CaseIterable { case line, scatter, bars, histogram, heat }

  private static let kind: Typed<String?> = .optional(.choice("kind", Kind.allCases.map(\.rawValue)), "what suits the values")
  private static let height: Typed<Int64?> = .optional(.integer("height", 2...200, unit: "lines"), "12, or 24 of a heat map")
  static let settings =
    [
      kind, ScriptingInterface.title, ScriptingInterface.xLabel, ScriptingInterface.yLabel, ScriptingInterface.unit,
    ].map(\.parameter)
    + [ScriptingInterface.yMin.parameter, ScriptingInterface.yMax.parameter]
    + [ScriptingInterface.bins.parameter, ScriptingInterface.width.parameter, height.parameter] + ScriptingInterface.styleFields

  init(_ values: Value, _ second: Value?, _ settings: Table?, _ session: ScriptSession) throws {
    var values = values, settings = settings, y: Value?, kind: Kind?
    // The second argument is the settings where it is a table of names.
    if case .table(let table)? = second, !table.fields.isEmpty {
      guard settings == nil else { throw ScriptError("plot: the settings come last") }
      settings = table
    } else {
      y = second
    }
    // plot{ histogram = v, bins = 20 }
    if case .table(let table) = values, y == nil, settings == nil, let named = Kind.allCases.first(where: { !table[$0.rawValue].isNone }) {
      var rest = table
      rest[named.rawValue] = .none
      (values, settings, kind) = (table[named.rawValue], rest, named)
    }
    // Where they came as another argument, nobody has looked at them.
    try Typed<Table>.table("settings", fields: Self.settings).parameter.check(.table(settings ?? Table()), at: "settings")
    let chosen = settings ?? Table()
    kind = chosen[Self.kind].flatMap(Kind.init) ?? kind
    let style = ScriptingInterface.style(chosen, session)
    let width = chosen[ScriptingInterface.width].map { Int($0) } ?? session.width(of: 1)
    let height = chosen[Self.height].map { Int($0) }
    let title = chosen[ScriptingInterface.title]

    if case .object(let charted as any Charted) = values {
      guard y == nil else { throw ScriptError("plot: a \(type(of: charted).className) stands alone") }
      text = charted.courses.map { course in
        let x = course.values.indices.map { (Double($0) + 0.5) * course.step }
        return LineChart([Series(x: x, y: course.values)], title: course.title, xLabel: "s", width: width, height: height ?? 5).text(style)
      }.joined(separator: "\n")
      return
    }
    if case .object(let matrix as Matrix) = values, kind ?? .heat == .heat {
      guard y == nil else { throw ScriptError("plot: a matrix stands alone") }
      guard matrix.isLive, matrix.columns > 0 else { text = "(no data)"; return }
      text = HeatMap(try matrix.doubles, columns: matrix.columns, title: title, width: width, height: height ?? 24).text(style)
      return
    }
    switch kind ?? .line {
    case .heat: throw ScriptError("plot: a heat map is drawn of a matrix, not of a \(values.typeName)")
    case .histogram:
      text = Histogram(try numbers(values, "plot: 'values'"), bins: chosen[ScriptingInterface.bins].map { Int($0) }).text(
        title: title, unit: chosen[ScriptingInterface.unit], width: width, style)
    case .bars:
      let bars = try Self.bars(values, limit: 200)
      text = BarChart(bars, title: title, unit: chosen[ScriptingInterface.unit], width: width).text(style)
    case .line, .scatter:
      var chart = LineChart(
        try Self.series(values, y), title: title, xLabel: chosen[ScriptingInterface.xLabel], yLabel: chosen[ScriptingInterface.yLabel], width: width,
        height: height ?? 12, yMin: chosen[ScriptingInterface.yMin], yMax: chosen[ScriptingInterface.yMax])
      chart.isConnected = kind != .scatter
      text = chart.text(style)
    }
  }

  private static func series(_ values: Value, _ y: Value?) throws -> [Series] {
    if let y {
      let x = try numbers(values, "plot: 'x'"), y = try numbers(y, "plot: 'y'")
      guard x.count == y.count else { throw ScriptError("plot: x has \(x.count) elements, y \(y.count)") }
      return [Series(x: x, y: y)]
    }
    guard case .table(let table) = values, table.list.contains(where: \.isArray) || !table.fields.isEmpty else {
      return [Series(y: try numbers(values, "plot: 'values'"))]
    }
    let curves = table.list.enumerated().map { ("\($0 + 1)", $1) } + table.fields.map { key, value in (key.nameText, value) }
    return try curves.map { name, value in Series(name: name, y: try numbers(value, "plot: curve '\(name)'")) }
  }

  /// Of numbers, labelled by their places or their keys.
  private static func bars(_ values: Value, limit: Int) throws -> [Bar] {
    if case .table(let table) = values, !table.fields.isEmpty {
      return try table.fields.prefix(limit).map { key, value in
        switch value {
        case .integer(let number): Bar(key.nameText, Double(number))
        case .number(let number): Bar(key.nameText, number)
        default: throw ScriptError("plot: the bar '\(key.nameText)' is a \(value.typeName), number expected")
        }
      }
    }
    let numbers = try numbers(values, "plot: 'values'")
    guard numbers.count <= limit else { throw ScriptError("plot: \(numbers.count) bars don't fit a screen, \(limit) do; kind = \"histogram\" counts them") }
    return numbers.enumerated().map { Bar("\($0 + 1)", $1) }
  }
}

extension Value {
  fileprivate var isNone: Bool { if case .none = self { true } else { false } }
  /// Whether it may be a curve among others.
  fileprivate var isArray: Bool {
    switch self {
    case .object, .table: true
    default: false
    }
  }
  fileprivate var nameText: String {
    switch self {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    default: typeName
    }
  }
}

extension Matrix {
  /// Row after row.
  fileprivate var doubles: [Double] {
    get throws {
      switch type {
      case .f32: try asArray(of: Float.self).map(Double.init)
      case .f64: try asArray(of: Double.self)
      case .i64: try asArray(of: Int64.self).map { Double($0) }
      case .mask: try asArray(of: UInt8.self).map { Double($0) }
      }
    }
  }
}
