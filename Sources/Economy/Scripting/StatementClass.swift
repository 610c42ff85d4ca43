import Interface

/// An account's history as scripts hold it; it stays as it was when it was asked for.
final class ScriptStatement: PassableObject {
  static var className: String { "statement" }

  let account: String
  let lines: [StatementLine]
  private let book: ScriptLedger

  init(_ book: ScriptLedger, _ account: String) throws {
    self.book = book
    self.account = account
    lines = book.journal.statement(of: try book.anyAccount(account))
  }

  func name(of account: AccountID) -> String { book.ledger.name(of: account) }
  func text(ofTime time: Int64) -> String { BookClock.text(time, isWall: book.isWallClock) }
  var balance: Int64 { lines.last?.balance ?? 0 }
}

extension ScriptStatement: Describable {
  /// The last lines, oldest first.
  var card: Card {
    let shown = lines.suffix(20)
    func money(_ amount: Int64) -> String { amount == 0 ? "" : Voucher.describe(amount) }
    return Card(
      "statement of \(account)", [Readable.count(lines.count, "line"), Voucher.describe(balance)],
      parts: [
        .table(
          [
            .init("time"), .init("id", isRightAligned: true), .init("with"), .init("in", isRightAligned: true), .init("out", isRightAligned: true),
            .init("balance", isRightAligned: true), .init("state"), .init("code"),
          ],
          shown.map { line in
            let isMoved = line.credit + line.debit > 0
            return [
              text(ofTime: line.time), line.id.text, name(of: line.other), money(line.credit), money(line.debit), Voucher.describe(line.balance),
              line.state.rawValue + (isMoved ? "" : " \(Voucher.describe(line.amount))"), line.code.description,
            ]
          }, omitted: lines.count - shown.count)
      ])
  }
}

extension EconomyInterface {
  static let statementClass = Class(
    ScriptStatement.className, "An account's history: a line for each thing that happened to it, the oldest first.",
    methods: [
      Function(
        "rows", "The lines as tables.", statement,
        returns: .table(
          "rows",
          elements: .table(
            "row",
            fields: [
              Parameter("time_s", .number, unit: "s", "since 1970 in a file, else since the beginning"), Parameter("id", .integer, "of the transfer"),
              Parameter("other", .string, "the other party"), amount("credit", "that came in"), amount("debit", "that went out"),
              amount("amount", "that was asked for"), amount("balance", "after it"), Parameter("code", .string, "what it was for"),
              Parameter("state", .choice(["posted", "held", "completed", "released", "refused"])),
            ])),
        example: "economy.ledger{ alice = 100, bob = 0 }:statement(\"alice\"):rows()[1].balance"
      ) { statement in
        Table(list: statement.lines.map { line in
          [
            "time_s": .number(Double(line.time) / 1e6), "id": .integer(Int64(bitPattern: line.id.rawValue)), "other": .string(statement.name(of: line.other)),
            "credit": .integer(line.credit), "debit": .integer(line.debit), "amount": .integer(line.amount), "balance": .integer(line.balance),
            "code": .string(line.code.description), "state": .string(line.state.rawValue),
          ]
        })
      }
    ],
    operators: [
      Function("__len", "How many lines there are.", statement, returns: Parameter("count", .integer), example: "#economy.ledger{ alice = 100 }:statement(\"alice\")") {
        Int64($0.lines.count)
      },
      .card(of: ScriptStatement.self, example: "tostring(economy.ledger{ alice = 100 }:statement(\"alice\"))"),
    ])

  private static let statement: Typed<ScriptStatement> = .object("statement")
  private static func amount(_ name: String, _ summary: String) -> Parameter { Parameter(name, .integer, unit: "µrUv", summary) }
}

extension TransferID {
  /// As a script knows it: the number it gave or was given, else by its parts.
  fileprivate var text: String { code.rawValue == 0 ? "\(rawValue)" : "\(self)" }
}
