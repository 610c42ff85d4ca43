import CKernels
import Kernels
public import Policies

/// Bayesian belief sharing: pool log-beliefs, add what was seen, normalise.
///
/// `ln p ← (1 − rate) ln p + rate · weighted mean of ln p over the neighbourhood and itself + log-likelihoods of new
/// evidence`. A logarithmic pool commutes with taking in evidence, and with a mixing that keeps the mean everybody comes to
/// hold the n-th root of the central posterior (`MixingSequence.base` does that exactly, in finite time).
///
/// Genest & Zidek, "Combining probability distributions", Statistical Science 1, 1986; in swarms Shan & Mostaghim, Swarm
/// Intelligence 15, 2021.
public struct BayesianSharing: NativeConsensusRule, Sendable {
  public static let name = "bayes"
  /// The least share an option keeps while pooling, so that none is ever ruled out; > 0.
  public var floor: Float

  public init(floor: Float = 1e-6) { self.floor = floor }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    let options = round.options
    withUnsafeTemporaryAllocation(of: Float.self, capacity: round.rows * options) { logs in
      for cell in 0..<round.rows * options { logs[cell] = Float(Reproducible.log(Double(max(round.beliefs[cell], floor)))) }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: options) { pool in
        for i in 0..<round.movers {
          var total = Double(round.weight(i))
          for k in 0..<options { pool[k] = total * Double(logs[i * options + k]) }
          for cell in round.hears(i) {
            let j = round.neighbour(cell), weight = Double(round.weight(j))
            total += weight
            for k in 0..<options { pool[k] += weight * Double(logs[j * options + k]) }
          }
          for k in 0..<options {
            let own = Double(logs[i * options + k])
            pool[k] = own + Double(round.rate) * ((total > 0 ? pool[k] / total : own) - own)
            if let evidence = round.evidence { pool[k] += Double(evidence[i * options + k]) }
          }
          softmax(pool.baseAddress!, options, to: round.out + i * options)
        }
      }
    }
  }
}

/// Writes shares in proportion to the exponentials of `logs`.
func softmax(_ logs: UnsafeMutablePointer<Double>, _ count: Int, to shares: UnsafeMutablePointer<Float>) {
  var largest = -Double.infinity, sum = 0.0
  for k in 0..<count { largest = max(largest, logs[k]) }
  for k in 0..<count {
    logs[k] = Reproducible.exp(logs[k] - largest)
    sum += logs[k]
  }
  for k in 0..<count { shares[k] = Float(logs[k] / sum) }
}
