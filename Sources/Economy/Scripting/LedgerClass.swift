import Interface

extension EconomyInterface {
  /// The methods of a ledger in scripts.
  static let ledgerClass = Class(
    ScriptLedger.className, "Double-entry books in µrUv: accounts by name, each transfer once.",
    methods: [
      Function(
        "open", "Opens an account.", book, name,
        .optional(.choice("kind", ["account", "issuer"], "an issuer creates vouchers and takes back at most those"), "account"),
        returns: Parameter("name", .string), example: "economy.ledger{ alice = 100, bob = 0 }:open(\"carol\")", errors: ["an account has that name already, or the name is empty"]
      ) { book, name, kind in
        try book.open(name, isIssuer: kind == "issuer")
        return name
      },
      Function(
        "transfer", "Moves money at once; the same id and contents again do nothing.",
        parameters: movement, results: [id], example: "economy.ledger{ alice = 100, bob = 0 }:transfer(\"alice\", \"bob\", 30)", errors: .account + ["the payer has not that much to spend, or payer and payee are one", "the id was used for something else"]
      ) { frame in
        try move(frame) { (ledger, id, from, to, amount) throws(LedgerError) in
          try ledger.transfer(id, from: from, to: to, amount: amount, code: .script)
        }
      },
      Function(
        "hold", "Sets money aside until `post` or `void`.",
        parameters: movement, results: [id], example: "economy.ledger{ alice = 100, bob = 0 }:hold(\"alice\", \"bob\", 30)", errors: .account + ["the payer has not that much to spend, or payer and payee are one", "the id was used for something else"]
      ) { frame in
        try move(frame) { (ledger, id, from, to, amount) throws(LedgerError) in
          try ledger.hold(id, from: from, to: to, amount: amount, code: .script)
        }
      },
      Function(
        "post", "Completes a hold, wholly or in part; the rest is the payer's again.", book, heldID,
        .optional(.integer("amount", 1...Int64.max, unit: "µrUv"), "all of it"),
        returns: Parameter("moved", .integer, unit: "µrUv"), example: "l = economy.ledger{ alice = 100, bob = 0 }; l:post(l:hold(\"alice\", \"bob\", 30), 20)", errors: ["there is no such hold, it has ended, or the amount is more than it holds"]
      ) { book, id, amount in
        try book.ledger.post(TransferID(rawValue: UInt64(id)), amount: amount)
        return book.ledger.transfer(TransferID(rawValue: UInt64(id)))!.moved
      },
      Function(
        "void", "Undoes a hold.", book, heldID, returns: Parameter("released", .integer, unit: "µrUv"), example: "l = economy.ledger{ alice = 100, bob = 0 }; l:void(l:hold(\"alice\", \"bob\", 30))", errors: ["there is no such hold, or it has ended"]
      ) { book, id in
        try book.ledger.void(TransferID(rawValue: UInt64(id)))
        return book.ledger.transfer(TransferID(rawValue: UInt64(id)))!.amount
      },
      Function(
        "balance", "Credits less debits, holds not counted.", book, name, returns: amount, example: "economy.ledger{ alice = 100, bob = 0 }:balance(\"alice\")", errors: .account
      ) { book, name in book.ledger.balance(of: try book.account(name)) },
      Function(
        "available", "What the account may still spend.", book, name, returns: amount, example: "economy.ledger{ alice = 100, bob = 0 }:available(\"alice\")", errors: .account
      ) { book, name in book.ledger.available(to: try book.account(name)) },
      Function(
        "accounts", "Every account's name, balance and held amount.", book, 
        returns: .table("accounts", elements: .table("account", fields: [Parameter("name", .string), amount("balance"), amount("held")])), example: "economy.ledger{ alice = 100, bob = 0 }:accounts()"
      ) { book in
        Table(list: book.rows.map { row in
          ["name": .string(row.name), "balance": .integer(row.account.balance), "held": .integer(row.account.debitsPending)]
        })
      },
      Function(
        "audit", "Checks that all debits equal all credits and every hold adds up; an error otherwise.", book,
        returns: Parameter("ok", .boolean), example: "economy.ledger{ alice = 100, bob = 0 }:audit()", errors: ["debits and credits differ: nothing a script does may cause it"]
      ) { book in
        try book.ledger.audit()
        return true
      },
    ],
    operators: [
      .card(of: ScriptLedger.self, example: "tostring(economy.ledger{ alice = 100, bob = 0 })")
    ])

  private static let book: Typed<ScriptLedger> = .object("ledger")
  private static let name: Typed<String> = .string("name", "of an account")
  private static let heldID: Typed<Int64> = .integer("id", 0...Int64.max, "of the hold")
  private static let id = Parameter("id", .integer, "of the transfer")
  private static let amount = Parameter("amount", .integer, unit: "µrUv")
  private static func amount(_ name: String) -> Parameter { Parameter(name, .integer, unit: "µrUv") }
  private static let movement = [
    book.parameter, Parameter("from", .string, "the payer"), Parameter("to", .string, "the payee"),
    Parameter("amount", .integer, unit: "µrUv", bounds: .integers(1...Int64.max)),
    Parameter("id", .integer, bounds: .integers(0...Int64.max), isOptional: true, defaultText: "the next", "to ask twice and move money once"),
  ]

  private static func move(
    _ frame: any CallFrame, _ body: (Ledger, TransferID, AccountID, AccountID, Int64) throws(LedgerError) -> Receipt
  ) throws {
    let book = ScriptLedger.read(frame, 0)
    let (from, to) = (try book.account(frame.string(1)), try book.account(frame.string(2)))
    let id = book.id(frame.isNone(4) ? nil : frame.integer(4))
    do throws(LedgerError) { _ = try body(book.ledger, id, from, to, frame.integer(3)) } catch { throw book.named(error) }
    frame.push(Int64(id.rawValue))
  }
}

// What several methods raise.
extension [String] {
  static let account = ["there is no account of that name"]
}
