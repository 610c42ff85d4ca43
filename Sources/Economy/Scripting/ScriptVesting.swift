import Interface

/// Rewards that vest, in a ledger, as scripts hold them.
final class ScriptVesting: Settlement {
  static var className: String { "vesting" }
  static var account: String { "vesting" }

  let book: ScriptLedger
  var seen = 0
  private(set) var vesting: Vesting
  /// In the order they were made.
  private(set) var grants: [TransferID] = []

  init(_ book: ScriptLedger) throws {
    self.book = book
    vesting = Vesting(book.ledger, account: try book.holder(of: Self.self))
  }

  func reset(isRestoring: Bool) {
    vesting = Vesting(book.ledger, account: vesting.account)
    vesting.isRestoring = isRestoring
    grants = []
  }

  func restored() { vesting.isRestoring = false }

  func apply(_ operation: inout Operation) throws -> Int64 {
    do { return try run(operation.word(), &operation) } catch let error as VestingError { throw named(error) }
  }

  /// Grants go by their numbers in scripts.
  private func named(_ error: VestingError) -> ScriptError {
    switch error {
    case .alreadyDisputed: ScriptError("the grant is in dispute already")
    case .notDisputed: ScriptError("the grant is not in dispute")
    default: book.named(error, about: error.account)
    }
  }

  private func run(_ verb: String, _ operation: inout Operation) throws -> Int64 {
    if verb == "grant" {
      let (payer, recipient) = (try operation.account(of: book), try operation.account(of: book))
      let (task, amount) = (Int(try operation.integer()), try operation.integer())
      let (cliff, duration, now) = (try operation.integer(), try operation.integer(), try operation.integer())
      let id = try vesting.grant(task: task, from: payer, to: recipient, amount: amount, cliff: cliff, duration: duration, at: now)
      if let place = grants.firstIndex(of: id) { return Int64(place + 1) }
      grants.append(id)
      return Int64(grants.count)
    }
    let id = try id(operation.integer()), now = try operation.integer()
    switch verb {
    case "release": return try vesting.release(id, at: now)
    case "dispute": try vesting.dispute(id, at: now)
    case "dismiss": try vesting.dismiss(id, at: now)
    default: return try vesting.clawBack(id, to: operation.account(of: book), at: now)
    }
    return 0
  }

  // MARK: What scripts ask for

  private func id(_ number: Int64) throws -> TransferID {
    guard number >= 1, number <= grants.count else { throw ScriptError("there is no grant \(number)\(grants.isEmpty ? "" : "; there are 1…\(grants.count)")") }
    return grants[Int(number) - 1]
  }

  func grant(_ number: Int64) throws -> Vesting.Grant {
    try refresh()
    return vesting.grant(try id(number))!
  }

  func grant(_ payer: String, _ recipient: String, task: Int64, amount: Int64, cliff: Int64, duration: Int64) throws -> Int64 {
    try perform("grant", book.account(payer).rawValue, book.account(recipient).rawValue, task, amount, cliff, duration, book.now)
  }

  func act(_ verb: String, _ number: Int64) throws -> Int64 { try perform(verb, number, book.now) }

  func clawBack(_ number: Int64, to beneficiary: String) throws -> Int64 { try perform("claw_back", number, book.now, book.account(beneficiary).rawValue) }

  /// What has vested by now, in µrUv.
  func vested(_ number: Int64) throws -> Int64 { try grant(number).vested(at: book.now) }
}

extension ScriptVesting: Describable {
  var card: Card {
    let shown = grants.suffix(20).compactMap(vesting.grant)
    return Card(
      "vesting", [Readable.count(grants.count, "grant"), Voucher.describe(book.ledger.balance(of: vesting.account)), book.ledger.balanceText],
      parts: [
        .table(
          [.init("recipient"), .init("granted", isRightAligned: true), .init("vested", isRightAligned: true), .init("paid", isRightAligned: true), .init("state")],
          shown.map { grant in
            [
              book.ledger.name(of: grant.recipient), Voucher.describe(grant.total), Voucher.describe(grant.vested(at: book.now)), Voucher.describe(grant.released),
              grant.disputedSince != nil ? "in dispute" : grant.clawedBack > 0 ? "\(Voucher.describe(grant.clawedBack)) taken back" : "",
            ]
          }, omitted: grants.count - shown.count)
      ])
  }
}
