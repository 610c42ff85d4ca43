/// The header of a `.npy` file (format 1 to 3) of little-endian, C-ordered numbers, and where its data lie.
///
/// Nothing is allocated from what the header claims: the claimed size is compared with the file's own first.
struct ArrayFile: Sendable {
  let file: FileBytes
  let shape: [Int]
  /// Where the elements begin.
  let offset: Int

  /// The elements.
  var data: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: file.bytes[offset...]) }

  /// - Parameters:
  ///   - descriptor: numpy's name of the element type that is expected, for example `<f4` or `|i1`.
  ///   - size: an element's bytes.
  ///   - dimensions: how many axes are expected.
  init(_ path: String, descriptor: String, size: Int, dimensions: Int) throws(DatasetError) {
    let file = try FileBytes(path)
    let bytes = file.bytes
    guard bytes.count >= 10, bytes[0] == 0x93, bytes[1..<6].elementsEqual("NUMPY".utf8) else {
      throw .byte(path, 0, "not a .npy file (no \\x93NUMPY at its start)")
    }
    guard (1...3).contains(bytes[6]) else { throw .byte(path, 6, "format version \(bytes[6]); 1 to 3 are known") }
    let isLong = bytes[6] > 1
    guard bytes.count >= 12 else { throw .byte(path, bytes.count, "the header is cut off") }
    let length =
      isLong
      ? Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian)
      : Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self).littleEndian)
    let start = isLong ? 12 : 10
    guard length <= bytes.count - start else {
      throw .byte(path, 8, "a header of \(length) bytes in a file of \(bytes.count)")
    }
    let header = String(decoding: bytes[start..<(start + length)], as: UTF8.self)

    guard let found = Self.value(of: "descr", in: header)?.split(separator: "'").first.map(String.init) else {
      throw .byte(path, start, "the header names no 'descr'")
    }
    guard found == descriptor else { throw .byte(path, start, "elements are '\(found)', '\(descriptor)' expected") }
    guard Self.value(of: "fortran_order", in: header)?.hasPrefix("False") == true else {
      throw .byte(path, start, "column-major order (fortran_order) is not supported")
    }
    guard let axes = Self.value(of: "shape", in: header), axes.first == "(", let close = axes.firstIndex(of: ")") else {
      throw .byte(path, start, "the header names no 'shape'")
    }
    var shape: [Int] = []
    for axis in axes[axes.index(after: axes.startIndex)..<close].split(separator: ",") {
      let digits = axis.drop { $0 == " " }
      guard let count = Int(digits), count >= 0 else { throw .byte(path, start, "shape \(axes[...close]) is not a list of counts") }
      shape.append(count)
    }
    guard shape.count == dimensions else {
      throw .byte(path, start, "\(shape.count) axes, \(dimensions) expected")
    }
    var claimed = size
    for axis in shape {
      let (product, overflow) = claimed.multipliedReportingOverflow(by: axis)
      guard !overflow else { throw .byte(path, start, "shape \(axes[...close]) is larger than any file") }
      claimed = product
    }
    let held = bytes.count - start - length
    guard claimed == held else {
      throw .byte(path, start + length, "shape \(axes[...close]) needs \(claimed) bytes of data, the file holds \(held)")
    }
    self.file = file
    self.shape = shape
    offset = start + length
  }

  /// The text after `'key':` in a Python dictionary literal.
  private static func value(of key: String, in header: String) -> Substring? {
    var rest = header[...]
    let quoted = "'\(key)'"
    while let quote = rest.firstIndex(of: "'") {
      rest = rest[quote...]
      if rest.hasPrefix(quoted) {
        return rest.dropFirst(quoted.count).drop { $0 == " " || $0 == ":" }
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
