import Kernels
import Testing
import Topology

@Suite struct MixingTests {
  /// Rounds for k = 1, 2 and 4 peers, as the authors' construction takes them.
  @Test(arguments: [
    (25, [9, 6, 2]), (31, [9, 7, 5]), (50, [10, 7, 3]), (64, [6, 6, 3]), (100, [11, 8, 3]), (128, [7, 7, 4]), (1, [0, 0, 0]), (2, [1, 1, 1]), (3, [3, 1, 1]),
  ])
  func `a Base-(k+1) graph takes as many rounds as published`(nodes: Int, rounds: [Int]) {
    #expect([1, 2, 4].map { MixingSequence.base(nodes, peers: $0).rounds.count } == rounds)
  }

  @Test func `every node ends with the mean, and never hears more than k peers`() {
    for nodes in Array(1...70) + [100, 127, 211] {
      for peers in 1...5 {
        let sequence = MixingSequence.base(nodes, peers: peers)
        var random = RandomStream(seed: UInt64(nodes), "test", "mixing")
        var values = (0..<2 * nodes).map { _ in random.normal() }
        let means = (0..<2).map { column in (0..<nodes).reduce(0) { $0 + values[2 * $1 + column] } / Double(nodes) }
        for round in sequence.rounds.indices { sequence.mix(&values, columns: 2, round: round) }
        #expect(values.indices.allSatisfy { abs(values[$0] - means[$0 % 2]) < 1e-13 }, "\(nodes) nodes, \(peers) peers")
        #expect(sequence.peersMax <= peers, "\(nodes) nodes, \(peers) peers")
      }
    }
  }

  /// Bayesian belief sharing: log-likelihoods averaged, times the number of nodes, are the central posterior's.
  @Test(arguments: [(25, 6), (100, 8)])
  func `log-likelihoods mixed over a Base-3 graph are the central posterior's at every node`(nodes: Int, rounds: Int) {
    var random = RandomStream(seed: 1, "test", "posterior")
    let options = 10
    var logs = (0..<nodes * options).map { _ in -40 * random.uniform() }
    let central = (0..<options).map { option in (0..<nodes).reduce(0) { $0 + logs[$1 * options + option] } }
    let sequence = MixingSequence.base(nodes, peers: 2)
    #expect(sequence.rounds.count == rounds)
    for round in 0..<rounds { sequence.mix(&logs, columns: options, round: round) }
    let error = logs.indices.map { abs(Double(nodes) * logs[$0] - central[$0 % options]) }.max()!
    #expect(error <= 1e-10, "\(error)")
  }
}
