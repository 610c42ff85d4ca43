import Interface

// Trust as numbers: what flows along ratings, and what raters with a stake agree on.
extension EconomyInterface {
  static let eigentrust = Function(
    "eigentrust", "Trust that flows along ratings from peers trusted beforehand (EigenTrust).",
    detail: "What a peer thinks of itself doesn't count; one that rates nobody passes its trust back. A ring that nobody trusted rates gets nothing.",
    .table("ratings", elements: row("row"), "row i: what peer i thinks of each, 0 or more"),
    .table("pretrusted", elements: Parameter("peer", .integer, bounds: .integers(1...500)), "indices, at least one"),
    .optional(.number("alpha", 0.01...1, "share that goes to the pre-trusted in each step"), "0.15"),
    returns: .table("trust", elements: Parameter("share", .number, bounds: .numbers(0...1)), "of each peer; sums to 1"),
    example: "economy.eigentrust({ { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 0 } }, { 1 })",
    errors: ["the ratings are not square, or of more than 500 peers", "nobody is trusted beforehand, or somebody who isn't there"]
  ) { ratings, pretrusted, alpha in
    let ratings = try matrix(ratings, "ratings", rows: 500)
    guard ratings.allSatisfy({ $0.count == ratings.count }) else { throw ScriptError("ratings of \(ratings.count) peers are \(ratings.count) rows of as many") }
    let peers = pretrusted.list.compactMap { Int64($0).map { Int($0) - 1 } }
    guard !peers.isEmpty, peers.allSatisfy({ ratings.indices.contains($0) }) else { throw ScriptError("pretrusted names peers of 1…\(ratings.count), at least one") }
    return list(EigenTrust.trust(ratings, pretrusted: peers, alpha: alpha ?? 0.15))
  }

  static let clipScores = Function(
    "clip_scores", "What raters with a stake agree on, and what raters and subjects earn by it (Yuma consensus).",
    detail: "A subject's consensus is the highest score that raters with `kappa` of the stake give it; what is above it is cut off. Each row counts by its shares.",
    .table("scores", elements: row("row"), "row i: what rater i gives each subject, 0 or more"),
    .table("stakes", elements: Parameter("stake", .integer, unit: "µrUv", bounds: .integers(0...Int64.max)), "of each rater"),
    .optional(.number("kappa", 0.001...1, "part of the stake that has to agree"), "0.5"),
    returns: .table(
      "result",
      fields: [
        numbers("consensus", "of each subject"), .table("clipped", elements: row("row"), "the scores as they count"), numbers("incentives", "what part each subject earns"),
        numbers("dividends", "what part each rater earns"),
      ]),
    example: "economy.clip_scores({ { 1, 0 }, { 1, 0 }, { 0, 1 } }, { 30, 30, 40 }).dividends",
    errors: ["rows differ in length, there are more than 1,000, or stakes are not one a row"]
  ) { scores, stakes, kappa in
    let scores = try matrix(scores, "scores", rows: 1_000), stakes = stakes.list.compactMap { Int64($0) }
    guard scores.allSatisfy({ $0.count == scores[0].count }) else { throw ScriptError("scores have rows of different lengths") }
    guard stakes.count == scores.count else { throw ScriptError("\(scores.count) rows of scores need as many stakes, not \(stakes.count)") }
    let result = ScoreConsensus(scores, stakes: stakes, kappa: kappa ?? 0.5)
    return Table(fields: [
      (.string("consensus"), .table(list(result.consensus))), (.string("clipped"), .table(Table(list: result.clipped.map { .table(list($0)) }))),
      (.string("incentives"), .table(list(result.incentives))), (.string("dividends"), .table(list(result.dividends))),
    ])
  }

  private static func row(_ name: String) -> Parameter { .table(name, elements: Parameter("score", .number, bounds: .numbers(0...1e300))) }
  private static func numbers(_ name: String, _ summary: String) -> Parameter { .table(name, elements: Parameter("value", .number), summary) }
  private static func list(_ numbers: [Double]) -> Table { Table(list: numbers.map(Value.number)) }

  private static func matrix(_ table: Table, _ name: String, rows: Int) throws -> [[Double]] {
    guard (1...rows).contains(table.list.count) else { throw ScriptError("\(name) has \(table.list.count) rows, outside 1…\(rows)") }
    return try table.list.map { row in
      guard case .table(let row) = row, row.list.count <= 1_000 else { throw ScriptError("\(name) has a row of more than 1000") }
      return row.list.compactMap { Double($0) }
    }
  }
}
