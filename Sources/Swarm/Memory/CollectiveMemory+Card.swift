public import Interface

extension CollectiveMemory: Describable {
  public var card: Card {
    let trusted = patterns.sorted { $0.count > $1.count }
    let rows = trusted.prefix(5).map { pattern in
      [Readable.number(pattern.count), Readable.number(pattern.quality), Readable.duration(pattern.latency / 1e6)]
    }
    return Card(
      "collective memory",
      [
        "\(Readable.count(patterns.count)) of \(Readable.count(configuration.patternsMax)) patterns",
        "\(Readable.count(episodes.count)) of \(Readable.count(configuration.episodesMax)) episodes",
      ],
      parts: [
        .row("options", [
          "dimension \(Readable.count(configuration.dimension))", "radius \(Readable.number(configuration.radius))",
          "lifetime \(Readable.duration(configuration.lifetime / 1e6))",
        ])
      ] + (rows.isEmpty ? [] : [
        .table(
          [.init("episodes", isRightAligned: true), .init("quality", isRightAligned: true), .init("latency", isRightAligned: true)], rows,
          omitted: patterns.count - rows.count)
      ]))
  }
}
