import Kernels
import Swarm
import Testing

@Suite struct PushPullAveragingTests {
  private func network(_ count: Int, links: Int = 20, seed: UInt64) -> PushPullAveraging {
    var draws = RandomStream(seed: seed, "test", "values")
    return PushPullAveraging((0..<count).map { _ in 100 * draws.normal() }, links: links, random: RandomStream(seed: seed, "test"))
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `the mean stays, the variance only falls`(seed: UInt64) {
    let network = network(2 + Int(seed) * 17, links: 1 + Int(seed % 5), seed: seed)
    let mean = network.mean
    var variance = network.variance
    for _ in 0..<25 {
      network.cycle()
      #expect(network.variance <= variance * (1 + 1e-12) + 1e-20, "seed \(seed)")
      variance = network.variance
    }
    #expect(abs(network.mean - mean) < 1e-9, "seed \(seed)")
  }

  /// Jelasity, Montresor & Babaoglu 2005: 1 / (2√e) = 0.303 a cycle.
  @Test(arguments: 0..<5 as Range<UInt64>)
  func `a cycle leaves 1 ⁄ 2√e of the variance`(seed: UInt64) {
    let network = network(20_000, seed: seed)
    let before = network.variance
    for _ in 0..<15 { network.cycle() }
    let factor = Reproducible.pow(network.variance / before, 1.0 / 15)
    #expect(abs(factor - 0.3033) < 0.01, "seed \(seed): \(factor)")
  }

  @Test func `two nodes agree at once, and one seed gives the same values`() {
    let two = PushPullAveraging([1, 4], links: 3, random: RandomStream(seed: 1, "test"))
    two.cycle()
    #expect(two.mean == 2.5 && two.variance == 0)
    let (a, b) = (network(500, seed: 7), network(500, seed: 7))
    for _ in 0..<3 {
      a.cycle()
      b.cycle()
    }
    #expect(a.variance == b.variance && a.mean == b.mean)
  }
}
