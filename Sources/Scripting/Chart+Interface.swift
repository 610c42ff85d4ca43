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
            Data are vectors or lists; nil, false and NaN leave a gap. Fields: title, x_label, y_label, y_min, y_max, \
            width, height (characters), color, ascii.
            """,
          .table("spec"), returns: Parameter("text", .string), example: "print(chart.line{ { name = \"accuracy\", y = { 0.2, 0.5, 0.7, 0.8 } }, height = 4 })"
        ) { spec in
          let fields = try Fields(spec, "spec", known: lineFields + styleFields)
          return try LineChart(fields, session).text(style(fields, session))
        },
        Function(
          "bars", "Amounts side by side, as text.",
          detail: """
            The list part holds `{ label, value }` or `{ label =, value =, low =, high = }`, the last two being an \
            interval. Fields: title, unit, width, color, ascii.
            """,
          .table("spec"), returns: Parameter("text", .string), example: "print(chart.bars{ { \"vickrey\", 12 }, { \"first_price\", 9 }, unit = \"rUv\" })"
        ) { spec in
          let fields = try Fields(spec, "spec", known: barFields + styleFields)
          return try BarChart(fields, session).text(style(fields, session))
        },
        Function(
          "histogram", "How often values fall into ranges, as text.",
          detail: "Fields of the settings: bins (about how many), title, unit, width, color, ascii.",
          .any("values", "a vector or a list"), .optional(.table("settings"), "{}"),
          returns: Parameter("text", .string), example: "print(chart.histogram({ 1, 2, 2, 3, 3, 3, 9 }, { unit = \"ms\" }))"
        ) { values, settings in
          let fields = try Fields(settings ?? Table(), "settings", known: ["bins", "title", "unit", "width"] + styleFields)
          return Histogram(try numbers(values, "'values'"), bins: try fields.integer("bins", in: 1...1000)).text(
            title: try fields.string("title"), unit: try fields.string("unit"), width: try width(fields, session), try style(fields, session))
        },
        Function(
          "spark", "Values as a row of little bars.", .any("values", "a vector or a list"),
          .optional(.integer("width", 1...1000, unit: "characters"), "one a value"), returns: Parameter("text", .string),
          example: "chart.spark({ 1, 5, 2, 8 })"
        ) { values, width in sparkline(try numbers(values, "'values'"), width: width.map(Int.init), session.style(of: 1)) },
        Function(
          "table", "Rows under named columns, as text.",
          detail: """
            `columns` holds names or `{ name =, key =, unit =, digits =, align = \"left\"|\"right\" }`; a row of `rows` is \
            a list, or has the columns' keys (their names when left out). Fields: title, color, ascii.
            """,
          .table("spec"), returns: Parameter("text", .string),
          example: "print(chart.table{ columns = { \"node\", { name = \"p95\", unit = \"ms\", digits = 1 } }, rows = { { \"a\", 12.25 }, { \"b\", 9.5 } } })"
        ) { spec in
          let fields = try Fields(spec, "spec", known: ["title", "columns", "rows"] + styleFields)
          return try TextTable(fields).text(style(fields, session))
        },
        Function(
          "svg", "Draws a figure into an SVG file, by gnuplot.",
          detail: "`spec` is what `chart.line` or `chart.bars` takes; `width` counts pixels. The file is replaced only by a complete figure.",
          .string("path"), .table("spec"), returns: Parameter("path", .string),
          example: "os.remove(chart.svg(os.tmpname(), { { name = \"price\", y = { 1, 2, 4 } } }))"
        ) { path, spec in
          let width = try Fields(spec, "spec", known: lineFields + barFields + styleFields).integer("width", in: 100...10_000) ?? 800
          if isBars(spec) {
            let chart = try BarChart(Fields(spec, "spec", known: barFields + styleFields), session)
            try Gnuplot.draw(to: path) { GnuplotScript(chart, output: $0, width: width) }
          } else {
            let chart = try LineChart(Fields(spec, "spec", known: lineFields + styleFields), session)
            try Gnuplot.draw(to: path) { GnuplotScript(chart, output: $0, width: width) }
          }
          return path
        },
      ])
  }

  private static let lineFields = ["title", "x_label", "y_label", "y_min", "y_max", "width", "height"]
  private static let barFields = ["title", "unit", "width"]
  private static let styleFields = ["color", "ascii"]

  private static func style(_ fields: Fields, _ session: ScriptSession) throws -> Style {
    var style = session.style(of: 1)
    if let isColored = try fields.boolean("color") { style.isColored = isColored }
    if let isASCII = try fields.boolean("ascii") { style.isUnicode = !isASCII }
    return style
  }

  fileprivate static func width(_ fields: Fields, _ session: ScriptSession) throws -> Int {
    try fields.integer("width", in: 20...10_000) ?? min(100, session.width(of: 1))
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
  fileprivate init(_ fields: Fields, _ session: ScriptSession) throws {
    let series = try fields.table.list.enumerated().map { i, value in
      guard case .table(let table) = value, !table.fields.isEmpty else { return Series(y: try numbers(value, "series \(i + 1)")) }
      let one = try Fields(table, "series \(i + 1)", known: ["name", "x", "y"])
      guard let y = try one.numbers("y") else { throw ScriptError("series \(i + 1) has no 'y'") }
      let x = try one.numbers("x")
      guard x == nil || x!.count == y.count else { throw ScriptError("series \(i + 1): 'x' has \(x!.count) elements, 'y' \(y.count)") }
      return Series(name: try one.string("name") ?? "", x: x, y: y)
    }
    self.init(
      series, title: try fields.string("title"), xLabel: try fields.string("x_label"), yLabel: try fields.string("y_label"),
      width: try ScriptingInterface.width(fields, session), height: try fields.integer("height", in: 2...200) ?? 12,
      yMin: try fields.number("y_min"), yMax: try fields.number("y_max"))
  }
}

extension BarChart {
  fileprivate init(_ fields: Fields, _ session: ScriptSession) throws {
    let bars = try fields.table.list.enumerated().map { i, value in
      guard case .table(var table) = value else { throw ScriptError("bar \(i + 1) is a \(value.typeName), table expected") }
      if table.list.count == 2 { (table["label"], table["value"]) = (table.list[0], table.list[1]) }
      let one = try Fields(table, "bar \(i + 1)", known: ["label", "value", "low", "high"])
      guard let label = try one.string("label"), let amount = try one.number("value") else {
        throw ScriptError("bar \(i + 1) needs a label and a value")
      }
      guard let low = try one.number("low"), let high = try one.number("high") else { return Bar(label, amount) }
      guard low <= high else { throw ScriptError("bar \(i + 1): 'low' is above 'high'") }
      return Bar(label, amount, interval: low...high)
    }
    self.init(bars, title: try fields.string("title"), unit: try fields.string("unit"), width: try ScriptingInterface.width(fields, session))
  }
}

extension TextTable {
  fileprivate init(_ fields: Fields) throws {
    guard let columnValues = try fields.list("columns") else { throw ScriptError("spec has no 'columns'") }
    var columns: [Column] = [], keys: [String] = []
    for (i, value) in columnValues.enumerated() {
      if case .string(let name) = value {
        columns.append(Column(name))
        keys.append(name)
        continue
      }
      guard case .table(let table) = value else { throw ScriptError("column \(i + 1) is a \(value.typeName), name or table expected") }
      let one = try Fields(table, "column \(i + 1)", known: ["name", "key", "unit", "digits", "align"])
      guard let name = try one.string("name") ?? one.string("key") else { throw ScriptError("column \(i + 1) has no 'name'") }
      let alignment = try one.string("align")
      guard [nil, "left", "right"].contains(alignment) else { throw ScriptError("column \(i + 1): 'align' is left or right") }
      columns.append(
        Column(name, unit: try one.string("unit"), digits: try one.integer("digits", in: 0...15), alignment: alignment.map { $0 == "left" ? .left : .right }))
      keys.append(try one.string("key") ?? name)
    }
    let rows = try (fields.list("rows") ?? []).enumerated().map { i, value -> [Cell] in
      guard case .table(let row) = value else { throw ScriptError("row \(i + 1) is a \(value.typeName), table expected") }
      if row.fields.isEmpty { return row.list.map(Cell.init) }
      return keys.enumerated().map { Cell($1 == "" || $0 < row.list.count ? row.list[$0] : row[$1]) }
    }
    self.init(title: try fields.string("title"), columns: columns, rows: rows)
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
