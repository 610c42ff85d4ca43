extension VectorIndex {
  /// In memory: vectors and graph.
  public var bytes: Int { rows.bytes + (graph?.bytes ?? 0) }
  /// Levels of the graph; 0 while there is none.
  public var levels: Int { graph?.levels ?? 0 }
  /// Slots whose vector was removed and that no other has taken yet.
  public var freeSlots: Int { rows.free.count }
  /// Vectors the graph has yet to take up.
  public var backlog: Int { graph?.backlog ?? 0 }
  /// How many vectors have each tag that is in use.
  public var tagCounts: [(tag: String, count: Int)] {
    var counts = [Int](repeating: 0, count: tags.words.count)
    for slot in 0..<rows.count where rows.isLive[slot] { counts[Int(rows.tags[slot])] += 1 }
    return (1..<counts.count).filter { counts[$0] > 0 }.map { (tags.words[$0], counts[$0]) }
  }
  /// Whether a search for a few of all vectors is an exact scan.
  public var isScanned: Bool { isScanned(count, configuration.efSearch) }
}
