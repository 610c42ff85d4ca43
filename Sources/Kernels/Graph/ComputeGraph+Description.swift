public import Interface

extension ComputeGraph: Describable {
  /// How many nodes of each operation, and what there is to train.
  public var card: Card {
    var counts: [(name: String, count: Int)] = []
    for record in records {
      let name = record.operation.name
      if let i = counts.firstIndex(where: { $0.name == name }) { counts[i].count += 1 } else { counts.append((name, 1)) }
    }
    let trained = records.filter(\.isTrained)
    let floats = records.reduce(0) { $0 + $1.count * ($1.gradient == nil ? 1 : 2) }
    return Card(
      "compute graph", [Readable.count(records.count, "node"), Readable.count(trained.count, "parameter")],
      parts: records.isEmpty ? [] : [
        .row("nodes", counts.map { "\($0.count) \($0.name)" }),
        .row("trains", ["\(Readable.count(trained.reduce(0) { $0 + $1.count })) numbers"]),
        .row("memory", [Readable.bytes(floats * MemoryLayout<Float>.size), "computed \(Readable.count(evaluationCount)) nodes so far"]),
      ])
  }
}

extension GraphNode: Describable {
  public var card: Card {
    let record = graph.records[node.index]
    let operands = record.operation.inputs.map { "#\($0 + 1)" }.joined(separator: " ")
    return Card(
      "graph node #\(node.index + 1)",
      [
        "\(record.operation.name)\(operands.isEmpty ? "" : " of \(operands)")", "\(record.rows)×\(record.columns)",
        record.isTrained ? "trained" : record.gradient == nil ? "no gradient" : "passes gradients on",
        "computed \(Readable.count(record.evaluations))×",
      ])
  }
}

extension ComputeGraph.Record {
  fileprivate var isTrained: Bool { if case .parameter = operation { gradient != nil } else { false } }
}

extension ComputeGraph.Operation {
  fileprivate var name: String {
    switch self {
    case .input: "input"
    case .parameter: "parameter"
    case .product: "product"
    case .linear: "linear"
    case .sum: "sum"
    case .lowRank: "low-rank"
    case .rectified: "relu"
    case .scaled: "scaled"
    case .crossEntropy: "cross-entropy"
    }
  }
}
