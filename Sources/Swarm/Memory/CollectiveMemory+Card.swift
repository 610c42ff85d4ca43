public import Interface

extension CollectiveMemory: Describable {
  /// How full it is, what it is made of, and its five strongest patterns.
  public var card: Card {
    let strongest = patterns.sorted { ($1.count, $0.id) < ($0.count, $1.id) }
    let rows = strongest.prefix(5).map { pattern in
      [
        Readable.number(pattern.count), Readable.number(pattern.quality), Readable.duration(pattern.latency / 1e6), Readable.number(pattern.spread),
        pattern.nodes.max { ($0.qualities, $1.node) < ($1.qualities, $0.node) }.map { "\($0.node + 1)" } ?? "–",
      ]
    }
    let columns = ["episodes", "quality", "latency", "spread", "best node"].map { Card.Column($0, isRightAligned: true) }
    return Card(
      "collective memory",
      [
        "\(Readable.count(patterns.count)) of \(Readable.count(configuration.patternsMax)) patterns",
        "\(Readable.count(episodes.count)) of \(Readable.count(configuration.episodesMax)) episodes",
        Readable.count(reports.count, "peer"),
      ],
      parts: [
        .row("options", [
          "owner \(configuration.owner + 1)", "dimension \(Readable.count(configuration.dimension))", "radius \(Readable.number(configuration.radius))",
          configuration.clustering.text, "lifetime \(Readable.duration(configuration.lifetime / 1e6))",
        ])
      ] + (outlierCount > 0 ? [.row("outliers", [Readable.count(outlierCount)])] : [])
        + (rows.isEmpty ? [] : [.table(columns, rows, omitted: patterns.count - rows.count)]))
  }
}

extension CollectiveMemory.Clustering {
  fileprivate var text: String {
    switch self {
    case .radius: "clusters by radius"
    case .density(let minimum): "clusters by density, \(minimum) episodes"
    }
  }
}
