import Glibc
import Kernels
import Testing
import VectorMemory

private func contents(_ index: VectorIndex) throws -> [String] {
  try index.ids.sorted().map { "\($0) \(try index.tag($0) ?? "-") \(try index.vector($0))" }
}

/// Something happens to an index: the `step`th thing of a fixed course.
private func change(_ index: VectorIndex, _ step: Int) throws {
  var random = RandomStream(seed: 12, "test", "course", lane: UInt64(step))
  let vector = (0..<4).map { _ in Float(random.normal()) }
  let ids = index.ids.sorted()
  switch ids.isEmpty ? 0 : random.below(5) {
  case 0, 1: try index.insert(Int64(step), vector, tag: step % 3 == 0 ? "töne \(step % 2)" : nil)
  case 2: try index.update(ids[random.below(ids.count)], vector)
  case 3: try index.setTag(ids[random.below(ids.count)], random.below(2) == 0 ? nil : "other")
  default: try index.remove(ids[random.below(ids.count)])
  }
}

@Suite struct VectorFileTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  @Test(arguments: Metric.allCases)
  func `what was saved answers as before, and goes on as before`(metric: Metric) throws {
    let index = VectorIndex(.init(dimension: 12, metric: metric, efConstruction: 30, efSearch: 12, exactBelow: 0))
    let vectors = clusteredVectors(1_500, dimension: 12, seed: 21)
    for (i, vector) in vectors.prefix(1_200).enumerated() { try index.insert(Int64(i), vector, tag: i % 3 == 0 ? "third" : nil) }
    _ = try index.search(vectors[0], count: 1)
    for i in stride(from: 0, to: 1_200, by: 7) { try index.remove(Int64(i)) }
    try index.setEfSearch(10)
    try index.save(folder.file("saved"))
    let again = try VectorIndex(reading: folder.file("saved"))
    #expect(again.configuration == index.configuration && again.levels == index.levels && again.freeSlots == index.freeSlots)
    #expect(try contents(again) == contents(index))
    for (i, vector) in vectors.enumerated().dropFirst(1_200) {
      let query = vector.map { -$0 }
      #expect(try again.search(query, count: 10) == index.search(query, count: 10))
      #expect(try again.search(vector, count: 10, filter: .tag("third")) == index.search(vector, count: 10, filter: .tag("third")))
      for index in [index, again] { try index.insert(Int64(i), vector) }
    }
  }

  @Test func `an index in a file is there again, whoever held it let go of it`() throws {
    let path = folder.file("kept")
    let configuration = VectorIndex.Configuration(dimension: 4)
    let memory = VectorIndex(configuration)
    for round in 0..<5 {
      let index = try VectorIndex(configuration, file: path)
      #expect(try contents(index) == contents(memory) && index.count == (round == 0 ? 0 : memory.count) && (round == 0 || memory.count > 5))
      #expect(throws: VectorError.self) { try VectorIndex(configuration, file: path) }
      for step in round * 50..<(round + 1) * 50 {
        try change(index, step)
        try change(memory, step)
      }
      if round == 2 { try index.save() }
      index.close()
      #expect(throws: VectorError.self) { try index.insert(-1, [1, 2, 3, 4]) }
      #expect(!index.contains(-1))
    }
    #expect(throws: VectorError.self) { try VectorIndex(.init(dimension: 5), file: path) }
    #expect(throws: VectorError.self) { try VectorIndex(.init(dimension: 4, metric: .l2), file: path) }
    #expect(try contents(VectorIndex(reading: path)) == contents(memory))
  }

  @Test func `a file that is written for ever stays as short as what is alive`() throws {
    let index = try VectorIndex(.init(dimension: 4_096), file: folder.file("short"))
    let vector = (0..<4_096).map(Float.init)
    try index.insert(0, vector)
    for _ in 0..<200 { try index.update(0, vector) }
    #expect(try folder.bytes("short").count < 1 << 21)
    index.close()
    #expect(try VectorIndex(reading: folder.file("short")).vector(0) == vector)
  }

  @Test func `a file cut anywhere opens to a state that was once acknowledged, and goes on`() throws {
    let path = folder.file("whole")
    let index = try VectorIndex(.init(dimension: 4), file: path)
    var states: [Int: [String]] = [try folder.bytes("whole").count: []]
    for step in 0..<25 {
      try change(index, step)
      states[try folder.bytes("whole").count] = try contents(index)
    }
    let bytes = try folder.bytes("whole")
    let ends = states.keys.sorted()
    for cut in 64...bytes.count {
      try folder.write("cut", bytes.prefix(cut))
      let last = ends.last { $0 <= cut }!
      #expect(try contents(VectorIndex(reading: folder.file("cut"))) == states[last], "cut at \(cut)")
      guard cut % 64 == 0 else { continue }
      let again = try VectorIndex(.init(dimension: 4), file: folder.file("cut"))
      try again.insert(1_000, [1, 2, 3, 4])
      again.close()
      #expect(try VectorIndex(reading: folder.file("cut")).count == states[last]!.count + 1, "cut at \(cut)")
    }
    for cut in 0..<64 {
      try folder.write("cut", bytes.prefix(cut))
      #expect(throws: VectorError.self) { try VectorIndex(reading: folder.file("cut")) }
    }
  }

  @Test func `what was saved as a whole is never taken for less`() throws {
    let index = VectorIndex(.init(dimension: 4))
    for id in 0..<200 as Range<Int64> { try index.insert(id, [Float(id), 1, 2, 3]) }
    try index.save(folder.file("saved"))
    let bytes = try folder.bytes("saved")
    for cut in [64, 80, 1_000, bytes.count - 1] {
      try folder.write("cut", bytes.prefix(cut))
      #expect(throws: VectorError.self, "cut at \(cut)") { try VectorIndex(reading: folder.file("cut")) }
      #expect(throws: VectorError.self) { try VectorIndex(.init(dimension: 4), file: folder.file("cut")) }
      #expect(try folder.bytes("cut").count == cut, "a refused file is as it was")
      #expect(try VectorIndex(reading: folder.file("cut"), isSalvaging: true).count == 0)
    }
    #expect(try VectorIndex(reading: folder.file("saved")).count == 200)
  }

  @Test func `a record that a loss of power left as zeros was not acknowledged`() throws {
    let path = folder.file("whole")
    let index = try VectorIndex(.init(dimension: 4), file: path)
    try change(index, 0)
    let bytes = try folder.bytes("whole")
    try folder.write("cut", bytes + [UInt8](repeating: 0, count: 100_000))
    #expect(try contents(VectorIndex(reading: folder.file("cut"))) == contents(index))
  }

  /// Flips, overwritten runs, insertions, deletions: of a log, and of a snapshot with its graph.
  @Test(arguments: ["log", "snapshot"])
  func `what was damaged is refused, with the byte, or is what was written`(kind: String) throws {
    let path = folder.file("whole")
    let index = try VectorIndex(.init(dimension: 4, m: 4, efConstruction: 10, exactBelow: 0), file: path)
    for step in 0..<30 { try change(index, step) }
    if kind == "snapshot" {
      _ = try index.search([1, 2, 3, 4], count: 2)
      try index.save()
      for step in 30..<40 { try change(index, step) }
    }
    let bytes = try folder.bytes("whole"), whole = try contents(index)
    var random = RandomStream(seed: 13, "test", "damage", kind)
    var refused = 0
    for trial in 0..<5_000 {
      var damaged = bytes
      let place = random.below(bytes.count)
      switch trial % 4 {
      case 0: damaged[place] ^= UInt8(1 << random.below(8))
      case 1: for i in place..<min(place + 1 + random.below(40), bytes.count) { damaged[i] = UInt8(random.below(256)) }
      case 2: damaged.removeSubrange(place..<min(place + 1 + random.below(40), bytes.count))
      default: damaged.insert(contentsOf: bytes.prefix(random.below(100)), at: place)
      }
      try folder.write("damaged", damaged)
      do {
        let read = try VectorIndex(reading: folder.file("damaged"))
        // Only what ends early, or in zeros, is taken for a commit that was cut short.
        #expect(try damaged == bytes || contents(read) == whole || damaged.count < bytes.count || trial % 4 == 3, "trial \(trial), byte \(place)")
      } catch {
        refused += 1
        #expect("\(error)".contains(folder.path))
        if trial % 10 == 0 { _ = try? VectorIndex(reading: folder.file("damaged"), isSalvaging: true) }
      }
    }
    print("\(refused) of 5,000 damaged files refused (\(kind))")
    #expect(refused > 4_000)
  }
}
