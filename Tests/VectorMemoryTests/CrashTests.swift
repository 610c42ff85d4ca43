import Glibc
import Kernels
import Testing
import VectorMemory

@Suite struct VectorCrashTests {
  private static let executable: String = {
    let here = realpath("/proc/self/exe", nil)!
    defer { free(here) }
    let path = String(cString: here)
    return path[..<path.lastIndex(of: "/")!] + "/keeper"
  }()

  /// Runs a program for a while and kills it.
  private func kill(_ arguments: [String], after pause: UInt32) throws {
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, arguments[0], nil, nil, &words, environ) == 0)
    usleep(pause)
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  private func vector(_ id: Int64) -> [Float] { (0..<8).map { Float((id * 8 + $0) % 1_000 + 1) } }

  /// Twelve programs one after the other over one file, all of them killed.
  @Test func `killed at any moment, a file has everything that was acknowledged`() throws {
    let folder = try Folder()
    var random = RandomStream(seed: 31, "kills")
    var acknowledged: Set<Int64> = []
    for round in 0..<12 as Range<Int64> {
      try kill([Self.executable, folder.file("kept"), folder.file("told"), "\(round * 1_000_000 + 1)"], after: UInt32(5_000 + random.below(60_000)))
      guard access(folder.file("told"), F_OK) == 0 else { continue }
      let told = try folder.bytes("told")
      acknowledged = told.withUnsafeBytes { bytes in Set(stride(from: 0, to: bytes.count / 8 * 8, by: 8).map { bytes.loadUnaligned(fromByteOffset: $0, as: Int64.self) }) }
      let index = try VectorIndex(reading: folder.file("kept"))
      for id in acknowledged where id > 0 {
        if acknowledged.contains(-id) {
          #expect(!index.contains(id), "round \(round): \(id) was removed")
        } else if id % 3 != 0 || id > 1_000_000_000 {
          #expect(try index.vector(id) == vector(id), "round \(round): \(id)")
        }
      }
      let threes = index.ids.filter { $0 > 1_000_000_000 }
      #expect(threes.count % 3 == 0, "round \(round): a part of what was inserted at once")
    }
    print("\(acknowledged.count) changes acknowledged")
    #expect(acknowledged.count > 20)
  }
}
