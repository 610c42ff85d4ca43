import Glibc

extension NumericArray {
  /// For example `vector f32[1000]  1.2 0.5 -3 … 3.1  min -3 mean 1.1 max 4`; at most `limit` elements are shown.
  public func summary(limit: Int = 8) -> String {
    let shape = view.pointee
    let head = "\(Self.className) \(type.name)[\(shape.is_matrix ? "\(shape.rows)×\(shape.columns)" : "\(shape.rows)")]"
    guard isLive else { return "\(Self.className) (closed)" }
    let count = elementCount
    guard count > 0 else { return head }
    func text(_ index: Int) -> String {
      let offset = index / shape.columns * shape.row_stride + index % shape.columns * shape.column_stride
      return shape.data.scalar(offset, type).shortText
    }
    guard count > limit else { return head + "  " + (0..<count).map(text).joined(separator: " ") }
    let shown = (0..<Swift.max(limit - 1, 1)).map(text).joined(separator: " ") + " … " + text(count - 1)
    if type == .mask { return "\(head)  \(shown)  \((try? sum())?.shortText ?? "?") set" }
    guard let least = try? min(), let greatest = try? max(), let mean = try? mean() else { return "\(head)  \(shown)" }
    return "\(head)  \(shown)  min \(least.shortText) mean \(Scalar.number(mean).shortText) max \(greatest.shortText)"
  }
}

extension Vector: CustomStringConvertible {
  public var description: String { summary() }
}

extension Matrix: CustomStringConvertible {
  /// The summary, and the rows below it if the matrix is small.
  public var description: String {
    guard isLive, rows > 1, rows <= 10, columns <= 10, columns > 0 else { return summary() }
    let cells = (0..<rows).map { i in
      (0..<columns).map { j in view.pointee.data.scalar(i * view.pointee.row_stride + j * view.pointee.column_stride, type).shortText }
    }
    let widths = (0..<columns).map { j in cells.map { $0[j].count }.max()! }
    let lines = cells.map { row in
      "  " + zip(row, widths).map { text, width in String(repeating: " ", count: width - text.count) + text }.joined(separator: "  ")
    }
    return "matrix \(type.name)[\(rows)×\(columns)]\n" + lines.joined(separator: "\n")
  }
}

extension Scalar {
  /// Five significant digits, as C's `%.5g`.
  var shortText: String {
    switch self {
    case .integer(let value):
      return "\(value)"
    case .number(let value):
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
        _ = withVaList([value]) { vsnprintf(buffer.baseAddress!, buffer.count, "%.5g", $0) }
        return String(cString: buffer.baseAddress!)
      }
    }
  }
}
