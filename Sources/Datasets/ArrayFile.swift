import Kernels

/// A `.npy` file of one element format and number of axes, read whole.
struct ArrayFile: Sendable {
  let path: String
  let shape: [Int]
  let bytes: [UInt8]

  /// - Throws: `DatasetError` for a malformed or truncated file, or one of another format or shape.
  init(_ path: String, _ format: NpyHeader.Format, dimensions: Int) throws(DatasetError) {
    let file: (header: NpyHeader, bytes: [UInt8])
    do { file = try Npy.loadBytes(path) } catch { throw DatasetError("\(error)") }
    guard file.header.format == format else {
      throw DatasetError("\(path): elements are '\(file.header.format.rawValue)', '\(format.rawValue)' expected")
    }
    guard file.header.shape.count == dimensions else {
      throw DatasetError("\(path): \(file.header.shape.count) axes, \(dimensions) expected")
    }
    guard !file.header.isFortranOrder || dimensions < 2 else {
      throw DatasetError("\(path): column-major order (fortran_order) is not supported")
    }
    self.path = path
    shape = file.header.shape
    bytes = file.bytes
  }

  /// Element `index` of a float32 file.
  func float(_ index: Int) -> Float {
    bytes.withUnsafeBytes { Float(bitPattern: UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))) }
  }
}
