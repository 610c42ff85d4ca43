import CKernels
import Datasets
import Kernels

/// How much faster a node is at one request than at the mean one.
///
/// ln(factor) is a Gaussian process over requests, drawn independently for each node: it has standard deviation σ, and two
/// requests correlate by the cosine of their embeddings, taken from the mean embedding. So a node that is good at something
/// tends to be good at what resembles it, and no node is better at everything. This is an assumption about edge nodes
/// (tuned runtimes, caches, local data), not a measurement. The factor's mean is 1.
final class Specialties {
  private let deviation: Double
  private let utterances: Utterances
  private let stream: RandomStream
  private let mean: [Float]
  /// The direction of each node in which its speed rises, made when first needed.
  private var directions: [[Float]?]
  private var centred: [Float]

  /// - Parameter rows: that the mean embedding is taken over.
  init(nodes: Int, deviation: Double, utterances: Utterances, rows: some Sequence<Int32>, seed: UInt64) {
    self.deviation = deviation
    self.utterances = utterances
    stream = RandomStream(seed: seed, "specialty")
    directions = Array(repeating: nil, count: nodes)
    centred = Array(repeating: 0, count: utterances.dimension)
    var sum = centred, count: Float = 0
    if deviation > 0 {
      for row in rows {
        utterances.copyEmbedding(Int(row), to: &centred)
        ck_axpy_f32(1, centred, &sum, sum.count)
        count += 1
      }
    }
    mean = sum.map { count > 0 ? $0 / count : 0 }
  }

  /// - Complexity: O(`dimension`)
  func factor(_ node: Int, row: Int) -> Double {
    guard deviation > 0 else { return 1 }
    let direction = direction(of: node)
    utterances.copyEmbedding(row, to: &centred)
    ck_axpy_f32(-1, mean, &centred, centred.count)
    let length = ck_dot_f32(centred, centred, centred.count).squareRoot()
    guard length > 0 else { return 1 }
    let affinity = Double(ck_dot_f32(direction, centred, centred.count) / length)
    return Reproducible.exp(deviation * affinity - deviation * deviation / 2)
  }

  private func direction(of node: Int) -> [Float] {
    if let direction = directions[node] { return direction }
    var random = stream.lane(UInt64(node))
    let direction = centred.map { _ in Float(random.normal()) }
    directions[node] = direction
    return direction
  }
}
