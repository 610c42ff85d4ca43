import Interface
import Kernels
import PluginHost
import Policies
import Swarm
import Testing
import Topology

/// A plugin and the native rule of the same name and options.
private struct Twins: CustomTestStringConvertible, Sendable {
  var name: String
  var options: @Sendable () -> [(String, Value)] = { [] }
  let native: @Sendable () -> any Policy
  var testDescription: String { ([name] + options().map { "\($0.0) \($0.1)" }).joined(separator: ", ") }

  func plugin() throws -> any Policy {
    try Shipped.host.load("consensus/\(name)").makePolicy(options: Table(fields: options().map { (.string($0.0), $0.1) }))
  }

  static let all = [
    Twins(name: "bayes") { BayesianSharing().policy() },
    Twins(name: "bayes_bots") { BayesBots().policy() },
    Twins(name: "bayes_bots", options: { [("prior", .number(1)), ("confidence", .number(0.9)), ("feedback", .boolean(true)), ("one", .boolean(true))] }) {
      BayesBots(prior: 1, confidence: 0.9, hasFeedback: true, hearsOne: true).policy()
    },
    Twins(name: "bounded_confidence") { BoundedConfidence().policy() },
    Twins(name: "bounded_confidence", options: { [("epsilon", .number(0.5)), ("pairwise", .boolean(true))] }) {
      BoundedConfidence(epsilon: 0.5, isPairwise: true).policy()
    },
    Twins(name: "cross_inhibition") { CrossInhibition().policy() },
    Twins(name: "dbbs") { DiscreteBayes().policy() },
    Twins(name: "dmvd", options: { [("dissemination", .number(2)), ("exploration", .number(0.5))] }) {
      DirectModulation(dissemination: 2, exploration: 0.5).policy()
    },
    Twins(name: "local_negotiation") { LocalNegotiation().policy() },
    Twins(name: "majority") { MajorityRule().policy() },
    Twins(name: "majority", options: { [("dissemination", .number(2)), ("exploration", .number(0.5)), ("sample", .integer(2)), ("own", .boolean(false))] }) {
      MajorityRule(dissemination: 2, exploration: 0.5, sample: 2, includesSelf: false).policy()
    },
    Twins(name: "quorum") { QuorumRule().policy() },
    Twins(name: "unanimity") { Unanimity().policy() },
  ]
}

@Suite struct NativeTwinTests {
  /// Asked one node at a time, so that both draw the same numbers; in single and in double precision.
  @Test(arguments: Twins.all) private func `a consensus plugin and its native twin move a network alike`(twins: Twins) throws {
    for options in [1, 2, 5] {
      for hasQualities in [false, true] {
        var random = RandomStream(seed: UInt64(options), "test", "twins")
        let graph = Graph.regular(24, degree: 5, random: &random)
        let beliefs = PopulationSetup.Opening.drawn(agents: 24, options: options, random: &random)
        let evidence = (0..<24 * options).map { _ in -2 * Float(random.uniform()) }
        let whole = twins.native()
        let single = NativePolicy(
          kind: "consensus", name: twins.name, [{ frame, instance in try! whole.call(0, instance: instance, frame) }, nil])
        let studies = try [single, twins.plugin()].map { policy in
          let study = try Population(graph, beliefs: beliefs, options: options, policy: policy, seed: 3)
          study.rate = hasQualities ? 0.75 : 1
          try study.setQualities(hasQualities ? (0..<options).map { 0.5 + Float($0) / 4 } : nil)
          study.evidence = hasQualities ? evidence : nil
          return study
        }
        for round in 1...12 {
          for study in studies { study.step() }
          let difference = zip(studies[0].beliefs, studies[1].beliefs).map { abs($0 - $1) }.max()!
          #expect(difference < 2e-4, "\(options) options, round \(round), \(difference)")
        }
        for study in studies { #expect(study.slot.faults.isEmpty, "\(study.slot.faults)") }
      }
    }
  }

  /// The native voter takes four nodes' draws from one block, so it is compared by what it does on average.
  @Test func `the voter and its native twin adopt each neighbour's choice equally often`() throws {
    let star = Graph(nodeCount: 4, edges: [(0, 1), (0, 2), (0, 3)])
    let beliefs: [Float] = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    let runs = 4_000
    let counts = try [VoterRule().policy(), Shipped.host.load("consensus/voter").makePolicy()].map { policy in
      var counts = [0, 0, 0, 0]
      for seed in 0..<UInt64(runs) {
        let study = try Population(star, beliefs: beliefs, options: 4, policy: policy, seed: seed)
        try study.setQualities([1, 0.2, 0.3, 0.5])
        study.step()
        counts[Int(study.choices[0])] += 1
      }
      return counts
    }
    for tally in counts {
      for (option, share) in [0, 0.2, 0.3, 0.5].enumerated() {
        let sd = (Double(runs) * share * (1 - share)).squareRoot()
        #expect(abs(Double(tally[option]) - Double(runs) * share) <= 4 * sd, "\(tally)")
      }
    }
  }

  @Test func `the voter that accepts and its native twin follow a neighbour by its quality`() throws {
    let star = Graph(nodeCount: 4, edges: [(0, 1), (0, 2), (0, 3)])
    let beliefs: [Float] = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    let runs = 4_000
    let plugin = try Shipped.host.load("consensus/voter").makePolicy(options: Table(fields: [(.string("accept"), .boolean(true))]))
    for policy: any Policy in [VoterRule(accepts: true).policy(), plugin] {
      var tally = [0, 0, 0, 0]
      for seed in 0..<UInt64(runs) {
        let study = try Population(star, beliefs: beliefs, options: 4, policy: policy, seed: seed)
        try study.setQualities([1, 0.2, 0.4, 0.9])
        study.step()
        tally[Int(study.choices[0])] += 1
      }
      for (option, share) in [0.5, 0.2 / 3, 0.4 / 3, 0.3].enumerated() {
        let sd = (Double(runs) * share * (1 - share)).squareRoot()
        #expect(abs(Double(tally[option]) - Double(runs) * share) <= 4 * sd, "\(tally)")
      }
    }
  }

  @Test func `every native rule has a plugin of its name, and every plugin but random a twin`() {
    let plugins = Shipped.catalogue.list().filter { $0.kind == "consensus" }.map(\.name)
    #expect(plugins.filter { $0 != "random" }.sorted() == NativeRules.names().sorted())
  }
}
