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
          A vector or a list of numbers is a curve, a matrix a heat map, a colony its market day; two of equal length are x and y; a table of curves \
          draws them together, named by their keys. Settings: kind (line, scatter, bars, histogram, heat), title, x_label, \
          y_label, y_min, y_max, unit, bins, width, height (in characters), color, ascii. `plot{ histogram = v }` is short for \
          `plot(v, { kind = "histogram" })`.
          """,
        .any("values", "a vector, matrix, colony, list of numbers, or table of them"), .optional(.any("y", "vector, list, or the settings")),
        .optional(.table("settings"), "{}"), returns: .nothing, example: "plot(vector.linspace(-3, 3, 100):tanh(), { title = \"tanh\", height = 6 })"
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

  private static let known = Kind.allCases.map(\.rawValue)

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
    let fields = try Fields(settings ?? Table(), "plot's settings", known: [
      "kind", "title", "x_label", "y_label", "y_min", "y_max", "unit", "bins", "width", "height", "color", "ascii",
    ])
    if let word = try fields.string("kind") {
      guard let given = Kind(rawValue: word) else {
        let hint = suggestion(for: word, among: Self.known).map { ": did you mean '\($0)'?" } ?? ": there are \(Self.known.joined(separator: ", "))"
        throw ScriptError("plot: no kind '\(word)'\(hint)")
      }
      kind = given
    }
    var style = session.style(of: 1)
    if let isColored = try fields.boolean("color") { style.isColored = isColored }
    if let isASCII = try fields.boolean("ascii") { style.isUnicode = !isASCII }
    let width = try fields.integer("width", in: 20...10_000) ?? session.width(of: 1)
    let height = try fields.integer("height", in: 2...200)
    let title = try fields.string("title")

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
      text = Histogram(try numbers(values, "plot: 'values'"), bins: try fields.integer("bins", in: 1...1000)).text(
        title: title, unit: try fields.string("unit"), width: width, style)
    case .bars:
      let bars = try Self.bars(values, limit: 200)
      text = BarChart(bars, title: title, unit: try fields.string("unit"), width: width).text(style)
    case .line, .scatter:
      var chart = LineChart(
        try Self.series(values, y), title: title, xLabel: try fields.string("x_label"), yLabel: try fields.string("y_label"), width: width,
        height: height ?? 12, yMin: try fields.number("y_min"), yMax: try fields.number("y_max"))
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
