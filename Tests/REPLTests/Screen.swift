import REPL

/// What a VT100-like terminal shows of the bytes written to it: enough of one for a line editor.
struct Screen {
  private(set) var columns: Int
  private(set) var rows: Int
  private var cells: [[String]]
  /// Of the next character; `column == columns` while a full row waits to wrap.
  private(set) var row = 0
  private(set) var column = 0
  private var saved = (row: 0, column: 0)
  private var isInserting = false
  private var pending: [UInt8] = []
  /// Everything written, for tests that look for escapes.
  private(set) var raw: [UInt8] = []
  /// Rows that have scrolled off the top.
  private(set) var scrolledOff: [String] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text, without spaces at their ends.
  var lines: [String] { cells.map { Self.trimmed($0.joined()) } }
  var cursorLine: String { lines[row] }
  /// The rows with text, scrolled ones included.
  var text: String { (scrolledOff + lines).filter { !$0.isEmpty }.joined(separator: "\n") }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Cuts or extends rows without wrapping them anew.
  mutating func resize(columns: Int, rows: Int) {
    while cells.count > rows, row < cells.count - 1 { cells.removeLast() }
    while cells.count > rows {
      scrolledOff.append(Self.trimmed(cells.removeFirst().joined()))
      row = max(row - 1, 0)
    }
    while cells.count < rows { cells.append([]) }
    for i in cells.indices {
      cells[i] = Array((cells[i] + Array(repeating: " ", count: max(0, columns - cells[i].count))).prefix(columns))
    }
    (self.columns, self.rows) = (columns, rows)
    column = min(column, columns - 1)
  }

  // MARK: Input

  mutating func write(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      raw.append(byte)
      pending.append(byte)
      if interpret() { pending = [] }
    }
  }

  /// Returns whether `pending` is used up.
  private mutating func interpret() -> Bool {
    switch pending[0] {
    case 0x1B: return escape()
    case 0x0D: column = 0
    case 0x0A: lineFeed()
    case 0x08: column = max(0, min(column, columns - 1) - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x00..<0x20, 0x7F: break
    case let first:
      let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      guard pending.count >= length else { return false }
      put(String(decoding: pending, as: UTF8.self))
    }
    return true
  }

  private mutating func put(_ character: String) {
    let width = displayWidth(character)
    if width == 0 {  // a mark joins the character before it
      var before = min(column, columns) - 1
      while before > 0, cells[row][before].isEmpty { before -= 1 }
      if before >= 0 { cells[row][before] += character }
      return
    }
    if column + width > columns {
      column = 0
      lineFeed()
    }
    if isInserting {
      cells[row].insert(contentsOf: Array(repeating: " ", count: width), at: column)
      cells[row].removeLast(width)
    }
    cells[row][column] = character
    if width == 2 { cells[row][column + 1] = "" }
    column += width
  }

  private mutating func lineFeed() {
    if row < rows - 1 {
      row += 1
    } else {
      scrolledOff.append(Self.trimmed(cells.removeFirst().joined()))
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func escape() -> Bool {
    guard pending.count >= 2 else { return false }
    switch pending[1] {
    case UInt8(ascii: "["):
      guard let last = pending.last, pending.count > 2, (0x40...0x7E).contains(last) else { return false }
      control(String(decoding: pending[2..<(pending.count - 1)], as: UTF8.self), last)
    case UInt8(ascii: "7"): saved = (row, column)
    case UInt8(ascii: "8"): (row, column) = saved
    case UInt8(ascii: "("), UInt8(ascii: ")"): return pending.count == 3
    default: break
    }
    return true
  }

  private mutating func control(_ parameters: String, _ final: UInt8) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    column = min(column, columns - 1)
    switch UnicodeScalar(final) {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "H": (row, column) = (min(rows, count) - 1, min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1)
    case "J":
      clear(row, from: column)
      for below in row..<rows where below > row { clear(below, from: 0) }
    case "K": if numbers.first ?? 0 == 0 { clear(row, from: column) }
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
      cells[row].removeLast(count)
    case "h" where parameters == "4": isInserting = true
    case "l" where parameters == "4": isInserting = false
    default: break
    }
  }

  private mutating func clear(_ row: Int, from column: Int) {
    for i in column..<columns { cells[row][i] = " " }
  }
}
