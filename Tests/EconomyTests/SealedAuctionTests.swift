import Economy
import Kernels
import Testing

private func bid(_ node: Int, _ price: Int64, task: Int = 1, nonce: UInt64 = 7) -> SealedBid {
  SealedBid(task: task, node: node, price: price, nonce: Nonce(high: nonce, low: UInt64(node)))
}

@Suite struct SealedBidTests {
  @Test func `a commitment is BLAKE2b-256 of tag, price, nonce, task and node, little-endian`() {
    // Independently: hashlib.blake2b(struct.pack('<8sQQQQQ', b'formbid1', 250, 1, 2, 3, 4), digest_size=32).
    let bid = SealedBid(task: 3, node: 4, price: 250, nonce: Nonce(high: 1, low: 2))
    #expect(bid.commitment.hexadecimal == "84357d4bb2816207eb4436613b19915bb576871f1008ee5b5f80d1d3b42deabb")
  }

  @Test func `one changed bit anywhere changes the commitment`() {
    let base = SealedBid(task: 3, node: 4, price: 250, nonce: Nonce(high: 1, low: 2)).commitment
    for bit in 0..<63 {
      #expect(SealedBid(task: 3, node: 4, price: 250 ^ 1 << bit, nonce: Nonce(high: 1, low: 2)).commitment != base)
      #expect(SealedBid(task: 3, node: 4, price: 250, nonce: Nonce(high: 1 ^ 1 << bit, low: 2)).commitment != base)
      #expect(SealedBid(task: 3, node: 4, price: 250, nonce: Nonce(high: 1, low: 2 ^ 1 << bit)).commitment != base)
      #expect(SealedBid(task: 3 ^ 1 << bit, node: 4, price: 250, nonce: Nonce(high: 1, low: 2)).commitment != base)
      #expect(SealedBid(task: 3, node: 4 ^ 1 << bit, price: 250, nonce: Nonce(high: 1, low: 2)).commitment != base)
    }
  }

  @Test func `a nonce is exactly 32 hexadecimal digits`() {
    let nonce = Nonce(high: 0x0123, low: .max)
    #expect(Nonce(hexadecimal: nonce.hexadecimal) == nonce)
    for wrong in ["", "1234", nonce.hexadecimal + "0", "+" + nonce.hexadecimal.dropFirst(), String(repeating: "g", count: 32)] {
      #expect(Nonce(hexadecimal: wrong) == nil)
    }
  }
}

@Suite struct SealedAuctionTests {
  /// Two nodes with a purse of 100 each, a bond of 10, and an auction that closes at 50 and ends at 100 µs.
  private func opened() throws -> (auction: SealedAuction, ledger: Ledger, accounts: [AccountID], forfeits: AccountID) {
    let (ledger, _, accounts) = try books(100, 100, 5)
    let forfeits = ledger.open("forfeits")
    let auction = SealedAuction(ledger: ledger, bond: BidBond(amount: 10, forfeits: forfeits))
    auction.open(task: 1, close: 50, end: 100)
    return (auction, ledger, accounts, forfeits)
  }

  @Test func `sealed bids are committed, revealed and resolved once`() throws {
    let (auction, ledger, accounts, forfeits) = try opened()
    try auction.commit(node: 0, bid(0, 30).commitment, account: accounts[0], at: 0)
    try auction.commit(node: 1, bid(1, 40).commitment, account: accounts[1], at: 49)
    #expect(ledger.available(to: accounts[0]) == 90)
    try auction.reveal(bid(0, 30), at: 50)
    try auction.reveal(bid(1, 40), at: 99)
    #expect(ledger.available(to: accounts[0]) == 100)
    let rule = AuctionRule(seed: 1)
    #expect(throws: SealedAuctionError.tooEarly(end: 100, now: 99)) { try auction.resolve(rule, reserve: 90, at: 99) }
    let award = try auction.resolve(rule, reserve: 90, at: 100)
    #expect(award?.node == 0 && award?.price == 30 && award?.payment == 40)
    #expect(throws: SealedAuctionError.alreadyResolved) { try auction.resolve(rule, reserve: 90, at: 100) }
    #expect(throws: SealedAuctionError.alreadyResolved) { try auction.commit(node: 0, bid(0, 1).commitment, account: accounts[0], at: 0) }
    #expect(throws: SealedAuctionError.alreadyResolved) { try auction.reveal(bid(0, 30), at: 60) }
    #expect(ledger.balance(of: forfeits) == 0 && ledger.pendingCount == 0)
  }

