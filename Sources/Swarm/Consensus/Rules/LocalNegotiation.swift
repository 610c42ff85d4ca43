import CKernels
import Kernels
public import Policies

/// Liu & Lee's local negotiation, the reference rule.
///
/// A node that hears another choice than its own takes the average of itself and its neighbours, each counted by the
/// size of its group (connected nodes of the same choice). A node among equals takes the plain average, and where no two
/// beliefs it averaged are further apart than 0.3 (L1), it sharpens: the shares in ascending order are multiplied by a
/// linear ramp from `s` to `2 / m − s` with `s = (d / 0.3)^0.3 / m`.
///
/// Synchronous, with `d` measured on the beliefs before the round. Source: Liu & Lee, "Decentralized consensus decision
/// making", SN Applied Sciences 2, 2020.
public struct LocalNegotiation: NativeConsensusRule, Sendable {
  public static let name = "local_negotiation"
  private static let closeness: Float = 0.3

  public init() {}

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    let options = round.options
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: round.rows + options) { scratch in
      let choices = scratch.baseAddress!, order = choices + round.rows
      for i in 0..<round.rows { choices[i] = Int32(Certainty.choice(round.belief(i), options)) }
      for i in 0..<round.movers {
        let next = round.out + i * options
        let isBoundary = round.hears(i).contains { choices[round.neighbour($0)] != choices[i] }
        add(round, i, counting: isBoundary ? round.groupSize(i) : 1, to: next, isFirst: true)
        for cell in round.hears(i) {
          let j = round.neighbour(cell)
          add(round, j, counting: isBoundary ? round.groupSize(j) : 1, to: next, isFirst: false)
        }
        normalise(next, options)
        if !isBoundary {
          let spread = largestDistance(round, i)
          if spread < Self.closeness {
            ramp(next, options, spread: spread, order)
            normalise(next, options)
          }
        }
      }
    }
  }

  private func add(_ round: ConsensusRound, _ node: Int, counting size: Float, to sum: UnsafeMutablePointer<Float>, isFirst: Bool) {
    let belief = round.belief(node), weight = size * round.weight(node)
    for k in 0..<round.options { sum[k] = (isFirst ? 0 : sum[k]) + belief[k] * weight }
  }

  /// The largest L1 distance between two beliefs among a node and those it hears.
  private func largestDistance(_ round: ConsensusRound, _ node: Int) -> Float {
    var largest: Float = 0
    let cells = round.hears(node)
    for first in cells {
      let a = round.belief(round.neighbour(first))
      largest = max(largest, distance(a, round.belief(node), round.options))
      for second in cells.lowerBound..<first {
        largest = max(largest, distance(a, round.belief(round.neighbour(second)), round.options))
      }
    }
    return largest
  }

  private func distance(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ options: Int) -> Float {
    var sum: Float = 0
    for k in 0..<options { sum += abs(a[k] - b[k]) }
    return sum
  }

  /// Multiplies the shares, in ascending order, by a linear ramp.
  private func ramp(_ shares: UnsafeMutablePointer<Float>, _ options: Int, spread: Float, _ order: UnsafeMutablePointer<Int32>) {
    guard options > 1 else { return }
    for k in 0..<options { order[k] = Int32(k) }
    var ascending = UnsafeMutableBufferPointer(start: order, count: options)
    ascending.sort { (shares[Int($0)], $0) < (shares[Int($1)], $1) }
    let least = Float(Reproducible.pow(Double(spread / Self.closeness), 0.3)) / Float(options)
    let most = 2 / Float(options) - least
    for k in 0..<options {
      shares[Int(order[k])] *= least + (most - least) * Float(k) / Float(options - 1)
    }
  }

  /// Divides by the sum; all alike where nothing was heard with any weight.
  private func normalise(_ shares: UnsafeMutablePointer<Float>, _ options: Int) {
    var sum: Float = 0
    for k in 0..<options { sum += shares[k] }
    for k in 0..<options { shares[k] = sum > 0 ? shares[k] / sum : 1 / Float(options) }
  }
}
