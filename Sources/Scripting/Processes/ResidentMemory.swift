import Glibc
import Interface

extension ScriptingInterface {
  static let memory = Function(
    "memory", "Memory of this process that is in use, the operating system's figure: what large populations are measured by.",
    returns: .table(
      "memory",
      fields: [
        Parameter("resident_bytes", .integer, unit: "bytes", "in physical memory now"), Parameter("peak_bytes", .integer, unit: "bytes", "the most there ever were"),
      ]),
    example: "script.memory().resident_bytes > 0", errors: ["the operating system doesn't say"]
  ) { () throws -> Table in
    guard let resident = residentBytes() else { throw ScriptError("script.memory: /proc/self/statm can't be read") }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Table(fields: [
      (.string("resident_bytes"), .integer(resident)), (.string("peak_bytes"), .integer(max(resident, Int64(usage.ru_maxrss) * 1_024))),
    ])
  }
}

/// The second figure of /proc/self/statm is the resident pages.
private func residentBytes() -> Int64? {
  guard let file = fopen("/proc/self/statm", "re") else { return nil }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 128)
  guard fgets(&line, Int32(line.count), file) != nil else { return nil }
  let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
  guard words.count > 1, let pages = Int64(words[1]) else { return nil }
  return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
}
