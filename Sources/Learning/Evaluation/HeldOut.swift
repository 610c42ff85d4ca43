import Adaptation
import CKernels
public import Datasets
import Kernels

/// Rows kept from all learning, with what is the same for every node computed once: embeddings, task types and the frozen
/// head's logits at each precision.
public final class HeldOut {
  public let head: SoftmaxHead
  public let types: TaskTypes
  /// In-scope rows, then out-of-scope ones.
  public let inScopeCount: Int
  public let outOfScopeCount: Int

  private let labels: [Int]
  private let type: [Int]
  private let embeddings: [Float]
  private var logits: [SoftmaxHead.Precision: [Float]] = [:]

  /// - Parameter split: `test` for measuring, `validation` for tuning.
  public init(_ utterances: Utterances, split: Utterances.Split, head: SoftmaxHead, types: TaskTypes) {
    precondition(head.dimension == utterances.dimension && head.classes == utterances.intents.count)
    self.head = head
    self.types = types
    let inScope = utterances.rows(split, inScope: true), outOfScope = utterances.rows(split, inScope: false)
    inScopeCount = inScope.count
    outOfScopeCount = outOfScope.count
    labels = inScope.map { utterances.intent($0)! }
    let embeddings = (inScope + outOfScope).flatMap { utterances.embedding($0) }
    self.embeddings = embeddings
    type = embeddings.withUnsafeBufferPointer { x in
      (0..<x.count / head.dimension).map { types.nearest(x.baseAddress! + $0 * head.dimension).type }
    }
  }

  private var count: Int { inScopeCount + outOfScopeCount }

  /// The frozen head's logits of every row; computed once a precision.
  private func frozenLogits(_ precision: SoftmaxHead.Precision) -> [Float] {
    if let known = logits[precision] { return known }
    var all = [Float](repeating: 0, count: count * head.classes)
    embeddings.withUnsafeBufferPointer { x in
      all.withUnsafeMutableBufferPointer { y in
        for row in 0..<count {
          head.logits(x.baseAddress! + row * head.dimension, precision, into: y.baseAddress! + row * head.classes)
        }
      }
    }
    logits[precision] = all
    return all
  }

  // MARK: Scoring

  /// The frozen head alone.
  public func score(_ precision: SoftmaxHead.Precision = .f32, abstainBelow: Float = 0) -> HeldOutScore {
    score(models: 1, abstainBelow: abstainBelow) { _ in (precision, nil) }
  }

  /// The models of a learner's nodes, each over every row: the adapter of the row's nearest type on the node's head.
  ///
  /// - Parameter nodes: all of them unless named.
  /// - Complexity: O(nodes · rows · (rank · (dimension + classes) + classes)): about 2 ms a node on CLINC150
  public func score(_ learner: OnlineLearner, nodes: [Int]? = nil) -> HeldOutScore {
    let nodes = nodes ?? Array(0..<learner.nodeCount)
    return score(models: nodes.count, abstainBelow: learner.abstainBelow) { (learner.precision(of: nodes[$0]), learner.pool(nodes[$0])) }
  }

  private func score(
    models: Int, abstainBelow: Float, _ model: (Int) -> (precision: SoftmaxHead.Precision, pool: AdapterPool?)
  ) -> HeldOutScore {
    precondition(models > 0)
    var right = [Int32](repeating: 0, count: inScopeCount)
    var accuracies = [Double](repeating: 0, count: models)
    var kept = 0
    var abstained = 0
    let row = UnsafeMutablePointer<Float>.allocate(capacity: head.classes)
    defer { row.deallocate() }
    for index in 0..<models {
      let (precision, pool) = model(index)
      let frozen = frozenLogits(precision)
      var correct = 0
      for i in 0..<count {
        let confidence = forward(i, frozen, pool, into: row, needsConfidence: abstainBelow > 0)
        let isWithheld = abstainBelow > 0 && confidence < abstainBelow
        if i < inScopeCount {
          kept += isWithheld ? 0 : 1
          if Int(ck_argmax_f32(row, 1, nil, head.classes)) == labels[i] {
            correct += 1
            right[i] += 1
          }
        } else if isWithheld {
          abstained += 1
        }
      }
      accuracies[index] = Double(correct) / Double(inScopeCount)
    }
    return HeldOutScore(
      shares: right.map { Double($0) / Double(models) }, accuracyOfModel: accuracies,
      keptInScope: inScopeCount == 0 ? 0 : Double(kept) / Double(inScopeCount * models),
      abstainedOutOfScope: outOfScopeCount == 0 ? 0 : Double(abstained) / Double(outOfScopeCount * models))
  }

  /// Writes a row's logits, or its probabilities where the confidence is needed; returns the confidence.
  private func forward(
    _ i: Int, _ frozen: [Float], _ pool: AdapterPool?, into row: UnsafeMutablePointer<Float>, needsConfidence: Bool
  ) -> Float {
    frozen.withUnsafeBufferPointer { row.update(from: $0.baseAddress! + i * head.classes, count: head.classes) }
    if let pool {
      embeddings.withUnsafeBufferPointer {
        pool.templates.shape.addDelta(pool.parameters(type[i]), $0.baseAddress! + i * head.dimension, to: row)
      }
    }
    guard needsConfidence else { return 1 }
    ck_softmax_f32(row, row, head.classes)
    return ck_live_kernels().pointee.max_f32(row, head.classes)
  }

  /// The confidence below which to withhold an answer: the one that keeps most in-scope rows and withholds most
  /// out-of-scope ones, by the sum of both shares, for the frozen head.
  ///
  /// - Complexity: O(rows · (classes + candidates))
  public func abstentionThreshold() -> Float {
    let frozen = frozenLogits(.f32)
    let row = UnsafeMutablePointer<Float>.allocate(capacity: head.classes)
    defer { row.deallocate() }
    let confidences = (0..<count).map { forward($0, frozen, nil, into: row, needsConfidence: true) }
    func share(_ rows: Range<Int>, _ isMeant: (Float) -> Bool) -> Double {
      rows.isEmpty ? 0 : Double(confidences[rows].count { isMeant($0) }) / Double(rows.count)
    }
    let gains = (1...60).map { candidate -> (threshold: Float, gain: Double) in
      let threshold = Float(candidate) / 100
      return (threshold, share(0..<inScopeCount) { $0 >= threshold } + share(inScopeCount..<count) { $0 < threshold })
    }
    return gains.max { $0.gain < $1.gain }!.threshold
  }
}
