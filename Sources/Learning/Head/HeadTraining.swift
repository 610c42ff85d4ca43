public import Datasets
import Kernels
import Synchronization

/// How a softmax head is trained: gradient descent with momentum on the mean cross-entropy of all examples at once, plus
/// `decay / 2 · |W|²`. Zero weights to start, so that nothing is left to chance.
public struct HeadTraining: Sendable, Equatable {
  public var steps = 30
  public var rate: Float = 100
  public var momentum: Float = 0.8
  public var decay: Float = 1e-4

  public init() {}

  /// Trains a head through the compute graph.
  ///
  /// - Parameters:
  ///   - examples: row by row, `dimension` floats each.
  ///   - labels: the class of each, 0 … classes − 1.
  /// - Throws: `ArrayError` for a label out of range, examples that don't fit in memory, or training that ends in numbers
  ///   that are not finite.
  /// - Complexity: O(steps · examples · classes · dimension)
  public func train(examples: [Float], labels: [Int], classes: Int, dimension: Int) throws -> SoftmaxHead {
    precondition(classes > 0 && dimension > 0 && examples.count == labels.count * dimension)
    let graph = ComputeGraph()
    let x = try graph.constant(Matrix(examples, rows: labels.count, columns: dimension))
    let weights = try graph.parameter(Matrix(.f32, rows: classes, columns: dimension))
    let bias = try graph.parameter(Matrix(.f32, rows: 1, columns: classes))
    let truth = try graph.input(rows: labels.count, columns: 1)
    graph.set(truth, labels: labels)
    let loss = try graph.softmaxCrossEntropy(graph.add(graph.linear(x, weights: weights), bias), labels: truth)

    var w = [Float](repeating: 0, count: classes * dimension), vw = w
    var b = [Float](repeating: 0, count: classes), vb = b
    for _ in 0..<steps {
      try graph.differentiate(loss)
      step(&w, &vw, graph.gradient(of: weights), decay: decay)
      step(&b, &vb, graph.gradient(of: bias), decay: 0)
      w.withUnsafeBufferPointer { graph.set(weights, $0) }
      b.withUnsafeBufferPointer { graph.set(bias, $0) }
    }
    return try SoftmaxHead(weights: w, bias: b, classes: classes, dimension: dimension)
  }

  private func step(_ p: inout [Float], _ velocity: inout [Float], _ gradient: UnsafeBufferPointer<Float>, decay: Float) {
    for i in p.indices {
      velocity[i] = momentum * velocity[i] - rate * (gradient[i] + decay * p[i])
      p[i] += velocity[i]
    }
  }
}

extension SoftmaxHead {
  /// The head trained on the first `shots` training rows of each intent: made once a process, and shared.
  ///
  /// - Throws: as `HeadTraining.train`
  public static func fewShot(_ utterances: Utterances, shots: Int = 10) throws -> SoftmaxHead {
    if let known = cache.withLock({ known in known.first { $0.utterances === utterances && $0.shots == shots } }) { return known.head }
    let rows = utterances.fewShotRows(shots)
    let head = try HeadTraining().train(
      examples: rows.flatMap { utterances.embedding($0) }, labels: rows.map { utterances.intent($0)! },
      classes: utterances.intents.count, dimension: utterances.dimension)
    cache.withLock { $0.append((utterances, shots, head)) }
    return head
  }
}

private let cache = Mutex<[(utterances: Utterances, shots: Int, head: SoftmaxHead)]>([])
