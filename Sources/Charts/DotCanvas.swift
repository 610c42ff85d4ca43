/// A grid of dots: eight to a character where the terminal has braille, else one.
///
/// Dot (0, 0) is at the top left. A character shows the series that touched it last.
struct DotCanvas {
  let columns: Int
  let rows: Int
  private let style: Style
  private var dots: [UInt8]
  private var owners: [Int]

  init(columns: Int, rows: Int, _ style: Style) {
    self.columns = columns
    self.rows = rows
    self.style = style
    dots = Array(repeating: 0, count: columns * rows)
    owners = Array(repeating: 0, count: columns * rows)
  }

  var width: Int { style.isUnicode ? columns * 2 : columns }
  var height: Int { style.isUnicode ? rows * 4 : rows }

  mutating func mark(_ x: Int, _ y: Int, series: Int) {
    guard x >= 0, y >= 0, x < width, y < height, isDrawn(x, series) else { return }
    let (cell, bit) =
      style.isUnicode
      ? (y / 4 * columns + x / 2, Self.braille[y % 4 * 2 + x % 2])
      : (y * columns + x, 1)
    dots[cell] |= bit
    owners[cell] = series
  }

  /// Marks a straight line of dots, both ends included.
  mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int), series: Int) {
    let steps = max(abs(b.x - a.x), abs(b.y - a.y))
    mark(a.x, a.y, series: series)
    for i in stride(from: 1, through: steps, by: 1) {
      let t = Double(i) / Double(steps)
      mark(a.x + Int((Double(b.x - a.x) * t).rounded()), a.y + Int((Double(b.y - a.y) * t).rounded()), series: series)
    }
  }

  /// One line of text, as wide as the canvas.
  func text(row: Int) -> String {
    var result = ""
    var run = "", runOwner: Int?
    for cell in row * columns..<(row + 1) * columns {
      let owner = dots[cell] == 0 ? nil : owners[cell]
      if owner != runOwner {
        result += runOwner.map { style.colored(run, $0) } ?? run
        (run, runOwner) = ("", owner)
      }
      run += owner.map { glyph(dots[cell], $0) } ?? " "
    }
    return result + (runOwner.map { style.colored(run, $0) } ?? run)
  }

  /// What a legend shows for a series.
  func sample(series: Int) -> String {
    guard style.isUnicode else { return Self.markers[series % Self.markers.count] }
    var swatch = DotCanvas(columns: 3, rows: 1, style)
    for x in 0..<6 { swatch.mark(x, 1, series: series) }
    return swatch.text(row: 0)
  }

  private func glyph(_ bits: UInt8, _ series: Int) -> String {
    style.isUnicode ? String(Unicode.Scalar(0x2800 + UInt32(bits))!) : Self.markers[series % Self.markers.count]
  }

  /// Without colour, series differ by their dashes.
  private func isDrawn(_ x: Int, _ series: Int) -> Bool {
    guard style.isUnicode, !style.isColored else { return true }
    switch series % 4 {
    case 1: return x % 4 < 2
    case 2: return x % 8 < 6
    case 3: return x % 3 == 0
    default: return true
    }
  }

  private static let markers = ["*", "+", "o", "x", "#", "@"]
  /// The bit of each dot of a braille character, row by row.
  private static let braille: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
}
