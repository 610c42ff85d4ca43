import Interface

/// Who trades with a pool, and on what conditions: a table, or just its limit.
struct Terms {
  var by: String?
  var limit: Int64?
  var deadline: Int64 = .max
  var reputation = 0.0

  /// Declares them as an argument, after what the trade itself needs.
  ///
  /// - Parameter limit: what a bare number means.
  static func parameter(_ limit: Typed<Int64>, hasReputation: Bool = true) -> Typed<Value?> {
    var parameter = Parameter(
      "terms", .any, isOptional: true, defaultText: "any price, at any time",
      "{ by =, limit =, deadline_s =\(hasReputation ? ", reputation =" : "") }, or just the limit: \(limit.parameter.summary)")
    parameter.fields = [byWhom.parameter, Typed<Int64?>.optional(limit, "any").parameter]
    parameter.fields.append(deadline.parameter)
    if hasReputation { parameter.fields.append(reputation.parameter) }
    return Typed(parameter)
  }

  /// - Parameter declaration: what `value` was declared as; its fields have been checked, a bare limit has not.
  init(_ value: Value?, _ declaration: Typed<Value?>) throws {
    switch value ?? .none {
    case .none: break
    case .table(let table):
      if let stray = table.list.first { throw ScriptError("terms: entries have names, as in { by = \"alice\" }; got a \(stray.typeName) without one") }
      by = table[Self.byWhom]
      limit = Int64(table["limit"])
      deadline = Self.microseconds(table[Self.deadline])
      reputation = Double(table["reputation"]) ?? 0
    case let bare:
      let field = declaration.parameter.fields.first { $0.name == "limit" }!
      try field.check(bare, at: "limit")
      limit = Int64(bare)
    }
  }

  /// A deadline by the ledger's clock; none is the end of time.
  static func microseconds(_ deadline: Double?) -> Int64 { deadline.map { Int64(($0 * 1e6).rounded(.down)) } ?? .max }

  static let byWhom: Typed<String?> = .optional(.string("by", "whose account"), "the pool's one trader")
  static let deadline: Typed<Double?> = .optional(
    .number("deadline_s", 0...9e12, unit: "s", "the last moment it is good, by the ledger's clock"), "none")
  private static let reputation = Typed<Double>.number("reputation", 0...1, "that a discount is for").defaulting(to: 0)
}
