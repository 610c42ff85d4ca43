/// How a TSPLIB file writes its matrix of distances: all of it, or a triangle, with or without the diagonal.
enum TsplibMatrix: String, CaseIterable {
  case full = "FULL_MATRIX"
  case upper = "UPPER_ROW", lower = "LOWER_ROW"
  case upperDiagonal = "UPPER_DIAG_ROW", lowerDiagonal = "LOWER_DIAG_ROW"
  // Column by column, the other triangle of a symmetric matrix
  case upperColumns = "UPPER_COL", lowerColumns = "LOWER_COL"
  case upperDiagonalColumns = "UPPER_DIAG_COL", lowerDiagonalColumns = "LOWER_DIAG_COL"

  /// The columns of a row that are written, among `n`.
  private func columns(_ row: Int, _ n: Int) -> Range<Int> {
    switch self {
    case .full: 0..<n
    case .upper, .lowerColumns: row + 1..<n
    case .lower, .upperColumns: 0..<row
    case .upperDiagonal, .lowerDiagonalColumns: row..<n
    case .lowerDiagonal, .upperDiagonalColumns: 0..<row + 1
    }
  }

  /// How many numbers it takes for `n` cities.
  func count(_ n: Int) -> Int {
    switch self {
    case .full: n * n
    case .upper, .lower, .upperColumns, .lowerColumns: n * (n - 1) / 2
    default: n * (n + 1) / 2
    }
  }

  /// The whole matrix, row by row; the diagonal is of no account.
  ///
  /// - Parameter section: as many numbers as `count(n)`.
  /// - Throws: `SwarmError` where a distance is no whole number of 0…1e9, or differs from the way back.
  func distances(_ section: TsplibText.Section, _ n: Int, in text: TsplibText) throws(SwarmError) -> [Int32] {
    var distances = [Int32](repeating: -1, count: n * n)
    var place = 0
    for row in 0..<n {
      for column in columns(row, n) {
        let number = section.numbers[place], line = Int(section.lines[place])
        place += 1
        guard row != column else { continue }
        guard number >= 0, number <= 1e9, number.rounded() == number else {
          throw text.error(line, "a whole distance of 0…1000000000 expected, got \(number)")
        }
        let back = distances[column * n + row]
        guard back < 0 || back == Int32(number) else {
          throw text.error(line, "the way from \(row + 1) to \(column + 1) is \(Int32(number)) and back \(back): only symmetric instances can be read")
        }
        distances[row * n + column] = Int32(number)
        if self != .full { distances[column * n + row] = Int32(number) }
      }
      distances[row * n + row] = 0
    }
    return distances
  }
}
