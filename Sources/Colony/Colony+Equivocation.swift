import Economy
import Identity
import Simulation

// A bidder that seals two prices for one task, to open whichever suits it.
extension Colony {
  func isEquivocator(_ node: Int) -> Bool {
    guard configuration.equivocators > 0 else { return false }
    var random = equivocators.lane(UInt64(node))
    return random.uniform() < configuration.equivocators
  }

  /// After its own bid, a node that plays double seals the most it could be paid, too.
  ///
  /// Where bids are signed the requester holds two messages that contradict each other: they prove what was done, whoever
  /// looks, and cost the bidder part of its stake. Without signatures the last commitment counts, and nobody can prove anything.
  func equivocate(_ node: Int, _ index: Int, own: SealedBid, _ auction: SealedAuction) {
    guard isEquivocator(node) else { return }
    metrics.equivocations += 1
    let dear = SealedBid(task: index, node: node, price: tasks[index].reserve, nonce: own.nonce)
    guard signing.isOn else {
      try? auction.commit(node: node, dear.commitment, account: market.wallets[node], at: now)
      if let place = sealedPrices[index]?.lastIndex(where: { $0.node == Int32(node) }) { sealedPrices[index]![place].price = dear.price }
      return
    }
    let key = signing.key(of: node)
    convict(
      Evidence(
        signing.sign(own.commitment.bytes, .commit, by: key, about: index), signing.sign(dear.commitment.bytes, .commit, by: key, about: index)),
      reporter: Int(tasks[index].submitter), about: index)
  }

  /// A requester reports what two signed messages prove; everybody can check it, and it counts once.
  private func convict(_ evidence: Evidence, reporter: Int, about index: Int) {
    guard signing.delivers(Array(evidence.id.utf8), .evidence, from: reporter, about: index), let verdict = try? evidence.check(),
      let offender = signing.node(of: verdict.guilty)
    else { return }
    let loss = market.slash(
      offender, for: verdict.offence == .mismatch ? .mismatch : .equivocation, OffenceID(evidence.id), committed: now, reporter: reporter, at: now)
    setVotingPower(of: offender)
    metrics.slashed += loss
    metrics.convictions += 1
  }
}
