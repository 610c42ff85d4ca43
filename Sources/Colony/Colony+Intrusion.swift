import Economy
import Identity

// A stranger who bids in others' names.
extension Colony {
  /// µrUv: so little that it wins, and the node works for nothing.
  private static let forgedPrice: Int64 = 1

  /// After a node's own commitment, perhaps, comes a stranger's under its name: either a new bid, or the node's last one again.
  ///
  /// Signed bids are told apart. Without signatures the last commitment counts, whoever sent it.
  func intrude(_ node: Int, _ index: Int, own: SealedBid, _ auction: SealedAuction) {
    guard configuration.forgeries > 0 else { return }
    defer { lastBids[node] = own }
    var random = intruders.lane(UInt64(node) << 40 | UInt64(index))
    guard random.uniform() < configuration.forgeries else { return }
    metrics.intrusions += 1
    let isReplay = lastBids[node] != nil && random.uniform() < 0.5
    let bid = isReplay ? lastBids[node]! : SealedBid(task: index, node: node, price: Self.forgedPrice, nonce: own.nonce)
    if signing.isOn {
      let message = signing.sign(
        bid.commitment.bytes, .commit, by: isReplay ? signing.key(of: node) : KeyPair(simulation: configuration.seed, node: -1), about: bid.task)
      guard signing.accepts(message, .commit, from: node, about: index) else { return }
    }
    try? auction.commit(node: node, bid.commitment, account: market.wallets[node], at: now)
    if !isReplay, let place = sealedPrices[index]?.lastIndex(where: { $0.node == Int32(node) }) { sealedPrices[index]![place].price = Self.forgedPrice }
  }
}
