import Identity
import Interface
import Policies

/// What accounts of a ledger have at stake, as scripts hold it.
final class ScriptStakes: Settlement {
  static var className: String { "stakes" }
  static var account: String { "stakes" }

  /// In µs.
  struct Terms: Equatable {
    let unbonding: Int64
    let evidence: Int64
    let span: Int64
  }

  let book: ScriptLedger
  let terms: Terms
  var seen = 0
  private(set) var stakes: StakeBook
  private(set) var rule: SlashingRule
  /// Who succeeds whom.
  let chain: ScriptChain?
  /// Whose stake answers for what a key signs.
  private var keys: [(key: PublicKey, owner: AccountID)] = []

  init(_ book: ScriptLedger, _ terms: Terms, rule: (any LoadedPolicy)?, chain: ScriptChain?) throws {
    self.book = book
    self.terms = terms
    self.chain = chain
    self.rule = SlashingRule(span: terms.span, seed: 1)
    stakes = StakeBook(book.ledger, unbonding: terms.unbonding, evidenceWindow: terms.evidence, account: try book.holder(of: Self.self))
    use(rule)
  }

  func use(_ rule: (any LoadedPolicy)?) { if let rule { self.rule.slot.use(rule.policy) } }

  func reset(isRestoring: Bool) {
    stakes = StakeBook(book.ledger, unbonding: terms.unbonding, evidenceWindow: terms.evidence, account: stakes.account)
    stakes.isRestoring = isRestoring
    rule = SlashingRule(rule.slot, span: terms.span, seed: 1)
    keys = []
  }

  func restored() { stakes.isRestoring = false }

  func apply(_ operation: inout Operation) throws -> Int64 {
    do { return try run(operation.word(), &operation) } catch let error as StakeError { throw book.named(error, about: error.account) }
  }

  private func run(_ verb: String, _ operation: inout Operation) throws -> Int64 {
    let owner = try operation.account(of: book)
    switch verb {
    case "deposit", "unbond":
      let (amount, now) = (try operation.integer(), try operation.integer())
      if verb == "deposit" { try stakes.deposit(from: owner, amount: amount, at: now) } else { try stakes.beginUnbonding(amount, of: owner, at: now) }
      return amount
    case "withdraw":
      return try stakes.withdraw(to: owner, at: operation.integer())
    case "bind":
      keys.append((try PublicKey(name: operation.word()), owner))
      return 0
    default:
      let (part, committed, now) = (try operation.integer(), try operation.integer(), try operation.integer())
      let (beneficiary, isWorst) = (try operation.account(of: book), try operation.integer() == 1)
      let (reporter, share) = (try operation.account(of: book), try operation.integer())
      let amount = try stakes.slash(
        owner, part: part, of: PartsPerMillion.whole, evidence: OffenceID(operation.remainder()), committed: committed, to: beneficiary,
        reward: share > 0 ? StakeBook.Reward(to: reporter, share: share) : nil, counting: isWorst ? .worst(span: terms.span) : .each, at: now)
      rule.record(owner, committed: committed, at: max(now, committed))
      return amount
    }
  }

  // MARK: What scripts ask for

  func deposit(_ name: String, _ amount: Int64) throws { try perform("deposit", book.account(name).rawValue, amount, book.now) }
  func unbond(_ name: String, _ amount: Int64) throws { try perform("unbond", book.account(name).rawValue, amount, book.now) }
  func withdraw(_ name: String) throws -> Int64 { try perform("withdraw", book.account(name).rawValue, book.now) }

  /// Lets an account's stake answer for what a key signs, and for every key that succeeds it.
  func bind(_ name: String, _ key: PublicKey) throws {
    try refresh()
    let owner = try book.account(name)
    if let bound = self.owner(of: key), bound != owner {
      throw ScriptError("the key is bound to account '\(book.ledger.name(of: bound))'")
    }
    do throws(IdentityError) { try chain?.chain.checkValid(key, at: book.now) } catch { throw ScriptError("\(error)") }
    try perform("bind", owner.rawValue, key.hexadecimal)
  }

  /// Whose stake answers for what a key signs.
  func owner(of key: PublicKey) -> AccountID? {
    let identity = chain.map { Set($0.chain.keys(of: key)) } ?? [key]
    return keys.first { identity.contains($0.key) }?.owner
  }

  /// What an offence costs by the rule in force, and by whom it was proven.
  struct Charge {
    let offence: Offence
    let id: String
    /// When, in µs; now when nil.
    let committed: Int64?
    /// In parts per million; the rule's answer when nil.
    let fraction: Int64?
    let beneficiary: String
    let reporter: String?
    let share: Int64
  }

  func slash(_ name: String, _ charge: Charge) throws -> Int64 {
    try refresh()
    let offender = try book.account(name), now = book.now, committed = charge.committed ?? now
    var fraction = charge.fraction, isWorst = false
    if fraction == nil {
      let penalty = rule.penalty(for: charge.offence, of: offender, stake: stakes.liable(offender, for: committed), committed: committed, at: now)
      (fraction, isWorst) = (penalty.fraction, penalty.worstOnly)
      if penalty.fraction == 0 { return 0 }
    }
    let beneficiary = try book.opened(charge.beneficiary), reporter = try charge.reporter.map(book.account) ?? beneficiary
    if beneficiary == offender || reporter == offender {
      throw ScriptError("\(beneficiary == offender ? "to" : "reporter") is '\(name)' itself: nobody is paid for an own offence")
    }
    return try perform(
      "slash", offender.rawValue, fraction!, committed, now, beneficiary.rawValue, isWorst ? 1 : 0, reporter.rawValue,
      charge.reporter == nil ? 0 : charge.share, charge.id)
  }
}

extension ScriptStakes: Describable {
  var card: Card {
    let owners = stakes.owners, shown = owners.prefix(20), policy = rule.slot.answering.identity
    func money(_ amount: Int64) -> String { amount == 0 ? "" : Voucher.describe(amount) }
    return Card(
      "stakes", [Readable.count(owners.count, "owner"), Voucher.describe(book.ledger.balance(of: stakes.account)), book.ledger.balanceText],
      parts: [
        .row("rule", ["\(policy.name) \(policy.version)"] + (rule.slot.suspension != nil ? ["\(rule.slot.active.identity.name) is suspended"] : [])),
        .row("times", ["unbonding \(Readable.duration(Double(terms.unbonding) / 1e6))", "evidence \(Readable.duration(Double(terms.evidence) / 1e6))"]),
        .table(
          [.init("owner"), .init("staked", isRightAligned: true), .init("unbonding", isRightAligned: true)],
          shown.map { [book.ledger.name(of: $0), money(stakes.staked(by: $0)), money(stakes.unbonding(of: $0))] }, omitted: owners.count - shown.count),
      ])
  }
}
