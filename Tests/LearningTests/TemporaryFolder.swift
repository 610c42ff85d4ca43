import Glibc

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/formic-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  private var names: [String] = []

  func write(_ bytes: [UInt8], to name: String) -> String {
    names.append(name)
    let file = fopen(path + "/" + name, "w")!
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path + "/" + name
  }

  func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }

  /// A `.npy` file, or the beginning of one.
  func writeArray(_ descriptor: String, _ shape: String, _ data: [UInt8], to name: String) -> String {
    let header = Array("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': \(shape), }\n".utf8)
    return write([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + data, to: name)
  }
}

func bytes(_ floats: [Float]) -> [UInt8] { floats.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian) { Array($0) } } }
