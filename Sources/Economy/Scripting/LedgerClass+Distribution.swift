import Interface

extension EconomyInterface {
  /// `ledger:distribute`: a pot divided among accounts.
  static let distribution = Function(
    "distribute", "Divides a pot among accounts by weights, to the unit: all are paid, or none.",
    detail: """
      By largest remainders: each share is its weight's part rounded down, and the units that leaves go to those who lost most \
      by rounding, between equals by name. Whatever the weights, the shares sum to the pot.
      """,
    .object("ledger") as Typed<ScriptLedger>, .string("from", "the payer"), .integer("pot", 1...Int64.max, unit: "µrUv", "to divide"),
    .table("weights", others: Parameter("weight", .integer, bounds: .integers(0...Int64.max)), "by the name of an account"),
    returns: .table("shares", others: Parameter("share", .integer, unit: "µrUv"), "by account"),
    example: "economy.ledger{ pot = 100, alice = 0, bob = 0 }:distribute(\"pot\", 100, { alice = 2, bob = 1 }).alice",
    errors: .account + ["the payer has not that much to spend, or is among the payees", "no weight is above 0, or their sum passes 2^63 − 1"]
  ) { book, from, pot, weights in
    let payer = try book.account(from)
    var given: [(name: String, weight: Int64)] = []
    for case (.string(let name), .integer(let weight)) in weights.fields { given.append((name, weight)) }
    given.sort { $0.name < $1.name }
    guard weights.list.isEmpty else { throw ScriptError("ledger:distribute: weights are given by account: { alice = 2, bob = 1 }") }
    guard let shares = apportion(pot, by: given.map(\.weight)) else {
      throw ScriptError("ledger:distribute: the weights are of a sum between 1 and 2^63 − 1")
    }
    try book.together {
      for ((name, _), share) in zip(given, shares) {
        let payee = try book.account(name)
        if payee == payer { throw ScriptError("ledger:distribute: '\(name)' is the payer") }
        if share == 0 { continue }
        do throws(LedgerError) { try book.ledger.transfer(book.id(nil), from: payer, to: payee, amount: share, code: .script) } catch {
          throw book.named(error)
        }
      }
    }
    return Table(fields: zip(given, shares).map { (.string($0.name), .integer($1)) })
  }
}
