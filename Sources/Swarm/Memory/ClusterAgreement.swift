/// How far two labellings of the same things agree.
public struct ClusterAgreement: Sendable, Equatable {
  /// Adjusted Rand index: 1 for the same partition, about 0 by chance (Hubert & Arabie 1985).
  public let adjustedRand: Double
  /// Share of things that carry the most frequent truth of their cluster, 0…1. Rises with the number of clusters.
  public let purity: Double
  public let clusters: Int

  /// - Parameters:
  ///   - labels: the cluster of each thing; nil where it is in none, which counts as a cluster of its own.
  ///   - truth: the class of each.
  /// - Precondition: as many of one as of the other, at least 1.
  /// - Complexity: O(*n*) expected
  public init(labels: [Int64?], truth: [Int64]) {
    precondition(labels.count == truth.count && !labels.isEmpty)
    var cells: [Cell: Double] = [:], rows: [Int64: Double] = [:], columns: [Int64: Double] = [:]
    var loners = 0
    for (label, truth) in zip(labels, truth) {
      columns[truth, default: 0] += 1
      guard let label else {
        loners += 1
        continue
      }
      cells[Cell(label: label, truth: truth), default: 0] += 1
      rows[label, default: 0] += 1
    }
    func pairs(_ counts: some Sequence<Double>) -> Double { counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    let n = Double(labels.count), all = n * (n - 1) / 2
    let both = pairs(cells.values), inRows = pairs(rows.values), inColumns = pairs(columns.values)
    let expected = all > 0 ? inRows * inColumns / all : 0, most = (inRows + inColumns) / 2
    adjustedRand = most == expected ? 1 : (both - expected) / (most - expected)
    var majority: [Int64: Double] = [:]
    for (cell, count) in cells { majority[cell.label] = max(majority[cell.label] ?? 0, count) }
    purity = (majority.values.reduce(0, +) + Double(loners)) / n
    clusters = rows.count + loners
  }

  private struct Cell: Hashable {
    var label: Int64
    var truth: Int64
  }
}
