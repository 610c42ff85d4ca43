public import Interface

extension Vote: Describable {
  public static var className: String { "vote" }

  public var card: Card {
    let people = tally(ofAgents: false), agents = tally(ofAgents: true), all = tallyOfAll(people, agents)
    let shown = 12
    let order = question.options.indices.sorted { (all.shares[$1], $0) < (all.shares[$0], $1) }
    var parts: [Card.Part] = order.prefix(shown).map { option in
      var facts = [percent(all.shares[option])]
      if people.count > 0 { facts.append(Readable.count(people.votes[option], "vote")) }
      if agents.count > 0 { facts.append(Readable.count(agents.votes[option], "agent")) }
      return .bar(question.options[option], all.shares[option], facts)
    }
    if order.count > shown { parts.append(.row("and", [Readable.count(order.count - shown, "more option")])) }
    if people.count > 0, agents.count > 0 { parts.append(.row("people and agents", ["differ by \(percent(people.distance(to: agents)))"])) }
    var facts = [people.count == 1 ? "1 person" : "\(Readable.count(people.count)) people", Readable.count(agentCount, "agent")]
    if round > 0 { facts.append("after \(Readable.count(round, "round"))") }
    if let winner = all.winner { facts.append("leads: \(question.options[winner])") }
    return Card("vote “\(question.text)”", facts, parts: parts)
  }
}

/// "37.5%"
private func percent(_ share: Double) -> String { "\(Readable.number((share * 1_000).rounded() / 10))%" }