  @Test func `each phase takes its own messages only, to the microsecond`() throws {
    let (auction, _, accounts, _) = try opened()
    #expect(auction.phase(at: 49) == .committing && auction.phase(at: 50) == .revealing)
    try auction.commit(node: 0, bid(0, 30).commitment, account: accounts[0], at: 49)
    #expect(throws: SealedAuctionError.committingIsOver(close: 50, now: 50)) {
      try auction.commit(node: 1, bid(1, 30).commitment, account: accounts[1], at: 50)
    }
    #expect(throws: SealedAuctionError.notRevealing(close: 50, end: 100, now: 49)) { try auction.reveal(bid(0, 30), at: 49) }
    #expect(throws: SealedAuctionError.notRevealing(close: 50, end: 100, now: 100)) { try auction.reveal(bid(0, 30), at: 100) }
  }

  @Test func `a bid that is not the one committed to is refused, and so is another's`() throws {
    let (auction, _, accounts, _) = try opened()
    try auction.commit(node: 0, bid(0, 30).commitment, account: accounts[0], at: 0)
    try auction.commit(node: 1, bid(0, 30).commitment, account: accounts[1], at: 1)  // copied from node 0
    for wrong in [bid(0, 29), bid(0, 30, nonce: 8), bid(0, 30, task: 2)] {
      #expect(throws: SealedAuctionError.mismatch(node: 0)) { try auction.reveal(wrong, at: 60) }
    }
    #expect(throws: SealedAuctionError.mismatch(node: 1)) { try auction.reveal(bid(1, 30), at: 60) }
    #expect(throws: SealedAuctionError.noCommitment(node: 2)) { try auction.reveal(bid(2, 30), at: 60) }
    try auction.reveal(bid(0, 30), at: 60)
    #expect(throws: SealedAuctionError.alreadyRevealed(node: 0)) { try auction.reveal(bid(0, 30), at: 61) }
    #expect(auction.revealedCount == 1)
  }

  @Test func `a node has one live bid, and cannot set its own price`() throws {
    let (auction, ledger, accounts, _) = try opened()
    try auction.commit(node: 0, bid(0, 1).commitment, account: accounts[0], at: 0)
    try auction.commit(node: 0, bid(0, .max).commitment, account: accounts[0], at: 1)
    #expect(auction.committedCount == 1 && ledger.available(to: accounts[0]) == 90)
    #expect(throws: SealedAuctionError.mismatch(node: 0)) { try auction.reveal(bid(0, 1), at: 60) }
    try auction.reveal(bid(0, .max), at: 60)
    #expect(try auction.resolve(AuctionRule(seed: 1), reserve: 90, at: 100) == nil)
  }

  @Test func `whoever stays silent loses the bond to the named account, and nothing is held afterwards`() throws {
    let (auction, ledger, accounts, forfeits) = try opened()
    try auction.commit(node: 0, bid(0, 30).commitment, account: accounts[0], at: 0)
    try auction.commit(node: 1, bid(1, 40).commitment, account: accounts[1], at: 0)
    try auction.reveal(bid(0, 30), at: 60)
    #expect(auction.silentNodes == [1])
    #expect(try auction.resolve(AuctionRule(seed: 1), reserve: 90, at: 100)?.payment == 90)
    #expect(ledger.balance(of: accounts[0]) == 100 && ledger.balance(of: accounts[1]) == 90 && ledger.balance(of: forfeits) == 10)
    #expect(ledger.pendingCount == 0)
    try ledger.audit()
  }

  @Test func `who can't pay the bond can't bid`() throws {
    let (auction, _, accounts, _) = try opened()
    #expect(throws: SealedAuctionError.ledger(.insufficientFunds(accounts[2], needed: 10, available: 5))) {
      try auction.commit(node: 2, bid(2, 30).commitment, account: accounts[2], at: 0)
    }
    #expect(auction.committedCount == 0)
  }

  @Test func `a cancelled auction returns every bond, and the next task starts clean`() throws {
    let (auction, ledger, accounts, forfeits) = try opened()
    try auction.commit(node: 0, bid(0, 30).commitment, account: accounts[0], at: 0)
    auction.cancel()
    auction.cancel()
    #expect(ledger.pendingCount == 0 && ledger.balance(of: forfeits) == 0)
    auction.open(task: 2, close: 150, end: 200)
    #expect(auction.committedCount == 0 && auction.revealedCount == 0)
    try auction.commit(node: 0, bid(0, 30, task: 2).commitment, account: accounts[0], at: 120)
    try auction.reveal(bid(0, 30, task: 2), at: 150)
    #expect(try auction.resolve(AuctionRule(seed: 1), reserve: 90, at: 200)?.payment == 90)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `whatever bidders do, every bond is settled and the money is all there`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "sealed")
    let (ledger, _, accounts) = try books(500, 500, 500, 500, 500)
    let forfeits = ledger.open("forfeits")
    let auction = SealedAuction(ledger: ledger, bond: BidBond(amount: 3, forfeits: forfeits))
    let rule = AuctionRule(seed: seed)
    var silent: Int64 = 0
    for task in 0..<40 {
      let start = Int64(task) * 1_000
      auction.open(task: task, close: start + 400, end: start + 800)
      for _ in 0..<12 {
        let node = random.below(5)
        let candidate = bid(node, Int64(random.below(60)), task: task, nonce: UInt64(random.below(3)))
        let now = start + Int64(random.below(800))
        if random.below(2) == 0 {
          try? auction.commit(node: node, candidate.commitment, account: accounts[node], at: now)
        } else {
          try? auction.reveal(candidate, at: now)
        }
      }
      for node in 0..<5 where random.below(2) == 0 {
        for price in 0..<60 { for nonce in 0..<3 { try? auction.reveal(bid(node, Int64(price), task: task, nonce: UInt64(nonce)), at: start + 700) } }
      }
      silent += Int64(auction.committedCount - auction.revealedCount)
      if let award = try auction.resolve(rule, reserve: 50, at: start + 800) {
        #expect(award.price <= award.payment && award.payment <= 50, "seed \(seed) task \(task)")
      }
      #expect(ledger.pendingCount == 0, "seed \(seed) task \(task)")
    }
    #expect(ledger.balance(of: forfeits) == 3 * silent && silent > 0)
    try ledger.audit()
  }
}
