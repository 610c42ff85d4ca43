public import Interface
import Kernels

/// P21: what an exchange of push–pull averaging costs, by how much memory the network takes.
public enum AveragingBenchmarks {
  public static let all: [BenchmarkCase] = [row(100_000, goal: "≤ 100"), row(1_000_000, goal: "≤ 300")]

  private static func row(_ count: Int, goal: String) -> BenchmarkCase {
    BenchmarkCase(id: "P21", name: "push-pull averaging, \(count / 1_000)k nodes, 20 links each", unit: "ns/exchange", goal: goal) {
      var draws = RandomStream(seed: 1, "bench", "values")
      let network = PushPullAveraging((0..<count).map { _ in draws.uniform() }, random: RandomStream(seed: 1, "bench"))
      return BenchmarkRun(operationsPerCall: Double(count)) {
        network.cycle()
        return Double(network.cycles)
      }
    }
  }
}
