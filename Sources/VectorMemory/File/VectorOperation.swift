/// What happens to an index, as its file keeps it.
enum VectorOperation {
  case insert(id: Int64, tag: String?, vector: UnsafeBufferPointer<Float>)
  case update(id: Int64, vector: UnsafeBufferPointer<Float>)
  case tag(id: Int64, String?)
  case remove(id: Int64)
  case efSearch(Int)
  /// A removed vector that the graph still walks across, in its slot. In snapshots only.
  case vacant(vector: UnsafeBufferPointer<Float>)
  /// The graph over all slots so far, without their vectors. In snapshots only.
  case graph(drawn: UInt64, replaced: Int, words: UnsafeBufferPointer<UInt32>)

  private var kind: UInt8 {
    switch self {
    case .insert: 1
    case .update: 2
    case .tag: 3
    case .remove: 4
    case .efSearch: 5
    case .vacant: 6
    case .graph: 7
    }
  }

  /// Little-endian, one after the other.
  func write(to record: inout VectorRecord) {
    record.append(kind)
    switch self {
    case .insert(let id, let tag, let vector):
      record.append(id)
      Self.write(tag, to: &record)
      record.append(UnsafeRawBufferPointer(vector))
    case .update(let id, let vector):
      record.append(id)
      record.append(UnsafeRawBufferPointer(vector))
    case .tag(let id, let tag):
      record.append(id)
      Self.write(tag, to: &record)
    case .remove(let id): record.append(id)
    case .efSearch(let ef): record.append(UInt32(ef))
    case .vacant(let vector): record.append(UnsafeRawBufferPointer(vector))
    case .graph(let drawn, let replaced, let words):
      record.append(drawn)
      record.append(UInt64(replaced))
      record.append(UInt64(words.count))
      record.append(UnsafeRawBufferPointer(words))
    }
  }

  /// No tag has a length of its own: that of the longest and one more.
  private static func write(_ tag: String?, to record: inout VectorRecord) {
    record.append(UInt16(tag?.utf8.count ?? VectorTags.bytesMax + 1))
    for byte in (tag ?? "").utf8 { record.append(byte) }
  }
}

/// Reads operations from a record that was held to its checksum but is trusted in nothing: whoever made it may mean harm.
struct VectorOperationReader {
  private var rest: UnsafeRawBufferPointer.SubSequence
  /// Where vectors and words are put, aligned: valid until the next is read.
  private var floats: [Float]
  private var words: [UInt32] = []

  init(_ record: UnsafeRawBufferPointer, dimension: Int) {
    rest = record[...]
    floats = [Float](repeating: 0, count: dimension)
  }

  /// Calls `body` with the next operation.
  ///
  /// - Returns: false at the end.
  /// - Throws: `VectorError.file` without a place, where the bytes are no operation; what `body` throws.
  mutating func next(_ body: (VectorOperation) throws(VectorError) -> Void) throws(VectorError) -> Bool {
    guard let kind = rest.first else { return false }
    rest = rest.dropFirst()
    switch kind {
    case 1:
      let id: Int64 = try integer(), tag = try tag()
      try vector { vector throws(VectorError) in try body(.insert(id: id, tag: tag, vector: vector)) }
    case 2:
      let id: Int64 = try integer()
      try vector { vector throws(VectorError) in try body(.update(id: id, vector: vector)) }
    case 3:
      let id: Int64 = try integer()
      try body(.tag(id: id, try tag()))
    case 4: try body(.remove(id: try integer()))
    case 5: try body(.efSearch(Int(try integer() as UInt32)))
    case 6: try vector { vector throws(VectorError) in try body(.vacant(vector: vector)) }
    case 7:
      let drawn: UInt64 = try integer(), replaced: UInt64 = try integer(), count: UInt64 = try integer()
      guard count <= UInt64(rest.count / 4) else { throw .file("a graph runs over the end of its record") }
      words = [UInt32](repeating: 0, count: Int(count))
      let bytes = rest.prefix(words.count * 4)
      words.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
      rest = rest.dropFirst(words.count * 4)
      try call(words) { words throws(VectorError) in
        try body(.graph(drawn: drawn, replaced: Int(min(replaced, UInt64(VectorRows.countMax))), words: words))
      }
    default: throw .file("there is no operation \(kind)")
    }
    return true
  }

  private mutating func integer<Number: FixedWidthInteger>() throws(VectorError) -> Number {
    let size = MemoryLayout<Number>.size
    guard rest.count >= size else { throw .file("a record ends in the middle of an operation") }
    let number = UnsafeRawBufferPointer(rebasing: rest.prefix(size)).loadUnaligned(as: Number.self)
    rest = rest.dropFirst(size)
    return Number(littleEndian: number)
  }

  private mutating func tag() throws(VectorError) -> String? {
    let length = Int(try integer() as UInt16)
    if length == VectorTags.bytesMax + 1 { return nil }
    guard length <= VectorTags.bytesMax, rest.count >= length else { throw .file("a tag runs over the end of its record") }
    guard let tag = String(validating: rest.prefix(length), as: UTF8.self) else { throw .file("a tag is not UTF-8 text") }
    rest = rest.dropFirst(length)
    return tag
  }

  private mutating func vector(_ body: (UnsafeBufferPointer<Float>) throws(VectorError) -> Void) throws(VectorError) {
    let size = floats.count * 4
    guard rest.count >= size else { throw .file("a vector runs over the end of its record") }
    let bytes = rest.prefix(size)
    floats.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
    rest = rest.dropFirst(size)
    try call(floats, body)
  }

  private func call<Element>(_ elements: [Element], _ body: (UnsafeBufferPointer<Element>) throws(VectorError) -> Void) throws(VectorError) {
    let result = elements.withUnsafeBufferPointer { elements in
      Result { () throws(VectorError) in try body(elements) }
    }
    try result.get()
  }
}
