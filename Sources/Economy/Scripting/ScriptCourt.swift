import Interface
import Storage

/// A court over a ledger and its stakes, as scripts hold it: what jurors seal stays here until they reveal it.
final class ScriptCourt: Settlement {
  static var className: String { "court" }
  static var account: String { "disputes" }

  let book: ScriptLedger
  let stakes: ScriptStakes
  let rules: DisputeCourt.Rules
  let seed: UInt64
  var seen = 0
  private(set) var court: DisputeCourt
  /// Known to each juror only, until it reveals.
  private var sealed: [Ballot: SealedVote] = [:]

  private struct Ballot: Hashable {
    let number: Int
    let round: Int
    let juror: AccountID
  }

  init(_ stakes: ScriptStakes, _ rules: DisputeCourt.Rules, seed: UInt64) throws {
    (book, self.stakes, self.rules, self.seed) = (stakes.book, stakes, rules, seed)
    court = DisputeCourt(book.ledger, rules, account: try book.holder(of: Self.self), seed: seed)
  }

  func reset(isRestoring: Bool) {
    court = DisputeCourt(book.ledger, rules, account: court.account, seed: seed)
    court.isRestoring = isRestoring
  }

  func restored() { court.isRestoring = false }

  func apply(_ operation: inout Operation) throws -> Int64 {
    do { return try run(operation.word(), &operation) } catch let error as DisputeError { throw named(error) }
  }

  /// Cases count from 1 in scripts.
  private func named(_ error: DisputeError) -> ScriptError {
    switch error {
    case .unknownCase(let number): ScriptError("there is no case \(number + 1)\(court.count == 0 ? "" : "; there are 1…\(court.count)")")
    case .outOfTurn(_, let stage, let needed): ScriptError("the case is at '\(stage.rawValue)'; this is for '\(needed.rawValue)'")
    case .alreadyAnswered: ScriptError("the case is answered already")
    default: book.named(error, about: error.account)
    }
  }

  private func run(_ verb: String, _ operation: inout Operation) throws -> Int64 {
    if verb == "open" {
      let (challenger, respondent, now) = (try operation.account(of: book), try operation.account(of: book), try operation.integer())
      // The panel was drawn from the stakes of that moment, and is noted: they may be others now.
      return Int64(try court.open(challenger, against: respondent, panel: try panel(&operation), at: now) + 1)
    }
    let number = Int(try operation.integer()) - 1, now = try operation.integer()
    switch verb {
    case "answer": try court.answer(number, at: now)
    case "submit": return try court.submit(number, by: operation.account(of: book), at: now) ? 1 : 0
    case "commit":
      let (juror, words) = (try operation.account(of: book), operation.remainder().split(separator: "-").compactMap { UInt64($0, radix: 16) })
      guard words.count == 4 else { throw ScriptError("the books' journal has a sealed vote that isn't 256 bits") }
      try court.commit(number, by: juror, Fingerprint(words: SIMD4(words[0], words[1], words[2], words[3])), at: now)
    case "reveal":
      let (juror, upholds) = (try operation.account(of: book), try operation.integer() == 1)
      guard let nonce = Nonce(hexadecimal: operation.word()) else { throw ScriptError("the books' journal has a nonce that isn't 128 bits") }
      try court.reveal(number, by: juror, SealedVote(upholds: upholds, nonce: nonce), at: now)
    case "appeal": try court.appeal(number, by: operation.account(of: book), panel: panel(&operation), at: now)
    default: try court.advance(number, to: now)
    }
    return 0
  }

  private func panel(_ operation: inout Operation) throws -> [AccountID] {
    var panel: [AccountID] = []
    for _ in 0..<(try operation.integer()) { panel.append(try operation.account(of: book)) }
    return panel
  }

  // MARK: What scripts ask for

