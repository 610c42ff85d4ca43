import Glibc
import REPL

/// What a person at the prompt waits for: the echo of a key while a colony runs behind it, the prompt after Ctrl-C.
enum PromptLatency {
  static let id = "REPL"
  static let names = ["key to echo, a colony in the background", "Ctrl-C to prompt"]

  /// Wall clock, from the key to the bytes on the terminal.
  ///
  /// - Throws: `CommandFailure`
  static func rows(isWanted: (String) -> Bool) throws -> [BenchmarkRow] {
    var template = Array("/tmp/formic-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CommandFailure("no temporary folder: \(String(cString: strerror(errno)))") }
    let home = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { rmdir(home) }
    do {
      var rows: [BenchmarkRow] = []
      if isWanted(names[0]) { rows += percentiles(names[0], goal: "≤ 5", try echoes(home)) }
      if isWanted(names[1]) { rows += percentiles(names[1], goal: "≤ 50", try interrupts(home)) }
      return rows
    } catch let failure as SessionLatency.Failure {
      throw CommandFailure("the session under test: \(failure)")
    }
  }

  private static func percentiles(_ name: String, goal: String, _ milliseconds: [Double]) -> [BenchmarkRow] {
    let sorted = milliseconds.sorted()
    return [50, 99].map { percent in
      BenchmarkRow(
        id: id, name: "\(name), p\(percent) of \(sorted.count)", unit: "ms", goal: goal,
        median: sorted[min(sorted.count - 1, sorted.count * percent / 100)], best: sorted[0])
    }
  }

  private static func echoes(_ home: String) throws -> [Double] {
    var session = try SessionLatency(path: "/proc/self/exe", home: home)
    defer { session.end() }
    try session.enter(" market = colony.new{ nodes = 256 }; market:start();")
    let times = try session.keyToEcho(count: 400)
    try session.expect(" market.running and 'still ' .. 'running'", toPrint: "still running")
    return times
  }

  /// What escapes an ordinary hook, native kernels, a colony.
  static let workloads = [
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "xpcall(function() error() end, function() while true do end end)",
    "coroutine.wrap(function() while true do pcall(function() while true do end end) end end)()",
    "setmetatable({}, { __gc = function() while true do end end }) collectgarbage()",
    "(''):rep(1 << 62)",
    "table.move({}, 1, 1 << 62, 2, {})",
    "while true do (('a'):rep(40)):find('.-.-.-b') end",
    "local s = 'x' while true do s = s:sub(1, 1) .. s:sub(1, 1) end",
    "table.sort(setmetatable({ 3, 2, 1 }, {}), function(a, b) while true do end end)",
    "local m = matrix.zeros(2048, 2048) while true do m:matmul(m) end",
    "local v = vector.zeros(1 << 24) while true do v:exp() end",
    "local v = vector.zeros(1 << 24) while true do v:sum() end",
    "local c = colony.new{} while true do c:run() end",
  ]

  private static func interrupts(_ home: String) throws -> [Double] {
    var session = try SessionLatency(path: "/proc/self/exe", home: home)
    defer { session.end() }
    var times: [Double] = []
    for round in 0..<8 {
      for (i, script) in workloads.enumerated() {
        times.append(try session.interrupt(" " + script, after: UInt32((round * 7919 + i * 104_729) % 60_000)))
      }
    }
    return times
  }
}
