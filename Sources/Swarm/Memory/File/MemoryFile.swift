import Storage

/// Where a memory is kept: a record for each episode, pattern, outlier, peer's report and trust, and one for the rest.
///
/// What changed since the last commit is written in one; a pattern's record is compared with what is there, so that what
/// stayed the same costs nothing on the disk.
final class MemoryFile {
  static let application = 0x666D_656D  // "fmem"
  static let schema = 1

  enum Kind: Int64 { case memory = 1, pattern, outlier, episode, report, trust }

  private let file: RecordFile
  /// Bodies as they are in the file, of the kinds that change in place.
  private var bodies: [Name: [UInt8]] = [:]
  /// Episodes that were written, numbered from 1; those before `firstEpisode` are gone.
  private var lastEpisode: Int64 = 0
  private var firstEpisode: Int64 = 1
  private var reports: [Int64: Int64] = [:]

  private struct Name: Hashable {
    var kind: Int64
    var key: Int64
  }

  /// - Throws: `SwarmError`
  init(path: String) throws(SwarmError) {
    do { file = try RecordFile(path: path, application: Self.application, schema: Self.schema) } catch { throw SwarmError(error) }
  }

  func close() { file.close() }

  // MARK: Writing

  /// Commits what changed since the last time.
  func write(_ memory: CollectiveMemory) throws(SwarmError) {
    var changes: [RecordFile.Change] = [], fresh = bodies
    func put(_ kind: Kind, _ key: Int64, _ fill: (inout RecordWriter) -> Void) {
      var writer = RecordWriter()
      fill(&writer)
      guard fresh[Name(kind: kind.rawValue, key: key)] != writer.bytes else { return }
      fresh[Name(kind: kind.rawValue, key: key)] = writer.bytes
      changes.append(.put(.init(kind: kind.rawValue, key: key, body: writer.bytes)))
    }
    func putAll(_ kind: Kind, _ set: PatternSet) {
      var kept: Set<Int64> = []
      for (i, pattern) in set.patterns.enumerated() {
        kept.insert(pattern.id)
        put(kind, pattern.id) {
          $0.put(pattern)
          $0.put(set.centroids[i * set.dimension..<(i + 1) * set.dimension])
        }
      }
      for name in fresh.keys where name.kind == kind.rawValue && !kept.contains(name.key) {
        fresh[name] = nil
        changes.append(.remove(kind: name.kind, key: name.key))
      }
    }
    let ring = memory.ring, dimension = memory.configuration.dimension
    let first = ring.appended - Int64(ring.count) + 1
    put(.memory, 0) {
      $0.put(UInt32(dimension))
      for value in [memory.configuration.owner, memory.version, memory.latest, memory.nextID, first, Int64(ring.pendingCount)] { $0.put(value) }
      for place in ring.places { $0.put(ring.homes[place] ?? 0) }
    }
    putAll(.pattern, memory.own)
    putAll(.outlier, memory.outliers)
    for (age, place) in ring.places.enumerated() where first + Int64(age) > lastEpisode {
      var writer = RecordWriter()
      writer.put(ring.episodes[place])
      writer.put(ring.embeddings[place * dimension..<(place + 1) * dimension])
      changes.append(.put(.init(kind: Kind.episode.rawValue, key: first + Int64(age), body: writer.bytes)))
    }
    for key in firstEpisode..<max(firstEpisode, min(first, lastEpisode + 1)) { changes.append(.remove(kind: Kind.episode.rawValue, key: key)) }
    var versions: [Int64: Int64] = [:]
    for report in memory.reports {
      versions[report.origin] = report.version
      guard reports[report.origin] != report.version else { continue }
      var writer = RecordWriter()
      for value in [report.version, report.time, Int64(report.patterns.count)] { writer.put(value) }
      for pattern in report.patterns { writer.put(pattern) }
      writer.put(report.centroids)
      changes.append(.put(.init(kind: Kind.report.rawValue, key: report.origin, body: writer.bytes)))
    }
    for origin in reports.keys where versions[origin] == nil { changes.append(.remove(kind: Kind.report.rawValue, key: origin)) }
    for (origin, trust) in memory.heard.trusts { put(.trust, origin) { $0.put(trust) } }
    do { try file.write(changes) } catch { throw SwarmError(error) }
    (bodies, reports, lastEpisode, firstEpisode) = (fresh, versions, ring.appended, first)
  }

  // MARK: Reading

