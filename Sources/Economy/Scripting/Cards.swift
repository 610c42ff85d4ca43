import Interface

extension ScriptLedger: Describable {
  /// Every account with its balance, and whether the books balance.
  var card: Card {
    let shown = rows.prefix(20)
    let holds = shown.contains { $0.account.debitsPending > 0 }
    let columns = [Card.Column("account"), .init("balance", isRightAligned: true)] + (holds ? [.init("held", isRightAligned: true)] : [])
    return Card(
      "ledger",
      [
        Readable.count(ledger.accountCount, "account"), Readable.count(ledger.transferCount, "transfer"),
        "issued \(Voucher.describe(ledger.issued))", ledger.balanceText,
      ] + (file.map { [$0.isOpen ? "in \($0.path)" : "\($0.path) is closed"] } ?? []),
      parts: [
        .table(columns, shown.map { name, account in
          let held = account.debitsPending
          return [name, Voucher.describe(account.balance)] + (holds ? [held > 0 ? Voucher.describe(held) : ""] : [])
        }, omitted: rows.count - shown.count)
      ])
  }
}

extension Ledger {
  /// "Σ = 0" where all debits equal all credits and every hold adds up, else what is wrong.
  public var balanceText: String {
    do throws(LedgerError) { try audit() } catch { return "\(error)" }
    return "Σ = 0"
  }
}

extension ScriptPool: Describable {
  var card: Card {
    let curve = pool.curve, policy = pool.slot.answering.identity
    // The fee of the rule in force, as a share of what a thousandth of the pool costs.
    let sample = max(1, curve.units / 1000)
    let quote = try? pool.quoteBuy(sample, at: book.now).price, bare = try? curve.cost(ofBuying: sample, fee: 0)
    let fee = quote.flatMap { quote in bare.map { "fee \(Readable.number((Double(quote - $0) / Double(quote) * 10_000).rounded())) basis points" } }
    return Card(
      "pool", ["\(Readable.count(curve.units)) units × \(Voucher.describe(curve.tokens))"],
      parts: [
        .row("price", ["\(Readable.number(curve.spotPrice)) µrUv a unit", fee ?? ""]),
        .row("k", ["\(Readable.number(Double(curve.units) * Double(curve.tokens))) units · µrUv"]),
        .bar("sold", pool.utilization, [
          "\(Int(pool.utilization * 100))%", "\(Readable.count(pool.outstanding)) units", "in \(Readable.count(pool.trades, "trade"))",
        ]),
      ] + ((try? book.anyAccount(Self.trader)).map { [.row("trader", [Voucher.describe(pool.ledger.balance(of: $0))])] } ?? []) + [
        .row("pricing", ["\(policy.name) \(policy.version)"] + (pool.slot.suspension.map { ["suspended: \(pool.slot.active.identity.name): \($0)"] } ?? []))
      ])
  }
}

extension ScriptAuction: Describable {
  var card: Card {
    func money(_ amount: Int64) -> String { "\(Readable.count(amount)) µrUv" }
    let revealed = bidders.count(where: \.isRevealed), policy = rule.slot.answering.identity
    let outcome = winner.map { ["\($0) wins and is paid \(money(award!.payment))"] } ?? ["nobody wins"]
    let shown = bidders.prefix(12)
    var parts: [Card.Part] = [.row("rule", ["\(policy.name) \(policy.version)"]), .row("reserve", [money(reserve)])]
    if bond > 0 {
      let fate = stage == .cleared ? "\(money(forfeited)) forfeited" : "\(money(held)) held"
      parts.append(.row("bonds", ["\(money(bond)) each", fate]))
    }
    if !bidders.isEmpty {
      parts.append(
        .table([.init("bidder"), .init("price", isRightAligned: true), .init("commitment")], shown.map { bidder in
          [bidder.name, bidder.isRevealed ? money(bidder.bid.price) : "sealed", bidder.bid.commitment.hexadecimal.prefix(16) + "…"]
        }, omitted: bidders.count - shown.count))
    }
    return Card(
      "auction", [stage.rawValue] + (stage == .cleared ? outcome : []) + ["\(Readable.count(bidders.count, "bid"))", "\(revealed) revealed"],
      parts: parts)
  }
}

extension ScriptGovernor: Describable {
  public var card: Card {
    seat.withGovernor { governor, now in
      governor.settle(at: now)
      func money(_ amount: Int64) -> String { "\(Readable.count(amount)) µrUv" }
      let supply = governor.power.supply(at: now), shown = governor.proposals.suffix(12), policy = governor.tally.slot.answering.identity
      let quorum = mulDiv(supply, governor.rules.quorum, 10_000, .ceil)!
      var parts: [Card.Part] = [
        .row("tally", ["\(policy.name) \(policy.version)"]),
        .row("electorate", [Readable.count(governor.power.memberCount, "member"), money(supply), "a quorum takes \(money(quorum))"]),
        .row("now", ["\(Readable.number(Double(now) / 1e6)) s", Readable.count(governor.queue.count, "proposal") + " in the queue"]),
      ]
      if !shown.isEmpty {
        parts.append(
          .table([.init("no.", isRightAligned: true), .init("state"), .init("change"), .init("for", isRightAligned: true), .init("against", isRightAligned: true)],
            shown.map { proposal in
              let waits = proposal.needsApproval && proposal.approvedAt == nil && !proposal.state.isEnd
              return [
                String(proposal.number), proposal.state.rawValue + (waits ? ", to approve" : ""), proposal.changes.map(\.description).joined(separator: ", "),
                Readable.count(proposal.stake.for), Readable.count(proposal.stake.against),
              ]
            }, omitted: governor.proposals.count - shown.count))
      }
      return Card("governor", [seat.title] + (governor.isPaused ? ["paused"] : []) + [Readable.count(governor.proposals.count, "proposal")], parts: parts)
    }
  }
}
