import CKernels
import Kernels
public import Policies

/// Distributed Bayesian belief sharing (DBBS): what a node saw itself and what it heard are kept apart, and only what it
/// heard decays.
///
/// Options are discrete hypotheses. With e the sum of a node's own log-likelihoods, h what it heard and ln p = e + h:
/// `h ← decay · h + share · weighted mean of its neighbours' ln p`, then new evidence is added to e. The neighbours' beliefs
/// contain what they heard before, so agreement feeds on itself; decay bounds by how much. e is kept in memory; both are
/// held above −40 beside their largest, so that no hypothesis is ever ruled out.
///
/// After Shan & Mostaghim, "Discrete collective estimation in swarm robotics with distributed Bayesian belief sharing", Swarm
/// Intelligence 15, 2021; the weights and their defaults are ours.
public struct DiscreteBayes: NativeConsensusRule, Sendable {
  public static let name = "dbbs"
  var keepsMemory: Bool { true }
  /// What remains of the heard in a round, 0…1.
  public var decay: Float
  /// What the neighbours' beliefs of this round count, ≥ 0. Above 1 − decay agreement grows exponentially.
  public var share: Float

  public init(decay: Float = 0.8, share: Float = 0.2) {
    self.decay = decay
    self.share = share
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  /// Of e and of h, beside their largest; e^-80, the least share, is still a normal float.
  private static let least = -40.0
  private static let floor: Float = 1e-37

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    let options = round.options
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * options) { scratch in
      let heard = scratch.baseAddress!, pool = heard + options
      for i in 0..<round.movers {
        let own = round.memory(of: i)
        for k in 0..<options { heard[k] = log(round.belief(i)[k]) - Double(own[k]) }
        bound(heard, options)
        var total = 0.0
        for k in 0..<options { pool[k] = 0 }
        for cell in round.hears(i) {
          let j = round.neighbour(cell), weight = Double(round.weight(j))
          total += weight
          for k in 0..<options { pool[k] += weight * log(round.belief(j)[k]) }
        }
        if total > 0 {
          for k in 0..<options {
            let next = Double(decay) * heard[k] + Double(share) * pool[k] / total
            heard[k] += Double(round.rate) * (next - heard[k])
          }
          bound(heard, options)
        }
        if let evidence = round.evidence {
          for k in 0..<options { pool[k] = Double(own[k]) + Double(evidence[i * options + k]) }
          bound(pool, options)
          for k in 0..<options { own[k] = Float(pool[k]) }
        }
        for k in 0..<options { heard[k] += Double(own[k]) }
        softmax(heard, options, to: round.out + i * options)
      }
    }
  }

  private func log(_ share: Float) -> Double { Reproducible.log(Double(max(share, Self.floor))) }

  /// Shifts logarithms so that the largest is 0, and bounds the others.
  private func bound(_ logs: UnsafeMutablePointer<Double>, _ count: Int) {
    var largest = -Double.infinity
    for k in 0..<count { largest = max(largest, logs[k]) }
    for k in 0..<count { logs[k] = max(logs[k] - largest, Self.least) }
  }
}
