import Topology

/// A graph on its way into the one vector that consensus policies read.
struct GraphPacking {
  private let graph: Graph
  private let extraRows: Int
  private let isHeard: ((Int) -> Bool)?
  /// Cells of neighbours.
  let links: Int
  let largestDegree: Int

  /// - Parameters:
  ///   - extraRows: nodes beyond the graph's that hear nobody.
  ///   - isHeard: nil: everybody is.
  init(_ graph: Graph, extraRows: Int = 0, isHeard: ((Int) -> Bool)? = nil) {
    self.graph = graph
    self.extraRows = extraRows
    self.isHeard = isHeard
    links = graph.neighbours.count
    largestDegree = graph.largestDegree
  }

  /// - Complexity: O(*n* + *m*)
  func write(_ cells: UnsafeMutablePointer<Int64>) {
    let nodes = graph.nodeCount + extraRows
    var next = nodes + 1
    graph.offsets.withUnsafeBufferPointer { offsets in
      graph.neighbours.withUnsafeBufferPointer { neighbours in
        for node in 0..<graph.nodeCount {
          cells[node] = Int64(next) + 1
          for cell in Int(offsets[node])..<Int(offsets[node + 1]) {
            let neighbour = Int(neighbours[cell])
            if let isHeard, !isHeard(neighbour) { continue }
            cells[next] = Int64(neighbour) + 1
            next += 1
          }
        }
      }
    }
    for node in graph.nodeCount...nodes { cells[node] = Int64(next) + 1 }
  }
}
