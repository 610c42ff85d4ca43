import Kernels

/// How fast gossip on a graph forgets disagreement: 1 − λ₂ of its Metropolis–Hastings mixing matrix,
/// `W_ij = 1 / (1 + max(d_i, d_j))` between neighbours (Xiao & Boyd 2004).
public struct SpectralGap: Sendable, Equatable {
  /// 0 where the graph is not connected, 1 where one round agrees exactly.
  public var value: Double
  /// ‖W x − λ₂ x‖ of the unit vector found: W has an eigenvalue that near. 0 where the gap follows from the graph's form.
  public var residual: Double
  /// Multiplications by W it took.
  public var steps: Int
}

extension Graph {
  /// The spectral gap by Lanczos' method on the complement of the constant vector.
  ///
  /// It stops when the largest Ritz value stands still to 1e-10 of the gap, or the work is done. Then the recurrence runs once
  /// more to build the vector, and its residual says how well λ₂ is known: no basis is kept. The gap found is never below the
  /// true one but for rounding.
  ///
  /// - Parameter work: links to be followed, at most.
  /// - Complexity: O(steps · (*n* + *m*)), steps growing as 1 / √gap; O(*n* + *m*) memory
  public func spectralGap(work: Int = 1_000_000_000) -> SpectralGap {
    let n = nodeCount
    guard n > 1 else { return SpectralGap(value: 1, residual: 0, steps: 0) }
    guard isConnected else { return SpectralGap(value: 0, residual: 0, steps: 0) }
    let mixing = MixingMatrix(self)
    let limit = max(30, work / (2 * (n + neighbours.count)))
    var recurrence = Lanczos(mixing, count: n), tridiagonal = Tridiagonal()
    var largest = -Double.infinity, checkAt = 8
    while true {
      let (alpha, beta) = recurrence.step()
      tridiagonal.append(diagonal: alpha, below: beta)
      let steps = tridiagonal.count
      let isSpent = beta < 1e-12  // nothing is left to find: the vectors so far span all there is
      guard isSpent || steps >= checkAt || steps >= limit else { continue }
      let before = largest
      largest = tridiagonal.largest()
      if isSpent || steps >= limit || largest - before <= 1e-10 * (1 - largest) { break }
      checkAt = steps + max(8, steps / 4)
    }
    let weights = tridiagonal.vector(near: largest)
    var vector = [Double](repeating: 0, count: n)
    recurrence = Lanczos(mixing, count: n)
    for weight in weights {
      for i in 0..<n { vector[i] += weight * recurrence.current[i] }
      _ = recurrence.step()
    }
    var image = vector
    mixing.multiply(vector, into: &image)
    for i in 0..<n { image[i] -= largest * vector[i] }
    return SpectralGap(
      value: min(1, max(0, 1 - largest)), residual: norm(image) / norm(vector), steps: 2 * tridiagonal.count)
  }
}

/// W of a graph: what gossip multiplies by in a round.
struct MixingMatrix {
  private let graph: Graph
  /// W's entry for each cell of `graph.neighbours`.
  private let weights: [Double]

  init(_ graph: Graph) {
    self.graph = graph
    var weights: [Double] = []
    weights.reserveCapacity(graph.neighbours.count)
    for node in 0..<graph.nodeCount {
      let degree = graph.degree(node)
      for other in graph[node] { weights.append(1 / Double(1 + max(degree, graph.degree(Int(other))))) }
    }
    self.weights = weights
  }

  /// y ← W x, the diagonal being what makes rows sum to 1.
  func multiply(_ x: [Double], into y: inout [Double]) {
    graph.offsets.withUnsafeBufferPointer { offsets in
      graph.neighbours.withUnsafeBufferPointer { neighbours in
        weights.withUnsafeBufferPointer { weights in
          x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
              for i in 0..<y.count {
                var sum = x[i]
                for cell in Int(offsets[i])..<Int(offsets[i + 1]) { sum += weights[cell] * (x[Int(neighbours[cell])] - x[i]) }
                y[i] = sum
              }
            }
          }
        }
      }
    }
  }
}

/// Lanczos' recurrence on the complement of the constant vector, from a fixed pseudorandom start.
struct Lanczos {
  private let mixing: MixingMatrix
  /// The unit vector that was reached.
  private(set) var current: [Double]
  private var previous: [Double]
  private var next: [Double]
  private var beta = 0.0

  init(_ mixing: MixingMatrix, count: Int) {
    self.mixing = mixing
    var random = RandomStream(seed: 0, "topology", "spectrum")
    current = (0..<count).map { _ in random.uniform() - 0.5 }
    centre(&current)
    scale(&current, 1 / norm(current))
    previous = Array(repeating: 0, count: count)
    next = previous
  }

  /// Goes on to the next vector; where none is left, to whatever rounding makes of it.
  ///
  /// - Returns: the matrix's entries on the diagonal and below it.
  mutating func step() -> (alpha: Double, beta: Double) {
    mixing.multiply(current, into: &next)
    var alpha = 0.0
    for i in next.indices { alpha += next[i] * current[i] }
    for i in next.indices { next[i] -= alpha * current[i] + beta * previous[i] }
    centre(&next)
    beta = norm(next)
    scale(&next, beta > 0 ? 1 / beta : 0)
    (previous, current, next) = (current, next, previous)
    return (alpha, beta)
  }
}

private func centre(_ x: inout [Double]) {
  let mean = x.reduce(0, +) / Double(x.count)
  for i in x.indices { x[i] -= mean }
}

private func norm(_ x: [Double]) -> Double { Reproducible.sqrt(x.reduce(0) { $0 + $1 * $1 }) }

private func scale(_ x: inout [Double], _ factor: Double) {
  for i in x.indices { x[i] *= factor }
}
