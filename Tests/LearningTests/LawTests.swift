import Adaptation
import Kernels
import Learning
import Optimization
import Policies
import Testing

private let kinds = [Aggregation.kind, AdapterSelection.kind, Fitness.kind]

@Test(arguments: 0..<20 as Range<UInt64>)
func `the built-in rules keep every law of their kinds`(seed: UInt64) throws {
  for kind in kinds {
    let policy = kind.fallback()
    for law in kind.laws {
      var random = RandomStream(seed: seed, law.name)
      try law.check(policy, &random)
    }
  }
}

struct FitnessTests {
  private let candidates = [
    ModelCandidate(name: "large", accuracy: 0.90, latency: 20, bytes: 230_000),
    ModelCandidate(name: "small", accuracy: 0.88, latency: 6, bytes: 70_000),
  ]

  @Test func `a budget decides between accurate and lean`() {
    let rule = FitnessRule(seed: 1)
    #expect(rule.best(of: candidates, latencyBudget: 100, bytesBudget: 1_000_000, lane: 0) == 0)
    #expect(rule.best(of: candidates, latencyBudget: 10, bytesBudget: 1_000_000, lane: 0) == 1)
    #expect(rule.best(of: candidates, latencyBudget: 100, bytesBudget: 100_000, lane: 0) == 1)
  }

  @Test func `being faster than asked costs nothing`() {
    let equal = [0.1, 9.9].map { ModelCandidate(name: "", accuracy: 0.8, latency: $0, bytes: 10) }
    #expect(FitnessRule(seed: 1).best(of: equal, latencyBudget: 10, bytesBudget: 10, lane: 0) == 0)
    #expect(FitnessRule(seed: 1).best(of: equal.reversed(), latencyBudget: 10, bytesBudget: 10, lane: 0) == 0)
  }
}

struct MixingTests {
  /// `rows` gradients of which the first is own.
  private func trimmedMean(_ rows: [[Float]], trim: Int) -> [Float] {
    var out = [Float](repeating: 0, count: rows[0].count)
    GradientMixing.trimmedMean(
      own: rows[0], peers: rows.dropFirst().flatMap { $0 }, count: rows.count - 1, trim: trim, dimension: rows[0].count, into: &out)
    return out
  }

  @Test(arguments: 1...24)
  func `the trimmed mean agrees with sorting each coordinate`(senders: Int) {
    var source = Source(UInt64(senders))
    let rows = (0..<senders).map { _ in source.vector(130) }
    for trim in 0...((senders - 1) / 2) {
      let found = trimmedMean(rows, trim: trim)
      for c in 0..<130 {
        let kept = rows.map { $0[c] }.sorted().dropFirst(trim).dropLast(trim)
        #expect(abs(found[c] - kept.reduce(0, +) / Float(kept.count)) < 1e-5)
      }
    }
  }

  @Test func `one liar cannot move the median beyond the honest`() {
    var source = Source(8)
    let honest = (0..<6).map { _ in source.vector(40) }
    let found = trimmedMean(honest + [[Float](repeating: 1e6, count: 40)], trim: 3)
    for c in 0..<40 {
      let range = honest.map { $0[c] }
      #expect(found[c] >= range.min()! && found[c] <= range.max()!)
    }
  }

  @Test func `what a peer sends is not believed`() {
    let peers = PeerGradients(dimension: 2)
    peers.add([.nan, .infinity], weight: 0.5)
    var out: [Float] = [0, 0]
    AggregationRule(seed: 1).combine(own: [1, 1], peers: peers, into: &out)
    #expect(out[0] == 0.5 && out[1] == 0.5 + Aggregation.magnitudeLimit / 2)
  }
}

struct ModelMenuTests {
  @Test func `a node short of memory or time runs in 8 bits, another in 32`() throws {
    let utterances = try Bundled.utterances()
    let head = try SoftmaxHead.fewShot(utterances)
    let validation = HeldOut(utterances, split: .validation, head: head, types: try Bundled.types(utterances))
    let menu = ModelMenu(validation: validation, adapterBytes: 4_272)
    let candidates = menu.candidates(bandwidth: 1_000)
    let small = menu.models.firstIndex { $0.precision == .int8 && $0.hasAdapters }!
    #expect(candidates.map(\.accuracy).min()! > 0.86)
    #expect(candidates[small].bytes < candidates[0].bytes / 3 && candidates[small].latency < candidates[0].latency / 3)
    let rule = FitnessRule(seed: 1)
    func choice(_ latency: Double, _ bytes: Int) -> SoftmaxHead.Precision {
      menu.models[rule.best(of: candidates, latencyBudget: latency, bytesBudget: bytes, lane: 0)].precision
    }
    #expect(choice(candidates[small].latency, 1_000_000) == .int8 && choice(1_000, candidates[small].bytes) == .int8)
  }
}
