import CKernels

extension ComputeGraph {
  /// A leaf of data, zero until it is set.
  public func input(rows: Int, columns: Int) throws(ArrayError) -> Node {
    let node = try add(.input, rows: rows, columns: columns, needsGradient: false)
    touch(node)
    return node
  }

  /// A leaf to be trained. It uses `matrix` in place: what training changes, the matrix's owner sees. After changing it
  /// from outside, `touch` the node.
  ///
  /// - Throws: `ArrayError` unless the matrix is live, writable, contiguous and f32.
  public func parameter(_ matrix: Matrix) throws(ArrayError) -> Node {
    try checkLeaf(matrix, isWritten: true)
    let node = try add(.parameter, rows: matrix.rows, columns: matrix.columns, needsGradient: true, matrix: matrix)
    touch(node)
    return node
  }

  /// A leaf of fixed data, used in place, e.g. the weights of a frozen base.
  public func constant(_ matrix: Matrix) throws(ArrayError) -> Node {
    try checkLeaf(matrix, isWritten: false)
    let node = try add(.input, rows: matrix.rows, columns: matrix.columns, needsGradient: false, matrix: matrix)
    touch(node)
    return node
  }

  /// Copies `elements`, row after row, into an input or a parameter.
  ///
  /// - Precondition: the node is a leaf and live; `elements.count` is its rows × columns.
  public func set(_ node: Node, _ elements: UnsafeBufferPointer<Float>) {
    precondition(isLeaf(node) && values[node.index]!.isLive && elements.count == records[node.index].count)
    if let source = elements.baseAddress { records[node.index].value.update(from: source, count: elements.count) }
    touch(node)
  }

  /// Copies `elements`, row after row, into an input or a parameter.
  ///
  /// - Precondition: as above.
  public func set(_ node: Node, _ elements: some Collection<Float>) {
    precondition(isLeaf(node) && values[node.index]!.isLive && elements.count == records[node.index].count)
    for (i, element) in elements.enumerated() { records[node.index].value[i] = element }
    touch(node)
  }

  /// Sets the labels of a cross-entropy: one class index a row.
  public func set(_ node: Node, labels: some Collection<Int>) {
    precondition(isLeaf(node) && values[node.index]!.isLive && labels.count == records[node.index].count)
    for (i, label) in labels.enumerated() { records[node.index].value[i] = Float(label) }
    touch(node)
  }

  /// Says that a leaf's elements have changed.
  public func touch(_ node: Node) {
    precondition(isLeaf(node))
    clock += 1
    records[node.index].stamp = clock
  }

  func isLeaf(_ node: Node) -> Bool {
    switch records[node.index].operation {
    case .input, .parameter: true
    default: false
    }
  }

  func isParameter(_ node: Node) -> Bool {
    if case .parameter = records[node.index].operation { true } else { false }
  }

  /// Checks that a leaf's own memory may still be used.
  func checkLive(_ node: Node) throws(ArrayError) {
    guard values[node.index]!.isLive else { throw .stale }
  }

  private func checkLeaf(_ matrix: Matrix, isWritten: Bool) throws(ArrayError) {
    guard matrix.isLive else { throw .stale }
    guard matrix.type == .f32 else { throw .type(expected: "f32", matrix.type) }
    guard matrix.isContiguous else { throw .shape("the matrix is strided: copy it first") }
    if isWritten, matrix.isReadOnly { throw .readOnly }
  }
}
