public import Interface
import Kernels
import Simulation
import Topology

/// P21: messages a second through the simulated network, each on the calendar until it arrives.
public enum TransportBenchmarks {
  public static let all: [BenchmarkCase] = [
    row("messages with latency, 1,000 nodes, 1,000 under way", loss: 0), row("the same, 1% lost and sent again", loss: 0.01),
  ]

  private struct Message: BitwiseCopyable {
    var sender: Int32
    var receiver: Int32
  }

  /// Whoever receives a message sends one on to a node drawn at random.
  private static func row(_ name: String, loss: Double) -> BenchmarkCase {
    BenchmarkCase(id: "P21", name: name, unit: "M/s", goal: "≥ 5") {
      let count = 1_000
      var random = RandomStream(seed: 1, "bench", "transport")
      let measured = (0..<count * count).map { _ in Int32(1_000 + random.below(200_000)) }
      var network = Network(
        roundTrips: RoundTrips(measured: measured, hostCount: count, nodeCount: count, random: random), lossRatio: loss,
        random: RandomStream(seed: 1, "bench", "loss"))
      var queue = EventQueue<Message>(), id: UInt64 = 0
      func send(from sender: Int, _ queue: inout EventQueue<Message>, _ network: inout Network) {
        while true {
          id += 1
          let receiver = random.below(count)
          guard let travel = network.send(from: sender, to: receiver, bytes: 256, id: id) else { continue }
          return queue.schedule(Message(sender: Int32(sender), receiver: Int32(receiver)), at: queue.now + travel)
        }
      }
      for node in 0..<count { send(from: node, &queue, &network) }
      let calls = 10_000
      return BenchmarkRun(operationsPerCall: Double(calls)) {
        for _ in 0..<calls { send(from: Int(queue.next()!.receiver), &queue, &network) }
        return Double(network.messages)
      }
    }
  }
}
