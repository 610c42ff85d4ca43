public import Interface
public import VectorMemory

extension VectorIndex: PassableObject {
  public static var className: String { "vector_memory" }
}

extension VectorIndex: Describable {
  public var card: Card {
    let shown = 5
    let words = tagCounts.sorted { ($1.count, $0.tag) < ($0.count, $1.tag) }
    var parts = [
      Card.Part.row("searches", isScanned ? ["exact scans", "below \(Readable.count(configuration.exactBelow)) vectors"] : ["by graph", "ef \(Readable.count(configuration.efSearch))"]),
      .row("graph", levels == 0 ? ["none yet"] : [
        "M \(Readable.count(configuration.m))", Readable.count(levels, "level"), configuration.code.rawValue,
        "\(Readable.count(backlog)) behind", "\(Readable.count(freeSlots)) free",
      ]),
      .row("memory", [Readable.bytes(bytes)] + (count > 0 ? ["\(Readable.bytes(bytes / count)) a vector"] : [])),
    ]
    if let path { parts.append(.row("file", [path])) }
    if !words.isEmpty {
      parts.append(
        .table(
          [.init("tag"), .init("vectors", isRightAligned: true)], words.prefix(shown).map { [$0.tag, Readable.count($0.count)] },
          omitted: max(0, words.count - shown)))
    }
    return Card(
      "vector memory", [Readable.count(count, "vector"), "\(Readable.count(configuration.dimension)) elements", configuration.metric.rawValue],
      parts: parts)
  }
}
