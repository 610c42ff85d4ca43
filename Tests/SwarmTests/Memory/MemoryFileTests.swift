import Glibc
import Kernels
import Storage
import Swarm
import Testing

/// A folder that is removed with everything in it.
private final class Folder {
  let path: String
  init() {
    var template = Array("/tmp/formic-memory-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }
  deinit {
    for name in (try? names()) ?? [] { unlink(path + "/" + name) }
    rmdir(path)
  }
  func file(_ name: String) -> String { path + "/" + name }
  private func names() throws -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

private func bytes(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var all: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return all }
    all += buffer[..<count]
  }
}

private func write(_ bytes: some Collection<UInt8>, to path: String) {
  let file = fopen(path, "w")!
  _ = Array(bytes).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  fclose(file)
}

@Suite struct MemoryFileTests {
  private let configuration = CollectiveMemory.Configuration(
    dimension: MemoryFixture.dimension, owner: 3, episodesMax: 12, replayEvery: 5, patternsMax: 6, clustering: .density(minimum: 2))

  /// Everything a memory holds.
  private func contents(_ memory: CollectiveMemory) -> String {
    let reports = memory.reports.map { "\($0.origin) \($0.version) \($0.time) \($0.patterns) \($0.centroids)" }
    let patterns = zip(memory.patterns, 0...).sorted { $0.0.id < $1.0.id }.map { pattern, i in
      "\(pattern) \(memory.centroids[i * MemoryFixture.dimension..<(i + 1) * MemoryFixture.dimension])"
    }
    return "\(memory.version) \(memory.latest) \(memory.pendingCount) \(memory.outlierCount) \(patterns) \(reports) "
      + memory.episodes.sorted { $0.time < $1.time }.map { "\($0)" }.joined()
  }

  /// What is said where a file can't be opened; empty where it can.
  private func refusal(_ path: String, _ configuration: CollectiveMemory.Configuration) -> String {
    do {
      try CollectiveMemory(configuration, store: path).close()
      return ""
    } catch { return "\(error)" }
  }

  private func act(_ memory: CollectiveMemory, _ step: Int, _ random: inout RandomStream) throws {
    switch step % 9 {
    case 7: memory.replay(8, seed: UInt64(step))
    case 8:
      let peer = MemoryFixture.memory(owner: Int64(10 + step % 4))
      for _ in 0..<3 { try peer.record(MemoryFixture.example(of: random.below(4), &random), node: 2, time: Int64(step)) }
      peer.consolidate()
      memory.trust(Int64(10 + step % 4), random.uniform())
      try memory.hear(peer.report, now: Int64(step))
    default:
      try memory.record(MemoryFixture.example(of: random.below(5), &random), node: Int32(random.below(5)), quality: random.uniform(), time: Int64(step))
    }
  }

  @Test func `a memory is taken up where it was, and goes on as one that never stopped`() throws {
    let folder = Folder()
    let steady = CollectiveMemory(configuration)
    var a = RandomStream(seed: 1, "test", "file"), b = a
    var kept: CollectiveMemory? = try CollectiveMemory(configuration, store: folder.file("m.db"))
    for step in 0..<90 {
      try act(steady, step, &a)
      try act(kept!, step, &b)
      try kept!.keep()
      guard step % 17 == 0 else { continue }
      kept!.close()
      kept = try CollectiveMemory(configuration, store: folder.file("m.db"))
      #expect(contents(kept!) == contents(steady), "step \(step)")
    }
  }

