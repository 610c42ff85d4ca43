import Interface
import Kernels

/// Reports and patterns as scripts see them. Peers and nodes count from 1 there.
extension SwarmInterface {
  static let means = [
    Parameter("count", .number, bounds: .numbers(0...MemoryReport.countMax), "its episodes"), Parameter("quality", .number, bounds: .numbers(0...1), "their mean"),
    Parameter("latency_us", .number, unit: "µs", bounds: .numbers(0...1e18), "their mean"),
    Parameter("spread", .number, bounds: .numbers(0...1), "their mean cosine distance to the centroid"),
    Parameter("time_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "of the latest"),
  ]

  static func record(of name: String) -> Parameter {
    .table(
      name,
      fields: [
        Parameter("node", .integer, bounds: .integers(1...Int64(Int32.max)), "ascending"), Parameter("successes", .number, "all counts fade with time"),
        Parameter("failures", .number), Parameter("qualities", .number, "sum of the outcomes' qualities"),
        Parameter("observations", .number, "service times"), Parameter("mean_log_latency", .number, "mean of ln(service time in µs)"),
        Parameter("squares", .number, "sum of squared distances from it"),
        Parameter("time_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "of the latest outcome"),
      ])
  }

  static let reportTable: Parameter = .table(
    "report",
    fields: [
      Parameter("peer", .integer, bounds: .integers(1...Int64(Int32.max)), "whose it is"), Parameter("version", .integer, bounds: .integers(0...Int64.max), "the newer one counts"),
      Parameter("time_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "when it was made"),
      Parameter("centroids", .object("matrix"), "f32, a mean of unit vectors a row"),
      .table(
        "patterns",
        elements: .table(
          "pattern",
          fields: [Parameter("id", .integer, bounds: .integers(0...Int64.max))] + means + [.table("nodes", elements: record(of: "node"), "who served it, up to \(Pattern.nodesMax)")]),
        "one a row"),
    ])
}

extension Pattern {
  var means: [(key: Value, value: Value)] {
    [
      ("count", .number(count)), ("quality", .number(quality)), ("latency_us", .number(latency)), ("spread", .number(spread)),
      ("time_us", .integer(time)),
    ]
  }
}

extension NodeRecord {
  var entry: Value {
    [
      "node": .integer(Int64(node) + 1), "successes": .number(evidence.successes), "failures": .number(evidence.failures),
      "qualities": .number(qualities), "observations": .number(evidence.count), "mean_log_latency": .number(evidence.mean),
      "squares": .number(evidence.squares), "time_us": .integer(time),
    ]
  }
}

extension MemoryReport {
  /// - Parameter table: held to `SwarmInterface.reportTable`.
  /// - Throws: `SwarmError` or `ScriptError` that names the pattern.
  convenience init(script table: Table, dimension: Int) throws {
    guard case .object(let matrix as Matrix) = table["centroids"] else { throw ScriptError("centroids: matrix expected") }
    let patterns = table.tables("patterns").map { pattern in
      Pattern(
        id: pattern.integer("id"), count: pattern.number("count"), quality: pattern.number("quality"), latency: pattern.number("latency_us"),
        spread: pattern.number("spread"), time: pattern.integer("time_us"),
        nodes: pattern.tables("nodes").map { node in
          var evidence = Evidence()
          (evidence.successes, evidence.failures) = (node.number("successes"), node.number("failures"))
          (evidence.count, evidence.mean, evidence.squares) = (node.number("observations"), node.number("mean_log_latency"), node.number("squares"))
          return NodeRecord(
            node: Int32(node.integer("node") - 1), evidence: evidence, qualities: node.number("qualities"), time: node.integer("time_us"))
        })
    }
    guard matrix.rows == patterns.count, matrix.columns == dimension || patterns.isEmpty else {
      throw ScriptError("centroids: \(patterns.count)×\(dimension) expected, got \(matrix.rows)×\(matrix.columns)")
    }
    try self.init(
      origin: table.integer("peer") - 1, version: table.integer("version"), time: table.integer("time_us"), dimension: dimension,
      patterns: patterns, centroids: matrix.asArray(of: Float.self))
  }
}

/// Entries of a table that has been held to a declaration.
extension Table {
  fileprivate func number(_ name: String) -> Double { Double(self[name]) ?? .nan }
  fileprivate func integer(_ name: String) -> Int64 { Int64(self[name]) ?? -1 }
  fileprivate func tables(_ name: String) -> [Table] {
    guard case .table(let table) = self[name] else { return [] }
    return table.list.map { if case .table(let entry) = $0 { entry } else { Table() } }
  }
}
