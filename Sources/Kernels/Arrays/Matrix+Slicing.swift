import CKernels

extension Matrix {
  /// Row `index`, from 0, without a copy.
  ///
  /// - Throws: `ArrayError.stale`, `.index`
  public func row(_ index: Int) throws(ArrayError) -> Vector {
    try checkIndex(index, rows)
    return line(offset: index * view.pointee.row_stride, count: columns, stride: view.pointee.column_stride)
  }

  /// Column `index`, from 0, without a copy: a strided vector.
  ///
  /// - Throws: `ArrayError.stale`, `.index`
  public func column(_ index: Int) throws(ArrayError) -> Vector {
    try checkIndex(index, columns)
    return line(offset: index * view.pointee.column_stride, count: rows, stride: view.pointee.row_stride)
  }

  /// Rows `range`, from 0, without a copy.
  ///
  /// - Throws: `ArrayError.stale`, `.index`
  public func slice(rows range: Range<Int>) throws(ArrayError) -> Matrix {
    try checkRead()
    guard range.lowerBound >= 0, range.upperBound <= rows else { throw .index(range.upperBound, count: rows) }
    var view = self.view.pointee
    view.data += range.lowerBound * view.row_stride * type.size
    view.rows = range.count
    return Matrix(viewing: view)
  }

  /// The same elements with rows and columns exchanged, without a copy.
  ///
  /// - Throws: `ArrayError.stale`
  public func transpose() throws(ArrayError) -> Matrix {
    try checkRead()
    var view = self.view.pointee
    swap(&view.rows, &view.columns)
    swap(&view.row_stride, &view.column_stride)
    return Matrix(viewing: view)
  }

  private func line(offset: Int, count: Int, stride: Int) -> Vector {
    var view = self.view.pointee
    view.data += offset * type.size
    view.rows = count
    view.columns = 1
    view.row_stride = stride
    view.column_stride = 1
    view.is_matrix = false
    return Vector(viewing: view)
  }
}
