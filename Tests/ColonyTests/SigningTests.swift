import Colony
import Economy
import Identity
import Interface
import Testing

struct SigningTests {
  private func run(_ adjust: @escaping (inout Configuration) -> Void) throws -> Colony {
    let colony = try smallColony(adjust)
    colony.run()
    return colony
  }

  private func counts(_ colony: Colony) throws -> [String: Int64] {
    guard case .table(let table) = colony.report()["identity"] else { return [:] }
    return Dictionary(uniqueKeysWithValues: try ["signed", "verified", "intrusions", "refused_forged", "refused_replayed", "equivocations", "convictions"].map { ($0, try #require(Int64(table[$0]))) })
  }

  @Test(arguments: [1, 2, 3] as [Int64]) func `signing everything changes no result, and every message of honest nodes is believed`(seed: Int64) throws {
    let plain = try run { $0.seed = seed }
    let signed = try run {
      $0.seed = seed
      $0.signing = true
    }
    #expect(signed.resultDigest == plain.resultDigest, "seed \(seed)")
    let counts = try counts(signed)
    #expect(counts["signed"]! > 1_000 && counts["verified"] == counts["signed"])
    #expect(counts["refused_forged"] == 0 && counts["refused_replayed"] == 0)
    #expect(try self.counts(plain)["signed"] == 0)
  }

  @Test(arguments: [1, 2, 3] as [Int64]) func `forged and replayed bids are refused where bids are signed, and decide where they aren't`(seed: Int64) throws {
    func market(_ forgeries: Double, _ signing: Bool) throws -> Colony {
      try run {
        $0.seed = seed
        $0.forgeries = forgeries
        $0.signing = signing
      }
    }
    let honest = try market(0, true), attacked = try market(0.3, true), open = try market(0.3, false)
    #expect(attacked.resultDigest == honest.resultDigest, "seed \(seed)")
    let counts = try counts(attacked)
    #expect(counts["refused_forged"]! > 10 && counts["refused_replayed"]! > 10)
    #expect(counts["refused_forged"]! + counts["refused_replayed"]! == counts["intrusions"]!)
    #expect(open.resultDigest != honest.resultDigest, "seed \(seed)")
    #expect(open.metrics.payments < honest.metrics.payments, "somebody works for nothing")
  }

  @Test(arguments: [1, 2, 3] as [Int64]) func `who seals two prices is proven guilty and slashed where bids are signed, and dear where they aren't`(seed: Int64) throws {
    func market(_ equivocators: Double, _ signing: Bool) throws -> Colony {
      try run {
        $0.seed = seed
        $0.equivocators = equivocators
        $0.signing = signing
      }
    }
    let honest = try market(0, true), signed = try market(0.3, true), open = try market(0.3, false)
    let counts = try counts(signed)
    #expect(counts["equivocations"]! > 10 && counts["convictions"] == counts["equivocations"], "seed \(seed)")
    #expect(signed.metrics.slashed > honest.metrics.slashed, "seed \(seed)")
    #expect(try self.counts(open)["convictions"] == 0 && open.metrics.equivocations > 10)
    #expect(open.metrics.payments > honest.metrics.payments, "seed \(seed): a second, dearer price pays")
  }

  /// The market's sealed bids are commitments and openings as evidence knows them.
  @Test func `a signed bid that is opened as another convicts its bidder`() throws {
    let key = KeyPair(simulation: 1)
    func sign(_ payload: [UInt8], _ purpose: String) throws -> SignedMessage {
      try SignedMessage(payload, SigningContext(network: "colony/1/task/7", purpose: purpose), .sequence(0), by: key)
    }
    let bid = SealedBid(task: 7, node: 3, price: 250, nonce: Nonce(high: 1, low: 2))
    let other = SealedBid(task: 7, node: 3, price: 251, nonce: Nonce(high: 1, low: 2))
    let commitment = try sign(bid.commitment.bytes, Evidence.commit)
    #expect(throws: IdentityError.self) { try Evidence(commitment, sign(bid.opening, Evidence.reveal)).check() }
    #expect(try Evidence(commitment, sign(other.opening, Evidence.reveal)).check().offence == .mismatch)
    #expect(try Evidence(commitment, sign(other.commitment.bytes, Evidence.commit)).check().offence == .equivocation)
  }
}
