import Economy
import Simulation

// Nodes that bid by a business of their own.
extension Market {
  /// Whether nodes bid by their business: the built-in one leaves the asking to the bidding policy.
  var hasBusiness: Bool { business.slot.active !== business.slot.fallback && business.slot.active.identity.name != business.slot.fallback.identity.name }
}

extension Colony {
  /// What a node's business asks for a task, by its own reckoning of the cost; nil where it stays out.
  ///
  /// A node's power is what a unit costs it here, wear is part of that, and its adapters are what it learns from tasks and
  /// peers: there is nothing to buy, so businesses neither invest nor have upkeeps in a colony.
  func askBusiness(_ node: Int, _ index: Int) -> Int64? {
    let task = tasks[index]
    var situation = Business.Situation()
    situation.units = task.units
    situation.domain = Int(task.type)
    situation.queue = nodes.queue(node, at: now)
    situation.deadline = max(0, task.deadline - now)
    situation.reserve = task.reserve
    situation.lastClearing = nodes.lastClearing[node]
    situation.winRate = nodes.bids[node] > 0 ? Double(nodes.wins[node]) / Double(nodes.bids[node]) : 0
    situation.reputation = market.reputation.score(of: node, at: now)
    situation.balance = market.ledger.available(to: market.wallets[node])
    situation.stake = market.stake(of: node)
    situation.utilization = now > 0 ? min(1, Double(nodes.busyTime[node]) / Double(now)) : 0
    situation.power = nodes.costPerUnit[node]
    situation.hour = Double(now % 86_400_000_000) / 3_600e6
    situation.day = now / 86_400_000_000
    return noSkills.withUnsafeBufferPointer { none in
      market.business.ask(
        node, occasion: UInt64(node) << 40 | UInt64(index), situation, .init(skills: none, demand: none), at: now)?.price
    }
  }

  /// Shares by domain, of which a colony's business knows none.
  private var noSkills: [Double] { [Double](repeating: 0, count: inputs.utterances.domains.count) }
}
