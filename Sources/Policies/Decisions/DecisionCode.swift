import CKernels

/// How a decision is written down: little-endian, cells as the frame holds them, so that equal decisions are equal bytes.
///
/// ```
/// "formic decisions 1\n"
/// record*      kind: u8, length: u32, contents
/// end          the BLAKE2b-256 of all before it; missing where the writer was cut short
/// ```
public enum DecisionCode {
  public static let magic = Array("formic decisions 1\n".utf8)

  public enum Record: UInt8, Sendable {
    /// A policy that decides from here on: its number is how many came before. Contents: JSON.
    case policy = 1
    /// Policies `u32` hands its memory to `u32`.
    case handover = 2
    /// policy u32 · function u8 · instance u32 · now i64 · stream 3×u64 · context · arguments · results lent · answer
    case decision = 3
    case end = 0xFF
  }

  /// What became of a question.
  public enum Answer: UInt8, Sendable {
    /// Results, then the arrays it wrote to.
    case results = 0
    /// The text of its fault; another policy's decision follows.
    case fault = 1
  }
}

/// Bytes being written.
struct DecisionBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ stream: ck_stream) {
    append(stream.key)
    append(stream.lane)
    append(stream.draw)
  }

  /// A scalar, or an array with its elements.
  mutating func append(_ cell: ck_cell) {
    bytes.append(cell.tag)
    switch UInt32(cell.tag) {
    case CK_BOOLEAN.rawValue: bytes.append(cell.boolean ? 1 : 0)
    case CK_INTEGER.rawValue: append(cell.integer)
    case CK_NUMBER.rawValue: append(cell.number.bitPattern)
    case CK_ARRAY.rawValue:
      appendShape(cell)
      let view = cell.array.pointee
      let size = view.rows * view.columns * ck_type_size(ck_type(UInt32(view.type)))
      if let data = view.data { bytes.append(contentsOf: UnsafeRawBufferPointer(start: data, count: size)) }
    default: break
    }
  }

  /// An array without its elements; nothing for a scalar.
  mutating func appendLent(_ cell: ck_cell) {
    let isArray = cell.tag == UInt8(CK_ARRAY.rawValue)
    bytes.append(isArray ? cell.tag : UInt8(CK_NIL.rawValue))
    if isArray { appendShape(cell) }
  }

  private mutating func appendShape(_ cell: ck_cell) {
    let view = cell.array.pointee
    bytes.append(view.type)
    bytes.append(view.is_matrix ? 1 : 0)
    append(UInt32(view.rows))
    append(UInt32(view.columns))
  }
}
