import Interface
import Storage

/// A round of scores as scripts hold it: what raters sealed stays here until they reveal it.
final class ScriptScoreRound: PassableObject {
  static var className: String { "score_round" }
  private(set) var round: ScoreRound
  private var sealed: [String: (scores: [Double], nonce: Nonce)] = [:]

  init(epoch: Int64) { round = ScoreRound(epoch: epoch) }

  func commit(_ rater: String, _ scores: [Double]) throws -> Fingerprint {
    var generator = SystemRandomNumberGenerator()
    let nonce = Nonce(&generator), commitment = ScoreRound.commitment(scores, nonce: nonce, epoch: round.epoch, rater: rater)
    try round.commit(commitment, by: rater)
    sealed[rater] = (scores, nonce)
    return commitment
  }

  func close() throws { try round.close() }

  /// - Parameter scores: what the rater says it sealed; what it did when nil.
  func reveal(_ rater: String, _ scores: [Double]?) throws -> [Double] {
    let known = sealed[rater]
    let scores = scores ?? known?.scores ?? []
    try round.reveal(scores, nonce: known?.nonce ?? Nonce(high: 0, low: 0), by: rater)
    return scores
  }
}

extension ScriptScoreRound: Describable {
  var card: Card {
    Card(
      "score_round", ["epoch \(round.epoch)", round.isOpen ? "open" : "closed", "\(Readable.count(round.committedCount)) sealed", "\(Readable.count(round.revealed.count)) revealed"])
  }
}

extension EconomyInterface {
  static let scoreRound = Function(
    "score_round", "An epoch's scores, sealed until all are in, so that nobody can copy them in time.",
    .optional(.integer("epoch", 0...Int64.max), "0"), returns: Parameter("score_round", .object("score_round")), example: "economy.score_round(1)"
  ) { epoch in ScriptScoreRound(epoch: epoch ?? 0) }

  static let scoreRoundClass = Class(
    ScriptScoreRound.className, "Scores of one epoch: first sealed, then revealed.",
    methods: [
      Function("commit", "A rater seals its scores.", this, rater, scores, returns: Parameter("commitment", .string, "64 hexadecimal digits: all that others see"),
        example: "economy.score_round(1):commit(\"r1\", { 0.5, 0.5 })", errors: ["the round is closed", "the rater has sealed its scores"]) { round, rater, scores in
        try round.commit(rater, scores.list.compactMap { Double($0) }).hexadecimal
      },
      Function("close", "Ends the sealing: from now on scores are revealed.", this, returns: Parameter("score_round", .object("score_round")),
        example: "economy.score_round(1):close()", errors: ["it is closed already"]) { round in
        try round.close()
        return round
      },
      Function("reveal", "A rater opens its scores, which must be those it sealed.", this, rater, .optional(scores, "what it sealed"), returns: .table("scores", elements: score),
        example: "r = economy.score_round(1); r:commit(\"r1\", { 0.5, 0.5 }); r:close():reveal(\"r1\")", errors: ["scores are still being sealed", "the rater sealed none, others, or has revealed them"]) {
        round, rater, scores in
        Table(list: try round.reveal(rater, scores.map { $0.list.compactMap { Double($0) } }).map(Value.number))
      },
      Function("revealed", "The scores revealed so far, by rater.", this, returns: .table("scores", others: .table("row", elements: score)),
        example: "economy.score_round(1):revealed()") { round in
        Table(fields: round.round.revealed.sorted { $0.key < $1.key }.map { (.string($0.key), .table(Table(list: $0.value.map(Value.number)))) })
      },
    ],
    operators: [.card(of: ScriptScoreRound.self, example: "tostring(economy.score_round(1))")])

  private static let this: Typed<ScriptScoreRound> = .object("self")
  private static let rater: Typed<String> = .string("rater", "a name")
  private static let score = Parameter("score", .number, bounds: .numbers(0...1e300))
  private static let scores: Typed<Table> = .table("scores", elements: score, "of each subject")
}
