import Kernels
import Policies
import Swarm
import Testing
import Topology

/// The mean rounds to consensus over seeded runs, and how many runs reached it.
func consensus(_ lists: NeighbourLists, options: Int, runs: Int, rounds: Int = 2_000, policy: any Policy) throws -> (mean: Double, agreed: Int) {
  var total = 0, agreed = 0
  for run in 0..<runs {
    var random = RandomStream(seed: UInt64(run), "test", "beliefs")
    let beliefs = ConsensusStudy.randomBeliefs(nodes: lists.count, options: options, random: &random)
    let study = try ConsensusStudy(lists, beliefs: beliefs, options: options, policy: policy, random: RandomStream(seed: UInt64(run), "test"))
    if study.run(rounds: rounds) { agreed += 1 }
    total += study.round
  }
  return (Double(total) / Double(runs), agreed)
}

struct ConsensusTests {
  @Test func probe() throws {
    for net in ["30-1", "50-3", "100-1", "100-3"] {
      let lists = try NeighbourLists(lattice: data("consensus_nets/\(net)"))
      for m in [2, 10, 30, 100] {
        let a = try consensus(lists, options: m, runs: 50, policy: LocalNegotiation().policy())
        let b = try consensus(lists, options: m, runs: 50, policy: EntropyRule().policy())
        print(net, m, "liu", a, "entropy", b)
      }
    }
    var random = RandomStream(seed: 1, "graph")
    for n in [100, 1000] {
      let g = NeighbourLists(Graph.regular(n, degree: 8, random: &random))
      for m in [2, 8, 10] {
        let b = try consensus(g, options: m, runs: 20, policy: EntropyRule().policy())
        print("8-regular", n, m, "entropy", b)
      }
    }
  }
}
