import CKernels
import Glibc

/// An open `.npy` file whose header agrees with its size.
final class NpyFile {
  let path: String
  let header: NpyHeader
  private let descriptor: Int32
  private let payloadOffset: Int
  private let payloadBytes: Int

  init(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw NpyError(path: path, problem: lastErrorText()) }
    do {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw NpyHeader.Problem(lastErrorText()) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw NpyHeader.Problem("is not a file") }
      let fileBytes = Int(status.st_size)
      let prefix = try readAll(descriptor, 12, at: 0, of: fileBytes)
      guard prefix.starts(with: [0x93] + Array("NUMPY".utf8)) else { throw NpyHeader.Problem("is not a .npy file") }
      guard (1...3).contains(prefix[6]) else { throw NpyHeader.Problem("is a .npy file of unknown version \(prefix[6])") }
      let isShort = prefix[6] == 1
      let length = isShort ? Int(prefix[8]) | Int(prefix[9]) << 8 : (0..<4).reduce(0) { $0 | Int(prefix[8 + $1]) << (8 * $1) }
      let start = isShort ? 10 : 12
      guard length <= fileBytes - start, length <= 1 << 16 else {
        throw NpyHeader.Problem("header claims \(length) bytes; the file has \(fileBytes)")
      }
      header = try NpyHeader(parsing: readAll(descriptor, length, at: start, of: fileBytes))
      payloadOffset = start + length
      guard let claimed = header.payloadBytes, claimed == fileBytes - payloadOffset else {
        let shape = header.shape.map(String.init).joined(separator: "×")
        throw NpyHeader.Problem(
          "shape \(shape) of \(header.format.rawValue) needs \(header.payloadBytes.map(String.init) ?? "more than 2⁶³") bytes; "
            + "the file has \(fileBytes - payloadOffset) after its header")
      }
      payloadBytes = claimed
    } catch let problem as NpyHeader.Problem {
      close(descriptor)
      throw NpyError(path: path, problem: problem.text)
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  func readBytes() throws -> [UInt8] {
    do {
      return try readAll(descriptor, payloadBytes, at: payloadOffset, of: payloadOffset + payloadBytes)
    } catch {
      throw NpyError(path: path, problem: error.text)
    }
  }

  /// Fills contiguous memory of the format's element type.
  func readElements(into view: ck_view) throws {
    if header.format.size == header.format.elementType.size {
      guard pread(descriptor, view.data, payloadBytes, from: payloadOffset) else {
        throw NpyError(path: path, problem: lastErrorText())
      }
      if header.format == .bool {
        let mask = view.data.assumingMemoryBound(to: UInt8.self)
        for i in 0..<payloadBytes where mask[i] > 1 { mask[i] = 1 }
      }
      return
    }
    let target = view.data.assumingMemoryBound(to: Float.self)
    let isSigned = header.format == .i8
    for (i, byte) in try readBytes().enumerated() { target[i] = isSigned ? Float(Int8(bitPattern: byte)) : Float(byte) }
  }
}

extension Npy {
  static func save(_ view: ck_view, shape: String, _ type: ElementType, isLive: Bool, to path: String) throws {
    guard isLive else { throw ArrayError.stale }
    var header = Array("{'descr': '\(NpyHeader.Format(type).rawValue)', 'fortran_order': False, 'shape': \(shape), }".utf8)
    // The payload begins at a multiple of 64 bytes; the text ends with a newline.
    header += Array(repeating: UInt8(ascii: " "), count: 63 - (header.count + 10) % 64) + [UInt8(ascii: "\n")]
    let prefix = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count & 0xFF), UInt8(header.count >> 8)] + header

    guard let file = fopen(path, "wbe") else { throw NpyError(path: path, problem: lastErrorText()) }
    var isWritten = fwrite(prefix, 1, prefix.count, file) == prefix.count
    for i in 0..<view.rows where isWritten {
      let row = view.data + i * view.row_stride * type.size
      if view.column_stride == 1 {
        isWritten = fwrite(row, type.size, view.columns, file) == view.columns
      } else {
        for j in 0..<view.columns where isWritten { isWritten = fwrite(row + j * view.column_stride * type.size, type.size, 1, file) == 1 }
      }
    }
    let problem = lastErrorText()
    guard fclose(file) == 0, isWritten else { throw NpyError(path: path, problem: problem) }
  }
}

private func readAll(_ descriptor: Int32, _ count: Int, at offset: Int, of fileBytes: Int) throws(NpyHeader.Problem) -> [UInt8] {
  guard count <= fileBytes - offset else { throw NpyHeader.Problem("is truncated: \(fileBytes) bytes") }
  var bytes = [UInt8](repeating: 0, count: count)
  guard bytes.withUnsafeMutableBytes({ pread(descriptor, $0.baseAddress, count, from: offset) }) else {
    throw NpyHeader.Problem(lastErrorText())
  }
  return bytes
}

/// Reads exactly `count` bytes, resuming after interruptions.
private func pread(_ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int, from offset: Int) -> Bool {
  var done = 0
  while done < count {
    let n = Glibc.pread(descriptor, target! + done, count - done, offset + done)
    if n < 0, errno == EINTR { continue }
    if n <= 0 { return false }
    done += n
  }
  return true
}

private func lastErrorText() -> String { String(cString: strerror(errno)) }
