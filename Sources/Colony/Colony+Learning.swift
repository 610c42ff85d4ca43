import Simulation

// What nodes do by themselves: choose their model, learn, and talk to their neighbours.
extension Colony {
  /// A node chooses its model again if its last choice is old. Asked before it bids, so that idle nodes cost nothing.
  func review(_ node: Int) {
    guard service.isDueForReview(node, now: now) else { return }
    service.review(node, slowness: medianSpeed / nodes.speed[node], now: now)
  }

  /// A node hears the truth about a task it served, and its neighbourhood wakes to talk about it.
  func learn(_ index: Int, on node: Int, truth: Int) {
    let task = tasks[index]
    service.learn(node, row: Int(task.row), adapter: Int(task.adapter), truth: truth)
    guard let period = service.gossipPeriod else { return }
    let sleepers = service.wake(node, now: now)
    for (place, sleeper) in sleepers.enumerated() {
      queue.schedule(ColonyEvent(.gossip, sleeper), at: now + 1 + period * Microseconds(place) / Microseconds(sleepers.count))
    }
  }

  /// A node's turn to gossip; it has another one as long as there is something to talk about.
  func gossip(_ node: Int) {
    guard let period = service.gossipPeriod else { return }
    if service.staysAwake(node, now: now) { queue.schedule(ColonyEvent(.gossip, node), at: now + period) }
    guard nodes.isOnline[node] else { return }
    service.gossip(node, now: now, isReachable: { [self] peer in
      nodes.isOnline[peer] && network.delivers(from: peer, to: node, bytes: Self.messageBytes, id: UInt64(now) << 1)
    }, &metrics)
  }
}
