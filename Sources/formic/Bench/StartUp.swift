import Glibc
import Interface

/// P18: how long the program takes from its start to its first line of Lua, and the memory it takes by then.
enum StartUp {
  static let id = "P18"
  static let name = "start to first chunk"

  /// Starts this program again and again; the wall clock counts here, for loading waits, too.
  ///
  /// - Throws: `CommandFailure`
  static func rows(count: Int = 31) throws -> [BenchmarkRow] {
    var milliseconds: [Double] = []
    for _ in 0..<count {
      let start = Stopwatch.wallNanoseconds
      _ = try outputOfSelf("")
      milliseconds.append(Double(Stopwatch.wallNanoseconds - start) / 1e6)
    }
    milliseconds.sort()
    guard let kilobytes = Double(try outputOfSelf("io.write(io.open('/proc/self/status'):read('a'):match('VmHWM:%s*(%d+)'))")) else {
      throw CommandFailure("no memory figure in /proc/self/status")
    }
    let megabytes = kilobytes * 1024 / 1e6
    return [
      BenchmarkRow(id: id, name: name, unit: "ms", goal: "≤ 15", median: milliseconds[count / 2], best: milliseconds[0]),
      BenchmarkRow(id: id, name: "resident memory then", unit: "MB", goal: "≤ 25", median: megabytes, best: megabytes),
    ]
  }

  /// What another process of this program prints when it runs `code`.
  private static func outputOfSelf(_ code: String) throws -> String {
    guard let output = tmpfile() else { throw CommandFailure("no temporary file: \(String(cString: strerror(errno)))") }
    defer { fclose(output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, fileno(output), 1)
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("formic"), strdup("-e"), strdup(code), nil]
    defer { words.forEach { free($0) } }
    var process = pid_t()
    let problem = posix_spawn(&process, "/proc/self/exe", &actions, nil, &words, environ)
    guard problem == 0 else { throw CommandFailure("can't start another formic: \(String(cString: strerror(problem)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else { throw CommandFailure("another formic failed to start") }
    rewind(output)
    var bytes = [UInt8](repeating: 0, count: 64)
    let length = fread(&bytes, 1, bytes.count, output)
    return String(decoding: bytes[..<length], as: UTF8.self)
  }
}
