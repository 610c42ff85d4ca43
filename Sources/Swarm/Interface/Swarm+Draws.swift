import Interface
import Kernels

extension SwarmInterface {
  static let draws = [thompson, certainty, betaAboveHalf]

  private static let thompson = Function(
    "thompson", "Thompson sampling: the candidate that would be done soonest if one draw from each belief were true.",
    detail: """
      Draws each candidate's latency from exp(Normal(mean, variance)) and its chance of success from Beta(a, b); the least \
      (latency · (1 + load) + rtt) / success wins. All vectors are f64 with one element a candidate.
      """,
    parameters: ["mean_log_latency", "variance", "success_a", "success_b", "load", "rtt_us"].map {
      Parameter($0, .object("vector"), "f64, as ctx.\($0)")
    } + [Parameter("coin", .number, bounds: .numbers(0...1), "a draw of ctx.random()")],
    results: [Parameter("index", .integer, "from 1")],
    example: "swarm.thompson(vector.new({8, 9}, \"f64\"), vector.new({0.1, 0.1}, \"f64\"), vector.new({5, 5}, \"f64\"), vector.new({1, 1}, \"f64\"), vector.new({0, 0}, \"f64\"), vector.new({0, 0}, \"f64\"), 0.5)",
    isPolicySafe: true, errors: ["the vectors are not f64 and of one length, at least 1", "a mean or a variance is not finite, or a shape is not positive"]
  ) { frame in
    let vectors = (0..<6).map { frame.object($0) as! Vector }
    let count = vectors[0].count
    guard count >= 1, vectors.allSatisfy({ $0.count == count }) else {
      throw ScriptError("swarm.thompson: vectors of one length, at least 1, expected; got \(vectors.map(\.count))")
    }
    try vectors[0].withElements(of: Double.self) { mean in
      try vectors[1].withElements(of: Double.self) { variance in
        try vectors[2].withElements(of: Double.self) { a in
          try vectors[3].withElements(of: Double.self) { b in
            try vectors[4].withElements(of: Double.self) { load in
              try vectors[5].withElements(of: Double.self) { rtt in
                guard (Array(a) + Array(b)).allSatisfy({ $0 > 0 && $0.isFinite }), (Array(mean) + Array(variance)).allSatisfy(\.isFinite) else {
                  throw ScriptError("swarm.thompson: finite means and variances and positive shapes expected")
                }
                let candidates = AllocationCandidates(
                  count: count, meanLogLatency: mean.baseAddress!, variance: variance.baseAddress!, successA: a.baseAddress!,
                  successB: b.baseAddress!, load: load.baseAddress!, rtt: rtt.baseAddress!)
                frame.push(Int64(ThompsonRule().choose(candidates, coin: frame.number(6)) + 1))
              }
            }
          }
        }
      }
    }
  }

  private static let certainty = Function(
    "certainty", "Certainty 1 − H / ln K of a belief: 0 when all K shares are alike, 1 when one has everything.",
    .object("belief", "f32, shares that sum to 1") as Typed<Vector>, returns: Parameter("certainty", .number, bounds: .numbers(0...1)),
    example: "swarm.certainty(vector.new{0.5, 0.5})", isPolicySafe: true, errors: ["the belief is not f32, or has no share"]
  ) { (belief: Vector) throws -> Double in
    guard belief.count >= 1 else { throw ScriptError("swarm.certainty: at least one share expected") }
    var certainty: Float = 0, choice: Int32 = 0
    try belief.withElements(of: Float.self) {
      Certainty.measure($0.baseAddress!, rows: 1, options: $0.count, certainty: &certainty, choices: &choice)
    }
    return Double(certainty)
  }

  private static let betaAboveHalf = Function(
    "beta_above_half", "P(X > ½) for X ~ Beta(a, b): how sure a posterior of a good and b bad outcomes is that good ones prevail.",
    .number("a", 1e-38...1e15, "above 0") as Typed<Double>, .number("b", 1e-38...1e15, "above 0") as Typed<Double>,
    returns: Parameter("probability", .number, bounds: .numbers(0...1)), example: "swarm.beta_above_half(12, 8)", isPolicySafe: true
  ) { (a: Double, b: Double) -> Double in max(0, min(1, BetaTail.aboveHalf(a, b))) }
}
