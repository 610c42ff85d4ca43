import Economy
import Kernels
import Testing

@Suite struct TrustTests {
  @Test func `trust is the fixed point of its own flow, and a ring without a rating from outside has none`() {
    for seed in 0..<200 as Range<UInt64> {
      var random = RandomStream(seed: seed, "trust")
      let honest = 2 + random.below(6), n = honest + 1 + random.below(6), alpha = 0.05 + 0.9 * random.uniform()
      let ratings = (0..<n).map { i in (0..<n).map { j in (i < honest) == (j < honest) && random.below(3) > 0 ? random.uniform() * 1_000 : 0 } }
      let trust = EigenTrust.trust(ratings, pretrusted: [0, 1], alpha: alpha)
      #expect(abs(trust.reduce(0, +) - 1) < 1e-9, "seed \(seed)")
      #expect(trust[honest...].allSatisfy { $0 == 0 }, "seed \(seed): the ring has \(trust[honest...])")
      var flow = [Double](repeating: 0, count: n)
      for i in 0..<n {
        let sum = ratings[i].enumerated().reduce(0) { $1.offset == i ? $0 : $0 + $1.element }
        for j in 0..<n {
          let share = sum > 0 ? (i == j ? 0 : ratings[i][j] / sum) : (j < 2 ? 0.5 : 0)
          flow[j] += (1 - alpha) * trust[i] * share
        }
      }
      for j in 0..<n { #expect(abs(flow[j] + (j < 2 ? alpha / 2 : 0) - trust[j]) < 1e-9, "seed \(seed)") }
    }
  }

  @Test func `no minority lifts a subject above what the majority gives it`() {
    for seed in 0..<1_000 as Range<UInt64> {
      var random = RandomStream(seed: seed, "scores")
      let stakes: [Int64] = [30, 30, 40 - 1]
      let fair = (0..<3).map { _ in 0.1 + random.uniform() }
      let result = ScoreConsensus([fair + [0], fair + [0], [0, 0, 0, 1]], stakes: stakes, kappa: 0.5)
      #expect(result.incentives[3] == 0 && result.consensus[3] == 0, "seed \(seed)")
      #expect(result.dividends[2] < 0.39 && abs(result.dividends.reduce(0, +) - 1) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `only the parties of a settled transfer rate each other, once each`() throws {
    let (ledger, _, accounts) = try books(100, 0, 100)
    let book = RatingBook(ledger, ReputationRule(count: 0, seed: 1)), id = TransferID(rawValue: 77)
    #expect(throws: RatingError.unknownTransfer(id)) { try book.rate(id, by: accounts[0], outcome: 1, at: 0) }
    try ledger.hold(id, from: accounts[0], to: accounts[1], amount: 10, code: .script)
    #expect(throws: RatingError.notSettled(id)) { try book.rate(id, by: accounts[0], outcome: 1, at: 0) }
    try ledger.post(id)
    #expect(throws: RatingError.notAParty(accounts[2], id)) { try book.rate(id, by: accounts[2], outcome: 1, at: 0) }
    try book.rate(id, by: accounts[0], outcome: 1, at: 0)
    #expect(throws: RatingError.alreadyRated(accounts[0], id)) { try book.rate(id, by: accounts[0], outcome: 1, at: 0) }
    #expect(book.evidence(of: accounts[1], at: 0).good == 1 && book.evidence(of: accounts[0], at: 0).good == 0)
  }

  @Test func `scores are sealed until the round is closed, and open only as they were sealed`() throws {
    var round = ScoreRound(epoch: 3)
    let nonce = Nonce(high: 1, low: 2), seal = ScoreRound.commitment([0.5, 1], nonce: nonce, epoch: 3, rater: "a")
    try round.commit(seal, by: "a")
    try round.commit(seal, by: "copier")
    #expect(throws: ScoreRoundError.outOfTurn(isOpen: true)) { try round.reveal([0.5, 1], nonce: nonce, by: "a") }
    try round.close()
    #expect(throws: ScoreRoundError.mismatch("a")) { try round.reveal([0.5, 0.9], nonce: nonce, by: "a") }
    #expect(throws: ScoreRoundError.mismatch("copier")) { try round.reveal([0.5, 1], nonce: nonce, by: "copier") }
    try round.reveal([0.5, 1], nonce: nonce, by: "a")
    #expect(round.revealed == ["a": [0.5, 1]])
  }
}
