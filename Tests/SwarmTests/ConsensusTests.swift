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
    var line = "tol liu"; for net in ["30-1", "50-3", "100-1", "100-3", "200-1"] { for m in [2, 10, 30] {
 let lists = try NeighbourLists(lattice: data("consensus_nets/\(net)")); let b = try consensus(lists, options: m, runs: 100, rounds: 1000, policy: LocalNegotiation().policy()); line += " \(Int(b.mean))/\(100 - b.agreed)" } }; print(line)
    for tolerance in [0.01] as [Float] { for floor in [0.5, 1] as [Float] { for sharp in [0.5, 1] as [Float] {
      var line = "tol \(tolerance) floor \(floor) sharp \(sharp):"
      for net in ["30-1", "50-3", "100-1", "100-3", "200-1"] { for m in [2, 10, 30] {
        let lists = try NeighbourLists(lattice: data("consensus_nets/\(net)"))
        let b = try consensus(lists, options: m, runs: 100, rounds: 1000, policy: EntropyRule(floor: floor, sharpness: sharp, tolerance: tolerance).policy())
        line += " \(Int(b.mean))/\(100 - b.agreed)"
      } }
      print(line)
    } } }
  }
}
