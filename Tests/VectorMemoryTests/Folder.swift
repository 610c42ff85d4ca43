import Glibc
import Testing

/// A folder that is gone after its test.
final class Folder {
  let path: String

  init() throws {
    // In memory where that can be: these tests are of what is written, not of the disk.
    var name = Array("\(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")/formic-vectors-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&name)))
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func bytes(_ name: String) throws -> [UInt8] {
    let stream = try #require(fopen(file(name), "r"))
    defer { fclose(stream) }
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer.prefix(count) }
    return bytes
  }

  func write(_ name: String, _ bytes: some Collection<UInt8>) throws {
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    let bytes = Array(bytes)
    try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      unlink(file(withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }))
    }
    closedir(folder)
    rmdir(path)
  }
}
