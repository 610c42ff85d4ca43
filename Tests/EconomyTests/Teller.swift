import Glibc
import Testing

/// A program that moves money, run beside the tests.
struct Teller {
  static let executable: String = {
    let here = realpath("/proc/self/exe", nil)!
    defer { free(here) }
    let path = String(cString: here)
    return path[..<path.lastIndex(of: "/")!] + "/teller"
  }()

  private let process: pid_t
  private let output: Int32

  init(_ arguments: String..., program: String = executable) throws {
    var ends: [Int32] = [-1, -1]
    // Not inherited by what other tests start meanwhile.
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, program, &actions, nil, &words, environ) == 0)
    close(ends[1])
    self.process = process
    output = ends[0]
  }

  /// Everything it says until it ends.
  func text() -> String {
    defer { end() }
    return String(decoding: rest(), as: UTF8.self)
  }

  /// Lets it acknowledge some ids and work on for a while, kills it, and gives all the ids it acknowledged.
  ///
  /// - Parameter count: of ids to wait for; 0 kills it as it starts.
  func killed(after count: Int, microseconds pause: UInt32) -> [UInt64] {
    var bytes: [UInt8] = []
    while bytes.count < count * 8, take(&bytes) {}
    usleep(pause)
    kill(process, SIGKILL)
    bytes += rest()
    end()
    return stride(from: 0, to: bytes.count / 8 * 8, by: 8).map { start in
      (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) }
    }
  }

  private func rest() -> [UInt8] {
    var bytes: [UInt8] = []
    while take(&bytes) {}
    return bytes
  }

  /// - Returns: false at the end.
  private func take(_ bytes: inout [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      let count = read(output, buffer.baseAddress!, buffer.count)
      bytes += buffer.prefix(max(0, count))
      return count > 0
    }
  }

  private func end() {
    close(output)
    waitpid(process, nil, 0)
  }
}

/// A folder that is gone after its test.
final class Folder {
  let path: String

  init() throws {
    var name = Array("/tmp/formic-ledger-XXXXXX".utf8CString)
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
    let stream = try #require(fopen(file(name), "w"))
    defer { fclose(stream) }
    let bytes = Array(bytes)
    try #require(fwrite(bytes, 1, bytes.count, stream) == bytes.count)
  }

  func remove(_ name: String) { unlink(file(name)) }

  deinit {
    chmod(path, 0o700)
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      unlink(file(withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }))
    }
    closedir(folder)
    rmdir(path)
  }
}
