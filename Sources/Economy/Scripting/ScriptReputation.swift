import Interface
import Policies

/// Reputation from settled transfers of a ledger, as scripts hold it.
final class ScriptReputation: Settlement {
  static var className: String { "reputation" }
  static var account: String { "ratings" }

  let book: ScriptLedger
  let stakes: ScriptStakes?
  var seen = 0
  private(set) var ratings: RatingBook

  init(_ book: ScriptLedger, rule: (any LoadedPolicy)?, stakes: ScriptStakes?) {
    (self.book, self.stakes) = (book, stakes)
    ratings = RatingBook(book.ledger, ReputationRule(count: 0, seed: 1))
    use(rule)
  }

  func use(_ rule: (any LoadedPolicy)?) { if let rule { ratings.rule.slot.use(rule.policy) } }

  func reset(isRestoring: Bool) { ratings = RatingBook(book.ledger, ReputationRule(ratings.rule.slot, count: 0, seed: 1)) }
  func restored() {}

  func apply(_ operation: inout Operation) throws -> Int64 {
    let verb = operation.word(), subject = try operation.integer(), rater = try operation.account(of: book), now = try operation.integer()
    guard verb == "rate", let outcome = Double(operation.remainder()), (0...1).contains(outcome) else {
      throw ScriptError("the books' journal has a rating that isn't one of ours")
    }
    do throws(RatingError) { try ratings.rate(TransferID(rawValue: UInt64(bitPattern: subject)), by: rater, outcome: outcome, at: now) } catch {
      throw book.named(error, about: error.account)
    }
    return 0
  }

  // MARK: What scripts ask for

  func rate(_ transfer: Int64, by rater: String, outcome: Double) throws { try perform("rate", transfer, book.account(rater).rawValue, book.now, outcome) }

  func score(_ name: String, stake: Int64?) throws -> Double {
    try refresh()
    try stakes?.refresh()
    let account = try book.account(name)
    return ratings.score(of: account, stake: stake ?? stakes?.stakes.staked(by: account) ?? 0, at: book.now)
  }
}

extension ScriptReputation: Describable {
  var card: Card {
    let subjects = ratings.subjects, shown = subjects.prefix(20), policy = ratings.rule.slot.answering.identity
    return Card(
      "reputation", [Readable.count(subjects.count, "account"), Readable.count(ratings.ratings, "rating"), "\(policy.name) \(policy.version)"],
      parts: [
        .table(
          [.init("account"), .init("score", isRightAligned: true), .init("for", isRightAligned: true), .init("against", isRightAligned: true)],
          shown.map { account in
            let evidence = ratings.evidence(of: account, at: book.now)
            let score = (try? score(book.ledger.name(of: account), stake: nil)) ?? 0
            return [book.ledger.name(of: account)] + [score, evidence.good, evidence.bad].map { Readable.number(($0 * 1000).rounded() / 1000) }
          }, omitted: subjects.count - shown.count)
      ])
  }
}
