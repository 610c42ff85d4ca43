public import CKernels

extension Vector {
  /// A vector over the elements of a view, whose block it keeps; no copy. It is stale when the view is.
  public convenience init(viewing view: ck_view) {
    precondition(!view.is_matrix)
    ck_block_retain(view.block)
    self.init(adopting: view)
  }

  /// Calls `body` with the elements in order.
  ///
  /// - Throws: `ArrayError` if the vector is stale, holds another type, or is strided (`contiguous()` it first).
  @inlinable public func withElements<T: Element, R>(of type: T.Type = T.self, _ body: (UnsafeBufferPointer<T>) throws -> R) throws -> R {
    try checkAccess(T.elementType)
    return try body(UnsafeBufferPointer(start: view.pointee.data.assumingMemoryBound(to: T.self), count: count))
  }

  /// Calls `body` with the elements to read and write.
  ///
  /// - Throws: as `withElements`, or `ArrayError.readOnly`.
  @inlinable public func withMutableElements<T: Element, R>(
    of type: T.Type = T.self, _ body: (UnsafeMutableBufferPointer<T>) throws -> R
  ) throws -> R {
    try checkAccess(T.elementType)
    if view.pointee.read_only { throw ArrayError.readOnly }
    return try body(UnsafeMutableBufferPointer(start: view.pointee.data.assumingMemoryBound(to: T.self), count: count))
  }

  @usableFromInline func checkAccess(_ type: ElementType) throws(ArrayError) {
    guard isLive else { throw .stale }
    guard self.type == type else { throw .type(expected: type.name, self.type) }
    guard isContiguous else { throw .shape("the vector is strided: copy it first") }
  }

  /// Element `index`, from 0, of a vector of type `T`.
  ///
  /// For single elements of vectors one owns; loops use `withElements`.
  /// - Precondition: the vector is live and holds `T`; `index` is in range; on writing it isn't read-only.
  @inlinable public subscript<T: Element>(index: Int) -> T {
    get {
      precondition(isLive && type == T.elementType && index >= 0 && index < count)
      return view.pointee.data.assumingMemoryBound(to: T.self)[index * view.pointee.row_stride]
    }
    set {
      precondition(isLive && type == T.elementType && index >= 0 && index < count && !view.pointee.read_only)
      view.pointee.data.assumingMemoryBound(to: T.self)[index * view.pointee.row_stride] = newValue
    }
  }

  /// The elements as an array of their own type.
  ///
  /// - Throws: `ArrayError.stale`, `.type`
  public func asArray<T: Element>(of type: T.Type = T.self) throws(ArrayError) -> [T] {
    guard isLive else { throw .stale }
    guard self.type == T.elementType else { throw .type(expected: T.elementType.name, self.type) }
    let data = view.pointee.data.assumingMemoryBound(to: T.self), stride = view.pointee.row_stride
    return (0..<count).map { data[$0 * stride] }
  }

  /// Releases the memory now, if this vector's block owns it; every view of it is stale from now on. Idempotent.
  public func close() { if isLive { ck_block_close(view.pointee.block) } }

  /// Bytes of the block this vector is a view of, which it keeps alive.
  public var blockBytes: Int { isLive ? view.pointee.block.pointee.bytes : 0 }

  public var isReadOnly: Bool { view.pointee.read_only }
}