  func open(_ challenger: String, against respondent: String) throws -> Int64 {
    try refresh()
    try stakes.refresh()
    let (challenger, respondent) = (try book.account(challenger), try book.account(respondent))
    let panel = try draw { () throws(DisputeError) in try court.panel(for: challenger, against: respondent, jurors: stakes.stakes) }
    return try perform("open", challenger.rawValue, respondent.rawValue, book.now, text(panel))
  }

  func appeal(_ number: Int64, by party: String) throws {
    try refresh()
    try stakes.refresh()
    let panel = try draw { () throws(DisputeError) in try court.panel(ofAppeal: Int(number) - 1, jurors: stakes.stakes) }
    try perform("appeal", number, book.now, book.account(party).rawValue, text(panel))
  }

  private func draw(_ body: () throws(DisputeError) -> [AccountID]) throws -> [AccountID] {
    do throws(DisputeError) { return try body() } catch { throw named(error) }
  }

  private func text(_ panel: [AccountID]) -> String { ([panel.count] + panel.map { Int($0.rawValue) }).map(String.init).joined(separator: " ") }

  func answer(_ number: Int64) throws { try perform("answer", number, book.now) }
  func submit(_ number: Int64, by party: String) throws -> Bool { try perform("submit", number, book.now, book.account(party).rawValue) == 1 }

  func commit(_ number: Int64, by name: String, upholds: Bool) throws -> Fingerprint {
    let juror = try book.account(name), round = try dispute(number).rounds.count - 1
    var generator = SystemRandomNumberGenerator()
    let vote = SealedVote(upholds: upholds, nonce: Nonce(&generator))
    let commitment = vote.commitment(case: Int(number) - 1, round: round, juror: juror), words = commitment.words
    try perform("commit", number, book.now, juror.rawValue, (0..<4).map { String(words[$0], radix: 16) }.joined(separator: "-"))
    sealed[Ballot(number: Int(number), round: round, juror: juror)] = vote
    return commitment
  }

  /// - Parameter upholds: what the juror says it sealed; what it did when nil.
  func reveal(_ number: Int64, by name: String, upholds: Bool?) throws -> Bool {
    let juror = try book.account(name), round = try dispute(number).rounds.count - 1
    guard let vote = sealed[Ballot(number: Int(number), round: round, juror: juror)] else { throw ScriptError("court:reveal: '\(name)' has sealed no vote here") }
    let says = upholds ?? vote.upholds
    try perform("reveal", number, book.now, juror.rawValue, says ? 1 : 0, vote.nonce.hexadecimal)
    return says
  }

  /// A case as of now.
  func dispute(_ number: Int64) throws -> Dispute {
    try refresh()
    guard let dispute = court[Int(number) - 1] else { throw named(.unknownCase(Int(number) - 1)) }
    guard dispute.stage != .final, book.now >= dispute.deadline else { return dispute }
    try perform("advance", number, book.now)
    return court[Int(number) - 1]!
  }
}

extension ScriptCourt: Describable {
  var card: Card {
    let first = max(0, court.count - 20), shown = (first..<court.count).compactMap { court[$0] }
    return Card(
      "court",
      [
        Readable.count(court.count, "case"), "panels from \(rules.panel), at most \(rules.rounds) rounds", "bond \(Voucher.describe(rules.bond))",
        book.ledger.balanceText,
      ],
      parts: [
        .table(
          [.init("case", isRightAligned: true), .init("challenger"), .init("respondent"), .init("stage"), .init("panel", isRightAligned: true), .init("at stake", isRightAligned: true)],
          shown.map { dispute in
            [
              "\(dispute.number + 1)", book.ledger.name(of: dispute.challenger), book.ledger.name(of: dispute.respondent),
              dispute.outcome.map { $0 ? "upheld" : "dismissed" } ?? dispute.stage.rawValue, "\(dispute.round.panel.count)",
              Voucher.describe(dispute.challengerBond + dispute.respondentBond),
            ]
          }, omitted: first)
      ])
  }
}
