public import Interface
import Kernels

/// A graph as scripts hold it: what it is called, and what was measured of it so far.
public final class ScriptGraph: Describable {
  public static var className: String { "graph" }

  public let graph: Graph
  /// What it is: "8-regular", "Liu & Lee's lattice".
  public let name: String
  /// What its nodes are called, where a file says so.
  public let labels: [String]
  /// Measured when first asked for.
  public private(set) lazy var diameter = graph.diameter()
  public private(set) lazy var clustering = graph.clustering()
  public private(set) lazy var spectralGap = graph.spectralGap()
  public private(set) lazy var componentCount = graph.components().count

  public init(_ graph: Graph, name: String, labels: [String] = []) {
    self.graph = graph
    self.name = name
    self.labels = labels
  }

  public var meanDegree: Double { graph.nodeCount == 0 ? 0 : Double(graph.neighbours.count) / Double(graph.nodeCount) }

  /// Above so many links a card does without what takes time.
  private static let linksAtOnce = 200_000

  /// What takes time to measure, of a graph small enough to do so at once.
  public var measuredFacts: [String] {
    guard graph.edgeCount <= Self.linksAtOnce else { return [] }
    let hops = diameter.map { ["diameter \($0.isExact ? "" : "at least ")\(Readable.count($0.hops))"] } ?? []
    return hops + ["clustering \(Readable.number(clustering.local))", "spectral gap \(Readable.number(spectralGap.value))"]
  }

  public var card: Card {
    let degrees = degreeTable
    return Card(
      "graph \(name)", ["\(Readable.count(graph.nodeCount, "node"))", "\(Readable.count(graph.edgeCount, "link"))"],
      parts: [
        .row("shape", ["mean degree \(Readable.number(meanDegree))", Readable.count(componentCount, "component")] + measuredFacts),
        .course("degrees", degrees.counts, degrees.facts),
      ])
  }

  /// How many nodes have each degree, from the least to the most, in at most 60 steps.
  private var degreeTable: (counts: [Double], facts: [String]) {
    let degrees = (0..<graph.nodeCount).map(graph.degree)
    guard let least = degrees.min(), let most = degrees.max() else { return ([], []) }
    let width = (most - least) / 60 + 1
    var counts = [Double](repeating: 0, count: (most - least) / width + 1)
    for degree in degrees { counts[(degree - least) / width] += 1 }
    return (counts, [least == most ? "all \(Readable.count(least))" : "\(Readable.count(least)) … \(Readable.count(most))"])
  }
}