  /// Fills an empty memory with what is in the file.
  ///
  /// - Throws: `SwarmError` that names the first record that isn't what was written, or the option it was made with.
  func read(into memory: CollectiveMemory) throws(SwarmError) {
    let records: [RecordFile.Record]
    do { records = try file.records() } catch { throw SwarmError(error) }
    guard let head = records.first else { return }
    guard head.kind == Kind.memory.rawValue, head.key == 0 else { throw damaged(head, "comes before the memory's own record") }
    let dimension = memory.configuration.dimension
    var reader = RecordReader(head.body)
    let stored = (dimension: reader.integer(UInt32.self), owner: reader.integer(Int64.self))
    guard stored.dimension == dimension, stored.owner == memory.configuration.owner else {
      throw SwarmError(
        "\(file.path) is the memory of peer \(stored.owner + 1) with embeddings of \(stored.dimension) elements, not of peer \(memory.configuration.owner + 1) with \(dimension)")
    }
    let (version, latest, nextID, first, pending): (Int64, Int64, Int64, Int64, Int64) =
      (reader.integer(), reader.integer(), reader.integer(), reader.integer(), reader.integer())
    guard !reader.isShort, version >= 0, latest >= 0, nextID >= 1, first >= 1, first < 1 << 62, pending >= 0 else { throw damaged(head, "is not sound") }
    var episodes: [(Episode, [Float])] = [], patterns: [Pattern] = [], outliers: [Pattern] = [], centroids: [Float] = [], thin: [Float] = []
    for record in records.dropFirst() {
      var reader = RecordReader(record.body)
      switch Kind(rawValue: record.kind) {
      case .pattern, .outlier:
        let isOutlier = record.kind == Kind.outlier.rawValue
        let pattern = reader.pattern(), centroid = reader.floats(dimension)
        guard reader.isComplete, pattern.id == record.key, pattern.id >= 1, pattern.id < nextID else { throw damaged(record, "is not a pattern") }
        if isOutlier {
          outliers.append(pattern)
          thin += centroid
        } else {
          patterns.append(pattern)
          centroids += centroid
        }
        bodies[Name(kind: record.kind, key: record.key)] = record.body
      case .episode:
        let episode = reader.episode(), unit = reader.floats(dimension)
        guard reader.isComplete, record.key == first + Int64(episodes.count) else { throw damaged(record, "is not the next episode") }
        let length = unit.reduce(0.0) { $0 + Double($1) * Double($1) }
        guard episode.quality >= 0, episode.quality <= 1, episode.latency >= 0, episode.time >= 0, abs(length - 1) < 1e-3 else {
          throw damaged(record, "is not sound")
        }
        episodes.append((episode, unit))
      case .report:
        let (version, time, count): (Int64, Int64, Int64) = (reader.integer(), reader.integer(), reader.integer())
        guard !reader.isShort, (0...Int64(MemoryReport.patternsMax)).contains(count) else { throw damaged(record, "is not a report") }
        var heard: [Pattern] = []
        for _ in 0..<count where !reader.isShort { heard.append(reader.pattern()) }
        let means = reader.floats(Int(count) * dimension)
        guard reader.isComplete, record.key != memory.configuration.owner else { throw damaged(record, "is not a report") }
        do throws(SwarmError) {
          let report = try MemoryReport(origin: record.key, version: version, time: time, dimension: dimension, patterns: heard, centroids: means)
          _ = memory.heard.take(report)
          reports[record.key] = version
        } catch { throw damaged(record, "\(error)") }
      case .trust:
        let trust = reader.number()
        guard reader.isComplete, record.key >= 0, trust >= 0, trust <= 1 else { throw damaged(record, "is not a trust of 0…1") }
        memory.trust(record.key, trust)
        bodies[Name(kind: record.kind, key: record.key)] = record.body
      case .memory, nil: throw damaged(record, "is of no known kind")
      }
    }
    var homes: [Int64] = []
    for _ in episodes { homes.append(reader.integer()) }
    guard reader.isComplete, pending <= episodes.count else { throw damaged(head, "does not go with \(episodes.count) episodes") }
    // A pattern is checked as if a peer had sent it.
    do throws(SwarmError) {
      memory.own = try MemoryReport(origin: 0, version: 0, time: latest, dimension: dimension, patterns: patterns, centroids: centroids).contents
      memory.outliers = try MemoryReport(origin: 0, version: 0, time: latest, dimension: dimension, patterns: outliers, centroids: thin).contents
    } catch { throw damaged(head, "\(error)") }
    bodies[Name(kind: head.kind, key: head.key)] = head.body
    (memory.version, memory.latest, memory.nextID) = (version, latest, nextID)
    memory.refill(episodes, homes, pending: Int(pending), earlier: first - 1)
    (firstEpisode, lastEpisode) = (first, first - 1 + Int64(episodes.count))
  }

  private func damaged(_ record: RecordFile.Record, _ reason: String) -> SwarmError {
    SwarmError("\(file.path) is damaged: record \(record.kind)/\(record.key) \(reason)")
  }
}

extension SwarmError {
  /// What a memory's file can't do, in the words of a memory.
  init(_ error: StorageError) {
    self = switch error {
    case .inUse(let path, let holder): SwarmError("\(path) is in use by \(holder), and a memory is one program's at a time")
    case .notAJournal(let path, let reason): SwarmError("\(path) is not a memory of ours: \(reason)")
    default: SwarmError("\(error)")
    }
  }
}
