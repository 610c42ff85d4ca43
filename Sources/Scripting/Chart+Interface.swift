import Charts
import Interface

extension ScriptingInterface {
  /// `chart`: figures as text, and as SVG.
  static func chart(_ session: ScriptSession) -> Module {
    Module(
      "chart", "Figures as text for the terminal, and as SVG files.",
      functions: [
        Function(
          "line", "Curves over one pair of axes, as text.",
          detail: """
            The list part holds the series: `{ name =, x =, y = }` (x counts from 1 when left out), or `y` itself. \
            Data are vectors or lists; nil, false and NaN leave a gap.
            """,
          .table("spec", fields: lineFields(), elements: series), returns: Parameter("text", .string), example: "print(chart.line{ { name = \"accuracy\", y = { 0.2, 0.5, 0.7, 0.8 } }, height = 4 })", errors: ["a series is neither numbers nor a table with y, or its x and y differ in length"]
        ) { spec in
          try LineChart(spec, session).text(style(spec, session))
        },
        Function(
          "bars", "Amounts side by side, as text.",
          detail: "The list part holds `{ label, value }` or `{ label =, value =, low =, high = }`, the last two being an interval.",
          .table("spec", fields: barFields(), elements: bar), returns: Parameter("text", .string), example: "print(chart.bars{ { \"vickrey\", 12 }, { \"first_price\", 9 }, unit = \"rUv\" })", errors: ["a bar has no label or no value"]
        ) { spec in
          try BarChart(spec, session).text(style(spec, session))
        },
        Function(
          "histogram", "How often values fall into ranges, as text.",
          .any("values", "a vector or a list"),
          .optional(.table("settings", fields: [bins.parameter, title.parameter, unit.parameter, width.parameter] + styleFields), "{}"),
          returns: Parameter("text", .string), example: "print(chart.histogram({ 1, 2, 2, 3, 3, 3, 9 }, { unit = \"ms\" }))", errors: ["the values are not numbers"]
        ) { values, settings in
          let settings = settings ?? Table()
          return Histogram(try numbers(values, "'values'"), bins: settings[bins].map { Int($0) }).text(
            title: settings[title], unit: settings[unit], width: width(settings, session), style(settings, session))
        },
        Function(
          "spark", "Values as a row of little bars.", .any("values", "a vector or a list"),
          .optional(.integer("width", 1...1000, unit: "characters"), "one a value"), returns: Parameter("text", .string),
          example: "chart.spark({ 1, 5, 2, 8 })", errors: ["the values are not numbers"]
        ) { values, width in sparkline(try numbers(values, "'values'"), width: width.map(Int.init), session.style(of: 1)) },
        Function(
          "table", "Rows under named columns, as text.",
          detail: """
            `columns` holds names or `{ name =, key =, unit =, digits =, align = }`; a row of `rows` is a list, or has the \
            columns' keys (their names when left out).
            """,
          .table("spec", fields: [title.parameter, columns.parameter, rows.parameter] + styleFields), returns: Parameter("text", .string),
          example: "print(chart.table{ columns = { \"node\", { name = \"p95\", unit = \"ms\", digits = 1 } }, rows = { { \"a\", 12.25 }, { \"b\", 9.5 } } })", errors: ["a column has no name, or a row is no table"]
        ) { spec in
          try TextTable(spec).text(style(spec, session))
        },
        Function(
          "svg", "Draws a figure into an SVG file, by gnuplot.",
          detail: "`spec` is what `chart.line` or `chart.bars` takes. The file is replaced only by a complete figure.",
          .string("path", "the file to write"), .table("spec", fields: lineFields(widthInPixels.parameter) + [unit.parameter], elements: Parameter("entry", .any, "a series or a bar")),
          returns: Parameter("path", .string, "the same"),
          example: "os.remove(chart.svg(os.tmpname(), { { name = \"price\", y = { 1, 2, 4 } } }))", errors: ["what chart.line or chart.bars raises", "gnuplot is missing or fails", "the file cannot be written"]
        ) { path, spec in
          let width = Int(spec[widthInPixels])
          let isBars = isBars(spec)
          let fields = isBars ? barFields(widthInPixels.parameter) : lineFields(widthInPixels.parameter)
          try Parameter.table("spec", fields: fields, elements: isBars ? bar : series).check(.table(spec), at: "spec")
          if isBars {
            let chart = try BarChart(spec, session)
            try Gnuplot.draw(to: path) { GnuplotScript(chart, output: $0, width: width) }
          } else {
            let chart = try LineChart(spec, session)
            try Gnuplot.draw(to: path) { GnuplotScript(chart, output: $0, width: width) }
          }
          return path
        },
      ])
  }

