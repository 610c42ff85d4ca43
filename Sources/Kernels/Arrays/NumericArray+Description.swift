import CKernels
public import Interface

extension NumericArray {
  /// For example "vector f32[1000]", "matrix i64[3×4]".
  fileprivate var title: String {
    let shape = view.pointee
    return "\(Self.className) \(type.name)[\(shape.is_matrix ? "\(shape.rows)×\(shape.columns)" : "\(shape.rows)")]"
  }

  fileprivate func text(_ index: Int) -> String {
    let shape = view.pointee
    let offset = index / shape.columns * shape.row_stride + index % shape.columns * shape.column_stride
    return shape.data.scalar(offset, type).readable
  }

  /// The first elements and the last, all of them if they are few.
  fileprivate func elements(limit: Int) -> String {
    let count = elementCount
    guard count > limit else { return (0..<count).map(text).joined(separator: " ") }
    return (0..<limit - 1).map(text).joined(separator: " ") + " … " + text(count - 1)
  }

  /// Range and mean of the finite elements, and how many aren't finite.
  ///
  /// - Complexity: O(*n*), no copy
  fileprivate func statistics(_ course: inout ElementCourse) -> [String] {
    let shape = view.pointee, type = type
    for i in 0..<shape.rows {
      for j in 0..<shape.columns {
        course.add(shape.data.scalar(i * shape.row_stride + j * shape.column_stride, type).double)
        if course.index & 0xF_FFFF == 0, ck_is_interrupted() { return ["(interrupted)"] }  // each 4 ms
      }
    }
    if type == .mask { return ["\(Readable.count(Int(course.sum))) of \(Readable.count(elementCount)) set"] }
    var facts: [String] = []
    if course.finite > 0 {
      // Integers past 2⁵³ are no doubles: their ends come from themselves.
      let least = type == .i64 ? (try? min())?.readable : nil, greatest = type == .i64 ? (try? max())?.readable : nil
      facts = [
        "min \(least ?? Readable.number(course.least))", "mean \(Readable.number(course.mean))",
        "max \(greatest ?? Readable.number(course.greatest))",
      ]
    }
    if course.nans > 0 { facts.append("\(Readable.count(course.nans)) nan") }
    if course.infinite > 0 { facts.append("\(Readable.count(course.infinite)) inf") }
    return facts
  }
}

extension Vector: Describable {
  /// A few elements as they are; of more, the first and the last, the range, and their course.
  public var card: Card {
    guard isLive else { return Card("vector (closed)") }
    guard elementCount > 8 else { return Card(title, elementCount == 0 ? [] : [elements(limit: 8)]) }
    var course = ElementCourse(count: elementCount, cells: 40)
    let facts = statistics(&course)
    let parts: [Card.Part] = [.row("", [elements(limit: 8)])]
    return Card(title, facts, parts: course.least < course.greatest ? parts + [.course("", course.cells, [])] : parts)
  }
}

extension Matrix: Describable {
  /// The whole of a small matrix; of a larger one its range and a corner.
  public var card: Card {
    guard isLive else { return Card("matrix (closed)") }
    guard elementCount > 0 else { return Card(title) }
    if rows == 1, columns <= 8 { return Card(title, [elements(limit: 8)]) }
    func row(_ i: Int) -> [String] {
      let shown = columns <= 12 ? Array(0..<columns) : Array(0..<11) + [columns - 1]
      return shown.map { text(i * columns + $0) }
    }
    if rows <= 10, columns <= 10 { return Card(title, parts: [.corner((0..<rows).map(row), columns: columns)]) }
    var course = ElementCourse(count: elementCount, cells: 1)
    let facts = statistics(&course)
    let cells = rows <= 6 ? (0..<rows).map(row) : (0..<4).map(row) + [[]] + [row(rows - 1)]
    return Card(title, facts, parts: [.corner(cells, columns: columns)])
  }
}

/// What one pass over an array's elements tells: range and mean of the finite ones, how many are not, and their means in
/// equal stretches.
private struct ElementCourse {
  private let count: Int
  private(set) var index = 0
  private var stretch = 0
  private var stretchEnd: Int
  private var stretchSum = 0.0, stretchCount = 0
  private(set) var cells: [Double]
  private(set) var least = Double.infinity, greatest = -Double.infinity, sum = 0.0
  private(set) var finite = 0, nans = 0, infinite = 0

  init(count: Int, cells: Int) {
    self.count = count
    self.cells = Array(repeating: .nan, count: Swift.min(count, cells))
    stretchEnd = count / Swift.max(1, self.cells.count)
  }

  /// Of the finite elements; no sum of them overflows.
  var mean: Double {
    sum.isFinite ? sum / Double(finite) : cells.filter(\.isFinite).reduce(0) { $0 + $1 / Double(cells.count) }
  }

  mutating func add(_ value: Double) {
    index += 1
    if value.isFinite {
      finite += 1
      sum += value
      least = Swift.min(least, value)
      greatest = Swift.max(greatest, value)
      stretchSum += value
      stretchCount += 1
    } else if value.isNaN {
      nans += 1
    } else {
      infinite += 1
    }
    guard index == stretchEnd else { return }
    if stretchCount > 0 { cells[stretch] = stretchSum / Double(stretchCount) }
    (stretchSum, stretchCount) = (0, 0)
    stretch += 1
    stretchEnd = (stretch + 1) * count / cells.count
  }
}

extension Scalar {
  fileprivate var readable: String {
    switch self {
    case .integer(let value): Readable.count(value)
    case .number(let value): Readable.number(value)
    }
  }
}
