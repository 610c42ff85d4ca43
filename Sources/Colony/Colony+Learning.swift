import Simulation

// What nodes do by themselves: review their model, learn, and talk to their neighbours.
extension Colony {
  /// Every node chooses its model, and is given its turn to gossip and to review.
  func beginService() {
    for node in 0..<nodes.count {
      review(node)
      if let period = service.gossipPeriod {
        queue.schedule(ColonyEvent(.gossip, node), at: turn(of: node, every: period))
      }
    }
  }

  func gossip(_ node: Int) {
    guard let period = service.gossipPeriod else { return }
    queue.schedule(ColonyEvent(.gossip, node), at: now + period)
    guard nodes.isOnline[node] else { return }
    service.gossip(node, now: now, isReachable: { [self] peer in
      nodes.isOnline[peer] && network.send(from: peer, to: node, bytes: Self.messageBytes, id: UInt64(now) << 1) != nil
    }, &metrics)
  }

  func review(_ node: Int) {
    service.review(node, slowness: medianSpeed / nodes.speed[node], now: now)
    queue.schedule(ColonyEvent(.review, node), at: now == 0 ? turn(of: node, every: Service.reviewPeriod) : now + Service.reviewPeriod)
  }

  /// The first turn of a node at something all do periodically: spread evenly over the period.
  private func turn(of node: Int, every period: Microseconds) -> Microseconds {
    1 + period * Microseconds(node) / Microseconds(nodes.count)
  }
}
