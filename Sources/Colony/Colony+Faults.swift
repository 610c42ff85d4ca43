import Simulation

// Nodes that go away and come back.
extension Colony {
  func crash(_ node: Int) {
    if nodes.isOnline[node] {
      goOffline(node)
      queue.schedule(ColonyEvent(.recover, node), at: now + faults.timeToRepair(node))
    } else if let wait = faults.timeToCrash(node) {
      queue.schedule(ColonyEvent(.crash, node), at: now + wait)
    }
  }

  func recover(_ node: Int) {
    nodes.isOnline[node] = true
    if let wait = faults.timeToCrash(node) { queue.schedule(ColonyEvent(.crash, node), at: now + wait) }
  }

  func leave(_ node: Int) {
    if nodes.isOnline[node] { goOffline(node) }
    queue.schedule(ColonyEvent(.join, node), at: now + faults.timeToJoin(node))
  }

  func join(_ node: Int) {
    nodes.isOnline[node] = true
    if let wait = faults.timeToLeave(node) { queue.schedule(ColonyEvent(.leave, node), at: now + wait) }
  }

  /// Whatever was running or queued there is lost; its tasks notice when they would have finished.
  private func goOffline(_ node: Int) {
    nodes.isOnline[node] = false
    nodes.session[node] += 1
    nodes.busyUntil[node] = now
  }
}
