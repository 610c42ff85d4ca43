extension VectorIndex {
  /// In memory: vectors and graph.
  public var bytes: Int { rows.bytes + (graph?.bytes ?? 0) }
  /// Levels of the graph; 0 while there is none.
  public var levels: Int { graph?.levels ?? 0 }
  /// Slots whose vector was removed and that no other has taken yet.
  public var freeSlots: Int { rows.free.count }
  /// Whether a search for a few of all vectors is an exact scan.
  public var isScanned: Bool { isScanned(count, configuration.efSearch) }
}