  // What the tables may hold.
  static let title: Typed<String?> = .optional(.string("title", "above the figure"))
  static let unit: Typed<String?> = .optional(.string("unit", "of the amounts"))
  static let width: Typed<Int64?> = .optional(.integer("width", 20...10_000, unit: "characters"), "the terminal's, at most 100")
  private static let widthInPixels = Typed<Int64>.integer("width", 100...10_000, unit: "pixels").defaulting(to: 800)
  private static let isColored: Typed<Bool?> = .optional(.boolean("color"), "where the terminal has it")
  private static let isASCII: Typed<Bool?> = .optional(.boolean("ascii", "no characters but ASCII's"), "where the locale has no others")
  static let styleFields = [isColored.parameter, isASCII.parameter]

  static let xLabel: Typed<String?> = .optional(.string("x_label", "below the axis"))
  static let yLabel: Typed<String?> = .optional(.string("y_label", "beside the axis"))
  static let yMin: Typed<Double?> = .optional(.number("y_min", nil), "the data's")
  static let yMax: Typed<Double?> = .optional(.number("y_max", nil), "the data's")
  fileprivate static let height = Typed<Int64>.integer("height", 2...200, unit: "lines").defaulting(to: 12)
  private static func lineFields(_ width: Parameter = width.parameter) -> [Parameter] {
    [title.parameter, xLabel.parameter, yLabel.parameter, yMin.parameter, yMax.parameter, width, height.parameter] + styleFields
  }
  fileprivate static let name: Typed<String?> = .optional(.string("name", "in the legend"))
  private static let series = entry("series", "a table, or y itself", [name.parameter, Parameter("x", .any, isOptional: true, defaultText: "1, 2, …"), Parameter("y", .any)])

  private static func barFields(_ width: Parameter = width.parameter) -> [Parameter] { [title.parameter, unit.parameter, width] + styleFields }
  fileprivate static let low: Typed<Double?> = .optional(.number("low", nil, "end of an interval"))
  fileprivate static let high: Typed<Double?> = .optional(.number("high", nil, "its other end"))
  private static let bar = entry(
    "bar", "a table, or { label, value }", [Parameter("label", .any), Parameter("value", .number), low.parameter, high.parameter])

  static let bins: Typed<Int64?> = .optional(.integer("bins", 1...1000, "about how many"), "by the amount of data")
  fileprivate static let columns: Typed<Table> = .table("columns", elements: column)
  fileprivate static let rows: Typed<Table?> = .optional(.table("rows", elements: Parameter("row", .table, "a list, or by the columns' keys")), "{}")
  fileprivate static let key: Typed<String?> = .optional(.string("key", "of a row's value"), "the name")
  fileprivate static let digits: Typed<Int64?> = .optional(.integer("digits", 0...15, "after the point"))
  fileprivate static let alignment: Typed<String?> = .optional(.choice("align", ["left", "right"]), "numbers right, others left")
  fileprivate static let column = entry("column", "a name, or a table", [name.parameter, key.parameter, unit.parameter, digits.parameter, alignment.parameter])

  /// An entry of a list part that may be a table with names, or something shorter.
  private static func entry(_ name: String, _ summary: String, _ fields: [Parameter]) -> Parameter {
    var parameter = Parameter(name, .any, summary)
    parameter.fields = fields
    return parameter
  }

  static func style(_ fields: Table, _ session: ScriptSession) -> Style {
    var style = session.style(of: 1)
    if let isColored = fields[isColored] { style.isColored = isColored }
    if let isASCII = fields[isASCII] { style.isUnicode = !isASCII }
    return style
  }

  fileprivate static func width(_ fields: Table, _ session: ScriptSession) -> Int {
    fields[width].map { Int($0) } ?? min(100, session.width(of: 1))
  }

