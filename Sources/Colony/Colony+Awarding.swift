import Economy
import Simulation

// From sealed bids to an award.
extension Colony {
  /// Bids are closed: whoever committed opens its bid, if it is still there and its message arrives.
  func reveal(_ index: Int) {
    guard let auction = auctions[index] else { return }
    tasks[index].state = .revealing
    let submitter = Int(tasks[index].submitter)
    var lowest: Int64?
    var heard: [Reasons.Bid] = []
    for (node, price) in sealedPrices.removeValue(forKey: index) ?? [] {
      let node = Int(node)
      heard.append(Reasons.Bid(node: Int32(node), price: price, state: .sealed))
      guard nodes.isOnline[node], opens(node, index, price, lowest: lowest), send(node, submitter, index, 2) else { continue }
      let bid = SealedBid(task: index, node: node, price: price, nonce: nonce(node, index))
      guard signing.delivers(bid.opening, .reveal, from: node, about: index) else { continue }
      let latency = expectedLatency(node, index)
      let isFeasible = now + latency <= tasks[index].deadline && price <= tasks[index].reserve
      do throws(SealedAuctionError) {
        try auction.reveal(
          bid, isFeasible: isFeasible, latency: latency, quality: service.model(node).accuracy,
          reputation: market.reputation.score(of: node, at: now), at: now)
        heard[heard.count - 1].state = isFeasible ? .feasible : .infeasible
      } catch {}  // its commitment never arrived
      lowest = min(lowest ?? price, price)
    }
    reasons.note(index) { $0.bids = heard }
    queue.schedule(ColonyEvent(.openBids, index), at: auction.end)
  }

  /// Whether a node wants to open its bid, having seen those opened before.
  private func opens(_ node: Int, _ index: Int, _ price: Int64, lowest: Int64?) -> Bool {
    guard market.bidding.decidesOnOpening else { return true }
    return market.bidding.opens(
      node: node, task: index, price: price, lowest: lowest, circumstances(node, index, ringCost: nil), now: now)
  }

  /// The auction is resolved; the winner is handed the task.
  func award(_ index: Int) {
    guard let auction = auctions.removeValue(forKey: index) else { return }
    defer { market.retire(auction) }
    let committed = auction.committedCount, revealed = auction.revealedCount
    let award: Award?
    do throws(SealedAuctionError) {
      award = try auction.resolve(market.auction, reserve: tasks[index].reserve, units: tasks[index].units, at: now)
    } catch {
      guard case .ruleWithdrawn = error else { preconditionFailure("task \(index): \(error)") }
      return end(index, .unserved)
    }
    for node in auction.silentNodes { nodes.outlay[node] += auction.bond?.amount ?? 0 }
    // A rule that failed just now no longer answers: its stand-in has chosen.
    let slot = market.auction.slot
    let chooser = auction.pinned.flatMap { slot.isWithdrawn($0) ? nil : $0 } ?? slot.answering
    let rule = reasons.number(of: chooser.identity)
    reasons.note(index) { $0.rule = rule }
    guard let award else { return end(index, committed > 0 && revealed == 0 ? .unrevealed : .unserved) }
    tasks[index].winner = Int32(award.node)
    tasks[index].payment = award.payment
    tasks[index].fee = market.fee(on: award.payment)
    tasks[index].cost = cost(award.node, index)
    guard service.hasRoom(award.node) else { return end(index, .misfit) }
    guard market.award(tasks[index], index) else { return end(index, .overpriced) }
    let isHeard = signing.delivers(
      Array("\(index) \(award.node) \(award.payment)".utf8), .award, from: Int(tasks[index].submitter), about: index)
    precondition(isHeard, "task \(index): the requester's own word was refused")
    nodes.wins[award.node] += 1
    nodes.lastClearing[award.node] = award.payment
    noteAward(index, award.node)
    metrics.clearing.add(Double(award.payment) / Double(tasks[index].units), at: now)
    execute(index, on: award.node)
  }

  /// Time until a node's result would be at the requester, as both can estimate it.
  func expectedLatency(_ node: Int, _ index: Int) -> Microseconds {
    network.roundTrips(Int(tasks[index].submitter), node) + nodes.queue(node, at: now)
      + nodes.serviceTime(node, units: tasks[index].units, factor: timeFactor(node, index))
  }
}
