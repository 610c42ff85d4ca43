extension VectorIndex {
  /// The share of nodes that may have taken another vector before the graph is built anew.
  private static let replacedMax = 1.0

  /// The graph, built or brought up to date.
  ///
  /// - Throws: `VectorError.interrupted`: what is done stays done. `.outOfMemory`: there is no graph then.
  func currentGraph() throws(VectorError) -> NeighbourGraph {
    if let graph, Double(graph.replaced) > Self.replacedMax * Double(max(graph.nodes, 1)) { self.graph = nil }
    let graph: NeighbourGraph
    if let known = self.graph { graph = known } else { graph = try begunGraph() }
    self.graph = graph
    guard graph.backlog > 0 else { return graph }
    do { try graph.catchUp(rows) } catch {
      if error != .interrupted { self.graph = nil }
      throw error
    }
    return graph
  }

  private func begunGraph() throws(VectorError) -> NeighbourGraph {
    let graph = try NeighbourGraph(configuration, capacity: rows.count)
    for slot in 0..<rows.count where rows.isLive[slot] { graph.note(slot) }
    return graph
  }
}
