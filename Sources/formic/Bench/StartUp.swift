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
    var milliseconds: [Double] = [], megabytes: [Double] = []
    for _ in 0..<count {
      let start = Stopwatch.wallNanoseconds
      let usage = try usageOfSelf(["-e", ""])
      milliseconds.append(Double(Stopwatch.wallNanoseconds - start) / 1e6)
      megabytes.append(Double(usage.ru_maxrss) * 1024 / 1e6)
    }
    milliseconds.sort()
    megabytes.sort()
    return [
      BenchmarkRow(id: id, name: name, unit: "ms", goal: "≤ 15", median: milliseconds[count / 2], best: milliseconds[0]),
      BenchmarkRow(id: id, name: "resident memory then", unit: "MB", goal: "≤ 25", median: megabytes[count / 2], best: megabytes[0]),
    ]
  }

  private static func usageOfSelf(_ arguments: [String]) throws -> rusage {
    var words: [UnsafeMutablePointer<CChar>?] = (["formic"] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process = pid_t()
    let problem = posix_spawn(&process, "/proc/self/exe", nil, nil, &words, environ)
    guard problem == 0 else { throw CommandFailure("can't start another formic: \(String(cString: strerror(problem)))") }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    guard status == 0 else { throw CommandFailure("another formic failed to start") }
    return usage
  }
}