  /// Whether a figure's entries are bars: they have a value, or start with a label.
  private static func isBars(_ spec: Table) -> Bool {
    guard case .table(let first)? = spec.list.first else { return false }
    if case .string? = first.list.first { return true }
    if case .none = first["value"] { return false }
    return true
  }
}

extension LineChart {
  fileprivate init(_ spec: Table, _ session: ScriptSession) throws {
    let series = try spec.list.enumerated().map { i, value in
      guard case .table(let table) = value, !table.fields.isEmpty else { return Series(y: try numbers(value, "series \(i + 1)")) }
      if case .none = table["y"] { throw ScriptError("series \(i + 1) has no 'y'") }
      let y = try numbers(table["y"], "series \(i + 1): 'y'")
      var x: [Double]?
      if case .none = table["x"] {} else { x = try numbers(table["x"], "series \(i + 1): 'x'") }
      guard x == nil || x!.count == y.count else { throw ScriptError("series \(i + 1): 'x' has \(x!.count) elements, 'y' \(y.count)") }
      return Series(name: table[ScriptingInterface.name] ?? "", x: x, y: y)
    }
    self.init(
      series, title: spec[ScriptingInterface.title], xLabel: spec[ScriptingInterface.xLabel], yLabel: spec[ScriptingInterface.yLabel],
      width: ScriptingInterface.width(spec, session), height: Int(spec[ScriptingInterface.height]), yMin: spec[ScriptingInterface.yMin],
      yMax: spec[ScriptingInterface.yMax])
  }
}

extension BarChart {
  fileprivate init(_ spec: Table, _ session: ScriptSession) throws {
    let bars = try spec.list.enumerated().map { i, value in
      guard case .table(var table) = value else { throw ScriptError("bar \(i + 1) is a \(value.typeName), table expected") }
      if table.list.count == 2 { (table["label"], table["value"]) = (table.list[0], table.list[1]) }
      let label: String? =
        switch table["label"] {
        case .string(let text): text
        case .integer(let integer): "\(integer)"
        default: nil
        }
      guard let label, let amount = Double(table["value"]) else { throw ScriptError("bar \(i + 1) needs a label and a value") }
      guard let low = table[ScriptingInterface.low], let high = table[ScriptingInterface.high] else { return Bar(label, amount) }
      guard low <= high else { throw ScriptError("bar \(i + 1): 'low' is above 'high'") }
      return Bar(label, amount, interval: low...high)
    }
    self.init(bars, title: spec[ScriptingInterface.title], unit: spec[ScriptingInterface.unit], width: ScriptingInterface.width(spec, session))
  }
}

extension TextTable {
  fileprivate init(_ spec: Table) throws {
    var columns: [Column] = [], keys: [String] = []
    for (i, value) in spec[ScriptingInterface.columns].list.enumerated() {
      if case .string(let name) = value {
        columns.append(Column(name))
        keys.append(name)
        continue
      }
      guard case .table(let table) = value else { throw ScriptError("column \(i + 1) is a \(value.typeName), name or table expected") }
      guard let name = table[ScriptingInterface.name] ?? table[ScriptingInterface.key] else { throw ScriptError("column \(i + 1) has no 'name'") }
      columns.append(
        Column(
          name, unit: table[ScriptingInterface.unit], digits: table[ScriptingInterface.digits].map { Int($0) },
          alignment: table[ScriptingInterface.alignment].map { $0 == "left" ? .left : .right }))
      keys.append(table[ScriptingInterface.key] ?? name)
    }
    let rows = try (spec[ScriptingInterface.rows] ?? Table()).list.enumerated().map { i, value -> [Cell] in
      guard case .table(let row) = value else { throw ScriptError("row \(i + 1) is a \(value.typeName), table expected") }
      if row.fields.isEmpty { return row.list.map(Cell.init) }
      return keys.enumerated().map { Cell($1 == "" || $0 < row.list.count ? row.list[$0] : row[$1]) }
    }
    self.init(title: spec[ScriptingInterface.title], columns: columns, rows: rows)
  }
}

extension TextTable.Cell {
  fileprivate init(_ value: Value) {
    switch value {
    case .none: self = .missing
    case .boolean(let flag): self = .text(flag ? "yes" : "no")
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .table, .object, .callback: self = .text(value.typeName)
    }
  }
}
