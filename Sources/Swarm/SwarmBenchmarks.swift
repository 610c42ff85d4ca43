public import Interface
import Kernels
import Policies
import Topology

/// The swarm's rows of `formic bench`.
public enum SwarmBenchmarks {
  public static let all: [BenchmarkCase] = [entropyStep, voterStep, decision, allocation]

  private static let entropyStep = population(
    "P7", "entropy consensus step, 10,000 agents, 8-regular, 8 options", goal: "≤ 45 ns", EntropyRule())
  private static let voterStep = population(
    "P8", "weighted voter step, 10,000 agents, 8-regular, 8 options", goal: "≤ 25 ns", VoterRule())

  /// A whole step: measuring certainties and choices where the rule reads them, then the rule, from random beliefs each time.
  private static func population(_ id: String, _ name: String, goal: String, _ rule: some NativeConsensusRule & Sendable) -> BenchmarkCase {
    BenchmarkCase(id: id, name: name, unit: "agent-steps/s", goal: goal) {
      var random = RandomStream(seed: 1, "bench")
      let (nodes, options) = (10_000, 8)
      let packing = GraphPacking(Graph.regular(nodes, degree: 8, random: &random))
      let buffers = ConsensusBuffers(random: random)
      buffers.resize(nodes: nodes, options: options, links: packing.links, largestDegree: packing.largestDegree)
      buffers.relink(to: packing)
      buffers.beliefs.start.update(from: PopulationSetup.Opening.drawn(agents: nodes, options: options, random: &random), count: nodes * options)
      for i in 0..<nodes { buffers.weights.start[i] = 0.5 + Float(random.uniform()) / 2 }
      let out = UnsafeMutablePointer<Float>.allocate(capacity: nodes * options)
      return BenchmarkRun(operationsPerCall: Double(nodes)) {
        if rule.readsCertainty { _ = buffers.measure() }
        let round = ConsensusRound(
          beliefs: UnsafePointer(buffers.beliefs.start), out: out, movers: nodes, rows: nodes, options: options, rate: 1,
          weights: rule.readsCertainty ? nil : UnsafePointer(buffers.weights.start), certainty: UnsafePointer(buffers.certainty.start),
          group: nil, evidence: nil, graph: UnsafePointer(buffers.graph.start))
        rule.update(round, &random.state)
        return Double(out[0])
      }
    }
  }

  private static let decision = BenchmarkCase(
    id: "P19", name: "consensus among 8 neighbours on 8 options, at most 3 rounds", unit: "decisions/s", goal: "≤ 3 µs"
  ) {
    var random = RandomStream(seed: 1, "bench")
    let rule = ConsensusRule(random: random)
    let beliefs = (0..<256).map { _ in PopulationSetup.Opening.drawn(agents: 8, options: 8, random: &random) }
    // A ring with chords, so that agreement takes its rounds
    let links: [UInt64] = (0..<8).map { node in [1, 4, 7].reduce(UInt64(0)) { $0 | 1 << UInt64((node + $1) % 8) } }
    return BenchmarkRun(operationsPerCall: 256) {
      var sum = 0
      for (lane, row) in beliefs.enumerated() {
        row.withUnsafeBufferPointer { row in
          links.withUnsafeBufferPointer { links in
            let decision = rule.decide(row, nodes: 8, options: 8, links: links, rounds: 3, lane: UInt64(lane), now: 0)
            sum += decision.choice + decision.rounds
          }
        }
      }
      return Double(sum)
    }
  }

  private static let allocation = BenchmarkCase(
    id: "P19", name: "posterior of 8 candidates and Thompson's choice", unit: "choices/s", goal: "≤ 2 µs"
  ) {
    var random = RandomStream(seed: 1, "bench")
    let table = PosteriorTable()
    for i in 0..<4_000 {
      table.observe(type: i % 10, node: random.below(128), latency: Int64(1_000 + random.below(50_000)), succeeded: random.below(5) > 0, now: Int64(i))
    }
    let rule = AllocationRule(random: random)
    return BenchmarkRun(operationsPerCall: 256) {
      var sum = 0
      for task in 0..<256 {
        rule.clear()
        for k in 0..<8 {
          let node = (task * 5 + k * 13) % 128
          rule.add(posterior: table.posterior(type: task % 10, node: node, now: 10_000), trail: 0.5, load: Double(k % 3), rtt: 40_000)
        }
        sum += rule.choose(lane: UInt64(task), now: 10_000)
      }
      return Double(sum)
    }
  }
}
