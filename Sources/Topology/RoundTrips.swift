public import Kernels
public import Simulation

/// Round-trip times between any two nodes of a network, from a measured matrix.
///
/// A network no larger than the matrix uses its first rows as they are. In a larger one every node stands at a
/// randomly drawn measured host, with a jitter of ±10% a pair, so that the distribution is kept.
public struct RoundTrips: Sendable {
  /// The measured matrix, row-major, µs; asymmetric pairs are averaged.
  private let matrix: [Int32]
  private let hostCount: Int
  /// The measured host each node stands at; empty when node *i* is host *i*.
  private let hosts: [Int32]
  private let jitter: RandomStream
  /// Whether nodes share hosts, which a report has to say.
  public var isSampled: Bool { !hosts.isEmpty }

  /// - Parameter measured: row-major µs, `hostCount × hostCount`.
  public init(measured: [Int32], hostCount: Int, nodeCount: Int, random: RandomStream) {
    precondition(measured.count == hostCount * hostCount && hostCount > 0)
    var matrix = [Int32](repeating: 0, count: measured.count)
    for i in 0..<hostCount {
      for j in 0..<hostCount where i != j {
        matrix[i * hostCount + j] = Int32((Int64(measured[i * hostCount + j]) + Int64(measured[j * hostCount + i])) / 2)
      }
    }
    self.matrix = matrix
    self.hostCount = hostCount
    jitter = random
    if nodeCount <= hostCount {
      hosts = []
    } else {
      var random = random.lane(.max)
      hosts = (0..<nodeCount).map { _ in Int32(random.below(hostCount)) }
    }
  }

  /// The round-trip time between two nodes in µs; 0 to oneself, symmetric.
  public func callAsFunction(_ a: Int, _ b: Int) -> Microseconds {
    if a == b { return 0 }
    if hosts.isEmpty { return Microseconds(matrix[a * hostCount + b]) }
    let (low, high) = (min(a, b), max(a, b))
    let (i, j) = (Int(hosts[low]), Int(hosts[high]))
    let base = i == j ? 500 : Double(matrix[i * hostCount + j])
    var draw = jitter.lane(UInt64(low) << 32 | UInt64(high))
    return max(1, Microseconds(base * (0.9 + 0.2 * draw.uniform())))
  }
}
