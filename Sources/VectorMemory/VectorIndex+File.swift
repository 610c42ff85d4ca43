import Glibc
import Storage

extension VectorIndex {
  /// Reads what `save` wrote, or what an index in a file left; changes of this one are not kept there.
  ///
  /// - Parameter isSalvaging: of a damaged file take what is before the damage.
  /// - Throws: `VectorError.file`, naming the byte; `.outOfMemory`
  public convenience init(reading path: String, isSalvaging: Bool = false) throws(VectorError) {
    let reader = try VectorFileReader(path: path)
    self.init(reader.configuration)
    do { try replay(reader) } catch {
      guard isSalvaging, case .file = error else { throw error }
      rows.orderFree()
    }
  }

  /// An index whose every change is in a file when it returns: one that is there is taken up, however its writer ended.
  ///
  /// - Throws: `VectorError.file` where another has it open, where it is of another configuration than `efSearch` and
  ///   `exactBelow` may differ in, or damaged.
  public convenience init(_ configuration: Configuration, file path: String) throws(VectorError) {
    let lock: WriterLock
    do { lock = try WriterLock(for: path) } catch { throw .file("\(error)") }
    if access(path, F_OK) != 0 {
      var snapshot = try VectorSnapshot(path: path)
      try snapshot.begin(VectorFileHeader(configuration))
      Glibc.close(try snapshot.publish().descriptor)
    }
    let reader = try VectorFileReader(path: path)
    var stored = reader.configuration
    (stored.efSearch, stored.exactBelow) = (configuration.efSearch, configuration.exactBelow)
    guard stored == configuration else {
      throw .file("\(path) holds \(reader.configuration.summary), not \(configuration.summary)")
    }
    stored.efSearch = reader.configuration.efSearch
    self.init(stored)
    try replay(reader)
    file = try VectorFile(path: path, lock: lock, chain: reader.chain, end: reader.end)
  }

  /// The file every change is kept in; nil for an index in memory alone.
  public var path: String? { file?.path }

  /// Ends the use of the file: others may open it, and this index takes no more changes.
  public func close() { file?.close() }

  /// Writes everything, the graph too, as one file that is there whole or not at all; answers of the index that reads it are
  /// the same. Without a path, or with that of its own file, that is made as short as it can be.
  ///
  /// - Throws: `VectorError.file`; what had the name is as it was. `.interrupted` while the graph is brought up to date.
  public func save(_ path: String? = nil) throws(VectorError) {
    if graph != nil { _ = try currentGraph() }
    rows.orderFree()
    if let file, path == nil || path == file.path {
      try file.replace { snapshot throws(VectorError) in try write(to: &snapshot) }
      return
    }
    guard let path else { throw .file("there is no file of its own: name one") }
    let lock: WriterLock
    do { lock = try WriterLock(for: path) } catch { throw .file("\(error)") }
    defer { lock.release() }
    var snapshot = try VectorSnapshot(path: path)
    try write(to: &snapshot)
    Glibc.close(try snapshot.publish().descriptor)
  }

  private func write(to snapshot: inout VectorSnapshot) throws(VectorError) {
    let count = graph == nil ? rows.liveCount : rows.count + 1
    try snapshot.begin(VectorFileHeader(configuration, snapshotCount: count))
    for slot in 0..<rows.count {
      let row = UnsafeBufferPointer(start: rows.row(slot), count: configuration.dimension)
      if rows.isLive[slot] {
        try snapshot.append(.insert(id: rows.ids[slot], tag: tags.word(rows.tags[slot]), vector: row))
      } else if graph != nil {
        try snapshot.append(.vacant(vector: row))
      }
    }
    guard let graph else { return }
    let failure = graph.links.withUnsafeBufferPointer { words in
      Result { () throws(VectorError) in try snapshot.append(.graph(drawn: graph.drawn, replaced: graph.replaced, words: words)) }
    }
    try failure.get()
  }

  /// Keeps an operation, before it is applied.
  func commit(_ operation: VectorOperation) throws(VectorError) {
    guard !isAsking else { throw .asked }
    guard let file else { return }
    // What was overwritten or removed is let go of once it is more than what is there.
    if file.size > 1 << 20, file.size > 2 * (rows.liveCount * (configuration.dimension * 4 + 32) + (graph?.linkBytesMax ?? 0)) {
      try file.replace { snapshot throws(VectorError) in
        if graph != nil { _ = try currentGraph() }
        rows.orderFree()
        try write(to: &snapshot)
      }
    }
    var record = VectorRecord()
    operation.write(to: &record)
    try file.append(record)
  }

  private func replay(_ reader: VectorFileReader) throws(VectorError) {
    var done = 0
    while true {
      let start = reader.end
      guard let record = try reader.next() else { break }
      let result = record.withUnsafeBytes { bytes in
        Result { () throws(VectorError) in
          var operations = VectorOperationReader(bytes, dimension: configuration.dimension)
          while try operations.next({ operation throws(VectorError) in try apply(operation) }) { done += 1 }
        }
      }
      do { try result.get() } catch {
        if case .outOfMemory = error { throw error }
        throw .file("\(reader.path): in the record at byte \(start): \(error)")
      }
    }
    guard done >= reader.snapshotCount else {
      throw .file("\(reader.path): cut short at byte \(reader.end): \(done) of the \(reader.snapshotCount) entries that were saved are whole")
    }
    rows.orderFree()
  }

  private func apply(_ operation: VectorOperation) throws(VectorError) {
    switch operation {
    case .insert(let id, let tag, let vector): try insert(id, vector, tag: tag)
    case .update(let id, let vector): try update(id, vector)
    case .tag(let id, let tag): try setTag(id, tag)
    case .remove(let id): guard try remove(id) else { throw .absent(id) }
    case .efSearch(let ef):
      guard Configuration.efRange.contains(ef) else { throw .file("ef \(ef) is outside \(Configuration.efRange)") }
      try setEfSearch(ef)
    case .vacant(let vector): try rows.addVacant(vector.baseAddress!, inverseNorm: check(vector))
    case .graph(let drawn, let replaced, let words):
      guard graph == nil, rows.count > 0 else { throw .file("a graph of nothing, or a second one") }
      rows.orderFree()
      graph = try NeighbourGraph(configuration, restoring: words, drawn: drawn, replaced: replaced, rows)
    }
  }
}

extension VectorIndex.Configuration {
  fileprivate var summary: String {
    "dimension \(dimension), \(metric.rawValue), M \(m), ef_construction \(efConstruction), \(code.rawValue), seed \(seed)"
  }
}