  /// A program that is killed leaves the file and the log as they were at some instant; a machine that loses power may cut
  /// the log anywhere.
  @Test func `whatever instant it is cut off at, it opens to a state that was kept`() throws {
    let folder = Folder(), path = folder.file("m.db")
    var random = RandomStream(seed: 2, "test", "cut")
    let memory = try CollectiveMemory(configuration, store: path)
    var states = [contents(memory)]
    for step in 0..<40 {
      try act(memory, step, &random)
      try memory.keep()
      states.append(contents(memory))
    }
    let base = bytes(path), log = bytes(path + "-wal")
    #expect(log.count > 40 * 4_096)
    var seen: Set<Int> = []
    let cuts = [0, 31, log.count] + (0..<20).map { _ in random.below(log.count) } + (0..<20).map { 32 + $0 * (log.count - 32) / 20 / 4_120 * 4_120 }
    for (i, cut) in cuts.enumerated() {
      let copy = folder.file("copy\(i).db")
      write(base, to: copy)
      write(log[..<cut], to: copy + "-wal")
      let opened = try CollectiveMemory(configuration, store: copy)
      let state = states.firstIndex(of: contents(opened))
      // Before the first commit there was an empty memory.
      #expect(state != nil, "cut at \(cut) of \(log.count)")
      seen.insert(state ?? -1)
      if cut == log.count { #expect(state == 40) }
    }
    #expect(seen.count > 12)
  }

  @Test func `a memory in use is not opened a second time`() throws {
    let folder = Folder()
    let first = try CollectiveMemory(configuration, store: folder.file("m.db"))
    #expect(throws: SwarmError.self) { _ = try CollectiveMemory(configuration, store: folder.file("m.db")) }
    #expect(throws: SwarmError.self) { _ = try CollectiveMemory(configuration, store: folder.file("./m.db")) }
    first.close()
    #expect(throws: SwarmError.self) { try first.keep() }
    _ = try CollectiveMemory(configuration, store: folder.file("m.db"))
  }

  @Test func `a file of another kind, owner, dimension or schema is refused and left as it was`() throws {
    let folder = Folder()
    write("what is this?".utf8.map { $0 } + [UInt8](repeating: 7, count: 4_096), to: folder.file("text.db"))
    let text = bytes(folder.file("text.db"))
    #expect(refusal(folder.file("text.db"), configuration).contains("not a memory of ours"))
    #expect(bytes(folder.file("text.db")) == text)
    try JournalFile(path: folder.file("journal.db")).close()
    #expect(refusal(folder.file("journal.db"), configuration).contains("another program's"))
    try CollectiveMemory(configuration, store: folder.file("m.db")).close()
    #expect(refusal(folder.file("m.db"), .init(dimension: 5, owner: 3)).contains("elements"))
    #expect(refusal(folder.file("m.db"), .init(dimension: MemoryFixture.dimension, owner: 4)).contains("peer 4"))
    try RecordFile(path: folder.file("later.db"), application: 0x666D_656D, schema: 99).close()
    #expect(refusal(folder.file("later.db"), configuration).contains("schema 99"))
    #expect(refusal(folder.file("nowhere/m.db"), configuration) != "" && refusal("", configuration) != "")
  }

  @Test func `records that somebody changed are refused by name, and never end the program`() throws {
    let folder = Folder(), path = folder.file("m.db")
    var random = RandomStream(seed: 3, "test", "hostile")
    let memory = try CollectiveMemory(configuration, store: path)
    for step in 0..<40 { try act(memory, step, &random) }
    try memory.keep()
    memory.close()
    let file = try RecordFile(path: path, application: 0x666D_656D, schema: 1)
    let records = try file.records()
    #expect(Set(records.map(\.kind)) == [1, 2, 3, 4, 5, 6] || records.count > 20)
    file.close()
    var refused = 0, rounds = 0
    for record in records {
      for _ in 0..<2 {
        rounds += 1
        var body = record.body
        switch random.below(4) {
        case 0: body.removeLast(min(body.count, 1 + random.below(8)))
        case 1: body += [1, 2, 3]
        case 2: for _ in 0..<8 { body[random.below(body.count)] = 255 }
        default: body[random.below(body.count)] ^= UInt8(1 << random.below(8))
        }
        let file = try RecordFile(path: path, application: 0x666D_656D, schema: 1)
        try file.write([.put(.init(kind: record.kind, key: record.key, body: body))])
        file.close()
        let refusal = refusal(path, configuration)
        refused += refusal.isEmpty ? 0 : 1
        #expect(refusal.isEmpty || refusal.contains("m.db"))
        // What was accepted may have been tidied up: put everything back.
        let again = try RecordFile(path: path, application: 0x666D_656D, schema: 1)
        try again.write(records.map { .put($0) })
        again.close()
      }
    }
    #expect(refused > rounds / 2, "\(refused) of \(rounds)")
    let missing = try RecordFile(path: path, application: 0x666D_656D, schema: 1)
    try missing.write([.remove(kind: 1, key: 0)])
    missing.close()
    #expect(throws: SwarmError.self) { _ = try CollectiveMemory(configuration, store: path) }
  }
}
