// What allocation would have gained from knowing the truth, which only the simulator does.
extension Colony {
  /// The expected time until a node's answer is there, were it not to fail, over its chance not to: by its true speed, model,
  /// queue and reliability.
  private func trueCost(_ node: Int, _ index: Int) -> Double {
    expectedLatency(node, index).inSeconds / (nodes.isFlaky[node] ? 1 - Nodes.flakyDropRatio : 1)
  }

  /// What `chosen` costs more than the best of `candidates`, in s.
  private func regret(_ chosen: Int, among candidates: [Int32], _ index: Int) -> Double {
    let cost = trueCost(chosen, index)
    return candidates.reduce(0) { max($0, cost - trueCost(Int($1), index)) }
  }

  /// The deliberators favour a node among those they considered.
  func noteFavourite(_ index: Int, _ node: Int) {
    let regret = regret(node, among: shortlister.considered, index)
    metrics.favouriteRegret.add(regret, at: now)
    metrics.favouritesBest += regret == 0 ? 1 : 0
  }

  /// The market gives the task to one of those who were invited.
  func noteAward(_ index: Int, _ node: Int) {
    metrics.awardRegret.add(regret(node, among: shortlists[index] ?? [], index), at: now)
  }
}
