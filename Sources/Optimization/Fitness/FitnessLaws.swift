import Kernels
import Policies

extension Fitness {
  /// What every fitness rule keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("better in everything never scores lower", "More accurate, faster and smaller is at least as fit.") { policy, random in
        try forRandomCandidates(policy, &random) { question, random in
          let worse = question.candidate(&random)
          let better = ModelCandidate(
            name: "better", accuracy: worse.accuracy + (1 - worse.accuracy) * random.uniform(),
            latency: worse.latency * random.uniform(), bytes: Int(Double(worse.bytes) * random.uniform()))
          return (better, worse)
        }
      },
      Law("staying under a budget is never punished", "Of two equally accurate models within budget, the leaner is at least as fit.") { policy, random in
        try forRandomCandidates(policy, &random) { question, random in
          let accuracy = random.uniform()
          let atBudget = ModelCandidate(
            name: "at budget", accuracy: accuracy, latency: question.latencyBudget, bytes: question.bytesBudget)
          let lean = ModelCandidate(
            name: "lean", accuracy: accuracy, latency: question.latencyBudget * random.uniform(),
            bytes: Int(Double(question.bytesBudget) * random.uniform()))
          return (lean, atBudget)
        }
      },
    ]
  }

  /// Asks the policy about 64 random pairs of candidates, of which the first must not score lower.
  private static func forRandomCandidates(
    _ policy: any Policy, _ random: inout RandomStream, _ pair: (Question, inout RandomStream) -> (ModelCandidate, ModelCandidate)
  ) throws {
    for round in 0..<64 {
      let question = Question(policy, &random, round: round)
      let (better, worse) = pair(question, &random)
      var high = try question.score(better), low = try question.score(worse)
      var function = "score"
      if high >= low, policy.implements(Function.rank) {
        (high, low) = try question.rank(better, worse)
        function = "rank"
      }
      guard high >= low else {
        throw LawViolation(
          "budgets \(question.latencyBudget) µs, \(question.bytesBudget) bytes: \(function) gives \(high) for accuracy "
            + "\(better.accuracy), \(better.latency) µs, \(better.bytes) bytes and \(low) for \(worse.accuracy), \(worse.latency) µs, \(worse.bytes) bytes")
      }
    }
  }
}

/// Budgets as a law puts them to a policy.
private final class Question {
  let latencyBudget: Double
  let bytesBudget: Int
  private let policy: any Policy
  private let frame: PolicyFrame
  private let round: Int

  init(_ policy: any Policy, _ random: inout RandomStream, round: Int) {
    self.policy = policy
    self.round = round
    frame = PolicyFrame(Fitness.kind, random: random)
    latencyBudget = 1 + 1_000 * random.uniform()
    bytesBudget = 1_000 + random.below(1_000_000)
    frame.set(Fitness.Field.latencyBudget, latencyBudget)
    frame.set(Fitness.Field.bytesBudget, Int64(bytesBudget))
  }

  /// Between a tenth of the budgets and ten times them.
  func candidate(_ random: inout RandomStream) -> ModelCandidate {
    ModelCandidate(
      name: "worse", accuracy: random.uniform(), latency: latencyBudget * 10 * random.uniform(),
      bytes: Int(Double(bytesBudget) * 10 * random.uniform()))
  }

  func score(_ candidate: ModelCandidate) throws -> Double {
    frame.random = RandomStream(seed: UInt64(round), "law").state
    frame.argument(Fitness.Argument.accuracy, candidate.accuracy)
    frame.argument(Fitness.Argument.latency, candidate.latency)
    frame.argument(Fitness.Argument.bytes, Int64(candidate.bytes))
    try policy.call(Fitness.Function.score, instance: 0, frame)
    try frame.checkResults(Fitness.Function.score, of: policy)
    return frame.numberResult(0)!
  }

  func rank(_ first: ModelCandidate, _ second: ModelCandidate) throws -> (Double, Double) {
    frame.random = RandomStream(seed: UInt64(round), "law").state
    let metrics = [first, second].flatMap { [$0.accuracy, $0.latency, Double($0.bytes)] }
    var scores = [0.0, 0.0]
    try metrics.withUnsafeBufferPointer { metrics in
      try scores.withUnsafeMutableBufferPointer { scores in
        frame.lendArgument(Fitness.Argument.metrics, metrics.baseAddress!, rows: 2, columns: 3)
        frame.lendResult(0, scores.baseAddress!, count: 2)
        defer { frame.endCall() }
        try policy.call(Fitness.Function.rank, instance: 0, frame)
        try frame.checkResults(Fitness.Function.rank, of: policy)
      }
    }
    return (scores[0], scores[1])
  }
}
