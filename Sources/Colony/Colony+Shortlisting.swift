import Economy
import Simulation
import Swarm

// From a task's arrival to the request for bids.
extension Colony {
  /// A node with a worse score is not asked.
  static let reputationMin = 0.4
  /// Bytes of a request for a bid, a commitment, an opening.
  static let messageBytes: Int64 = 256

  /// The submitter infers the task's type from its embedding, asks the pool for a price, and deliberates with its
  /// neighbours.
  func shortlist(_ index: Int) {
    tasks[index].type = Int32(service.type(of: Int(tasks[index].row)))
    let submitter = Int(tasks[index].submitter)
    guard nodes.isOnline[submitter] else { return end(index, .unshortlisted) }
    guard let quote = try? market.pool.quoteBuy(
      tasks[index].units, reputation: market.reputation.score(of: submitter, at: now), at: now)
    else { return end(index, .overpriced) }
    noteReserve(index)
    let unitPrice = Double(quote.price) / Double(tasks[index].units)
    metrics.price.add(unitPrice, at: now)
    metrics.utilization.add(market.pool.utilization, at: now)
    guard quote.price <= tasks[index].value else { return end(index, .overpriced) }
    tasks[index].reserve = quote.price

    var chosen = shortlists[index] ?? []
    let meanService = Double(nodes.serviceTime(submitter, units: tasks[index].units, factor: 1))
    let outcome = shortlister.shortlist(
      submitter: submitter, type: Int(tasks[index].type), task: index, invited: Int(configuration.invited),
      rounds: Int(configuration.rounds), now: now,
      eligible: { [self] in
        nodes.isOnline[$0] && $0 != submitter && network.canReach(submitter, $0)
          && market.reputation.score(of: $0, at: now) >= Self.reputationMin && market.hasMinimumStake($0)
      },
      isOnline: nodes.isOnline, load: { [self] in Double(nodes.queue($0, at: now)) / meanService },
      recalled: memories.recall(row: Int(tasks[index].row), submitter: submitter, now: now), into: &chosen)
    guard let outcome else { return end(index, .unshortlisted) }
    metrics.shortlists += 1
    metrics.agreed += outcome.agreed ? 1 : 0
    metrics.consensusRounds += outcome.rounds
    noteFavourite(index, Int(chosen[0]))
    shortlists[index] = chosen
    tasks[index].state = .shortlisting
    queue.schedule(ColonyEvent(.shortlist, index), at: now + Microseconds(max(1, outcome.rounds)) * outcome.roundTrip + 1)
  }

  /// Keeps what the pool's quote was made of.
  private func noteReserve(_ index: Int) {
    guard let basis = market.pool.lastQuote else { return }
    let meanPrice = market.pool.meanPrice(over: ComputePool.utilizationWindow, at: now).value
    let policy = reasons.number(of: market.pool.slot.answering.identity)
    reasons.note(index) { $0.reserve = Reasons.Reserve(basis: basis, meanPrice: meanPrice, policy: policy) }
  }

  /// Each invited node that hears of the task seals a bid. Bids close when the farthest has had time to answer.
  func askForBids(_ index: Int) {
    let task = tasks[index], submitter = Int(task.submitter)
    let invited = shortlists[index] ?? []
    let slowest = invited.map { network.roundTrips(submitter, Int($0)) }.max() ?? 0
    let close = now + slowest + 1
    let auction = market.openAuction(index, close: close, end: close + slowest + 1)
    auctions[index] = auction
    tasks[index].state = .committing
    let ringCost = nodes.hasRing ? invited.lazy.map { Int($0) }.filter { self.nodes.isRing[$0] }.map { self.cost($0, index) }.min() : nil
    for node in invited.map({ Int($0) }) {
      guard nodes.isOnline[node], send(submitter, node, index, 0), send(node, submitter, index, 1) else { continue }
      review(node)
      guard let price = bid(node, index, ringCost) else { continue }
      let bid = SealedBid(task: index, node: node, price: price, nonce: nonce(node, index))
      if signing.delivers(bid.commitment.bytes, .commit, from: node, about: index) {
        // A node that can't afford the bond stays out.
        try? auction.commit(node: node, bid.commitment, account: market.wallets[node], at: now)
      }
      intrude(node, index, own: bid, auction)
      equivocate(node, index, own: bid, auction)
      nodes.bids[node] += 1
    }
    queue.schedule(ColonyEvent(.closeBids, index), at: close)
  }

  /// What a node asks: by its business, where one is in force, or else by the bidding policy.
  ///
  /// - Parameter ringCost: the lowest cost of the ring's nodes among those asked.
  private func bid(_ node: Int, _ index: Int, _ ringCost: Int64?) -> Int64? {
    let price = market.hasBusiness ? askBusiness(node, index) : market.bidding.bid(
      node: node, task: index, cost: cost(node, index), circumstances(node, index, ringCost: ringCost), now: now)
    if let price { sealedPrices[index, default: []].append((Int32(node), price)) }
    return price
  }

  func circumstances(_ node: Int, _ index: Int, ringCost: Int64?) -> Bidding.Circumstances {
    let task = tasks[index]
    var circumstances = Bidding.Circumstances()
    circumstances.units = task.units
    circumstances.queue = nodes.queue(node, at: now)
    circumstances.deadline = max(0, task.deadline - now)
    circumstances.reserve = task.reserve
    circumstances.lastClearing = nodes.lastClearing[node]
    circumstances.winRate = nodes.bids[node] > 0 ? Double(nodes.wins[node]) / Double(nodes.bids[node]) : 0
    circumstances.reputation = market.reputation.score(of: node, at: now)
    circumstances.balance = market.ledger.available(to: market.wallets[node])
    circumstances.utilization = now > 0 ? min(1, Double(nodes.busyTime[node]) / Double(now)) : 0
    circumstances.isInRing = nodes.isRing[node]
    circumstances.ringCost = nodes.isRing[node] ? ringCost : nil
    return circumstances
  }

  /// What a task costs a node, in µrUv: power for as long as it takes it.
  func cost(_ node: Int, _ index: Int) -> Int64 {
    let factor = specialties.factor(node, row: Int(tasks[index].row))
    return Int64((nodes.costPerUnit[node] * Double(tasks[index].units) / factor).rounded(.up))
  }

  func nonce(_ node: Int, _ index: Int) -> Nonce {
    var random = nonces.lane(UInt64(node) << 40 | UInt64(index))
    return Nonce(&random)
  }

  /// Whether a small message about a task arrives; `leg` tells the messages between two nodes apart.
  func send(_ sender: Int, _ receiver: Int, _ index: Int, _ leg: UInt64) -> Bool {
    network.send(from: sender, to: receiver, bytes: Self.messageBytes, id: UInt64(index) << 3 | leg) != nil
  }
}
