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
        parameters: movement, results: [id], example: "economy.ledger{ alice = 100, bob = 0 }:transfer(\"alice\", \"bob\", 30)", errors: .account + ["the account is a pool's", "the payer has not that much to spend, or payer and payee are one", "the id was used for something else"]
      ) { frame in
        try move(frame) { (ledger, id, from, to, amount) throws(LedgerError) in
          try ledger.transfer(id, from: from, to: to, amount: amount, code: .script)
        }
      },
      distribution,
      Function(
        "hold", "Sets money aside until `post` or `void`, or until its time is over.",
        detail: "What has expired is given back by the next operation on the books, or as time passes by `advance`.",
        parameters: movement + [timeout], results: [id], example: "economy.ledger{ alice = 100, bob = 0 }:hold(\"alice\", \"bob\", 30)", errors: .account + ["the account is a pool's", "the payer has not that much to spend, or payer and payee are one", "the id was used for something else"]
      ) { frame in
        let timeout = frame.isNone(5) ? 0 : Int64((frame.number(5) * 1e6).rounded())
        try move(frame) { (ledger, id, from, to, amount) throws(LedgerError) in
          try ledger.hold(id, from: from, to: to, amount: amount, code: .script, timeout: timeout)
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
        "balance", "Credits less debits, holds not counted; now, or as it was then.", book, name,
        .optional(.number("time_s", -9e12...9e12, unit: "s", "as `statement` gives it"), "now"),
        returns: amount, example: "economy.ledger{ alice = 100, bob = 0 }:balance(\"alice\")", errors: .account
      ) { book, name, seconds in
        let account = try book.anyAccount(name)
        return seconds.map { book.journal.balance(of: account, at: Int64(($0 * 1e6).rounded())) } ?? book.ledger.balance(of: account)
      },
      Function(
        "available", "What the account may still spend.", book, name, returns: amount, example: "economy.ledger{ alice = 100, bob = 0 }:available(\"alice\")", errors: .account
      ) { book, name in book.ledger.available(to: try book.anyAccount(name)) },
      Function(
        "accounts", "Every account's name, balance and held amount.", book, 
        returns: .table("accounts", elements: .table("account", fields: [Parameter("name", .string), amount("balance"), amount("held")])), example: "economy.ledger{ alice = 100, bob = 0 }:accounts()"
      ) { book in
        Table(list: book.rows.map { row in
          ["name": .string(row.name), "balance": .integer(row.account.balance), "held": .integer(row.account.debitsPending)]
        })
      },
      Function(
        "statement", "Everything that happened to an account, as a table.", book, name, returns: Parameter("statement", .object("statement")),
        example: "economy.ledger{ alice = 100, bob = 0 }:statement(\"alice\")", errors: .account
      ) { book, name in try ScriptStatement(book, name) },
      Function(
        "find", "The transfer of that id; nil if there is none.", book, .integer("id", 0...Int64.max, "of the transfer"),
        returns: Parameter.table(
          "transfer",
          fields: [
            Parameter("from", .string, "the payer"), Parameter("to", .string, "the payee"), amount("amount"), amount("moved"),
            Parameter("state", .choice(["pending", "posted", "voided", "expired", "rejected"])), Parameter("code", .string, "what it is for"),
          ], isOptional: true),
        example: "economy.ledger{ alice = 100, bob = 0 }:find(1).state"
      ) { book, id in
        book.ledger.transfer(TransferID(rawValue: UInt64(id))).map { transfer in
          Table(fields: [
            (.string("from"), .string(book.ledger.name(of: transfer.debit))), (.string("to"), .string(book.ledger.name(of: transfer.credit))),
            (.string("amount"), .integer(transfer.amount)), (.string("moved"), .integer(transfer.moved)),
            (.string("state"), .string("\(transfer.state)")), (.string("code"), .string(transfer.code.description)),
          ])
        }
      },
      Function(
        "batch", "Calls a function whose operations on these books all count, or none if it raises; in a file they are one commit.",
        parameters: [book.parameter, Parameter("f", .function, "called without arguments")],
        results: [Parameter("result", .any, isOptional: true, "what `f` returned first")],
        example: "l = economy.ledger{ alice = 100, bob = 0 }; l:batch(function() l:transfer(\"alice\", \"bob\", 30); return l:transfer(\"bob\", \"alice\", 5) end)",
        errors: ["`f` raised it", "the disk is full or cannot be written"]
      ) { frame in
        let book = ScriptLedger.read(frame, 0)
        guard case .callback(let f) = try frame.value(1) else { preconditionFailure("it was held to its declaration") }
        try book.together { try f.call([]) }.first.write(frame)
      },
      Function(
        "advance", "Lets time pass for books in memory.", book, .number("seconds", 0...9e12, unit: "s"), returns: Parameter("now_s", .number, unit: "s"),
        example: "economy.ledger{ alice = 100 }:advance(60)", errors: ["the books are kept in a file and go by the clock on the wall"]
      ) { book, seconds in
        try book.advance(seconds: seconds)
        return Double(book.now) / 1e6
      },
      Function(
        "verify", "Holds every entry of the journal, in the file too, to its hash and all before it.",
        detail: "The head stands for the whole history: whoever noted it earlier can tell that no entry up to there has changed.",
        parameters: [book.parameter], results: [Parameter("entries", .integer), Parameter("head", .string, "hash of the last, 64 hexadecimal digits")],
        example: "economy.ledger{ alice = 100 }:verify()", errors: ["an entry was changed, removed or added: it is named"]
      ) { frame in
        let book = ScriptLedger.read(frame, 0)
        frame.push(Int64(try book.journal.verify()))
        frame.push(book.journal.head.hexadecimal)
      },
      Function(
        "synchronous", "How SQLite waits for the disk, on the connection that writes: 2, at each commit.", book,
        returns: Parameter("level", .integer, isOptional: true, "SQLite's `synchronous` in force; nil for books in memory only"),
        example: "economy.ledger{ alice = 100 }:synchronous()"
      ) { book in book.file.map { Int64($0.synchronous) } },
      Function(
        "close", "Ends the use of the file: others may open it then.", book, returns: .nothing,
        example: "pcall(function() economy.ledger{ alice = 100 }:close() end)", errors: ["the books are in memory only, or a batch is under way"]
      ) { book in
        try book.close()
        return Nothing()
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
  /// What scripts may name transfers by: the ids from 2^56 on are the books' own, of bonds, stakes and the like.
  private static let idRange: ClosedRange<Int64> = 0...(1 << 56 - 1)
  private static let heldID: Typed<Int64> = .integer("id", idRange, "of the hold")
  private static let id = Parameter("id", .integer, "of the transfer")
  private static let amount = Parameter("amount", .integer, unit: "µrUv")
  private static func amount(_ name: String) -> Parameter { Parameter(name, .integer, unit: "µrUv") }
  private static let movement = [
    book.parameter, Parameter("from", .string, "the payer"), Parameter("to", .string, "the payee"),
    Parameter("amount", .integer, unit: "µrUv", bounds: .integers(1...Int64.max)),
    Parameter("id", .integer, bounds: .integers(idRange), isOptional: true, defaultText: "the next", "to ask twice and move money once"),
  ]

  private static let timeout = Parameter(
    "timeout_s", .number, unit: "s", bounds: .numbers(0.000001...9e12), isOptional: true, defaultText: "none", "after which it undoes itself")

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
