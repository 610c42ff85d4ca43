import Adaptation
import Datasets
import Kernels
import Learning
import Synchronization

/// What every colony of a process has in common, made once from the data: the frozen head, the task types, the confidence
/// below which to abstain, and the held-out rows.
final class SharedModels: Sendable {
  let head: SoftmaxHead
  let types: TaskTypes
  /// Tuned on validation rows.
  let abstainBelow: Float
  /// What a node may run.
  let menu: ModelMenu
  let adapterShape: LoRAShape
  private let test: Mutex<TestRows>

  /// Rows that are used for measuring only, and the frozen head's score on them.
  private struct TestRows: @unchecked Sendable {  // the mutex guards them
    var heldOut: HeldOut
    var frozen: HeldOutScore
  }

  private init(_ utterances: Utterances) throws {
    head = try SoftmaxHead.fewShot(utterances, shots: Inputs.shots)
    let rows = utterances.fewShotRows(Inputs.shots)
    types = try TaskTypes(
      examples: rows.flatMap { utterances.embedding($0) }, dimension: utterances.dimension,
      groups: rows.map { utterances.intent($0)! }, typeOfGroup: utterances.domainOfIntent)
    try goOn()
    let validation = HeldOut(utterances, split: .validation, head: head, types: types)
    try goOn()
    abstainBelow = validation.abstentionThreshold()
    adapterShape = try LoRAShape(inputs: head.dimension, outputs: head.classes, rank: LearnerOptions().rank)
    try goOn()
    menu = ModelMenu(validation: validation, adapterBytes: adapterShape.bytes)
    try goOn()
    let heldOut = HeldOut(utterances, split: .test, head: head, types: types)
    try goOn()
    test = Mutex(TestRows(heldOut: heldOut, frozen: heldOut.score()))
  }

  /// The models for a data set, made when first asked for.
  static func of(_ utterances: Utterances) throws -> SharedModels {
    try cache.withLock { known in
      if let (_, models) = known.first(where: { $0.0 === utterances }) { return models }
      let models = try SharedModels(utterances)
      known.append((utterances, models))
      return models
    }
  }

  /// Accuracy on the test rows of some nodes' models, and what learning gained over the frozen head on the same rows.
  func measure(_ learner: OnlineLearner, nodes: [Int]) -> (score: HeldOutScore, frozen: HeldOutScore) {
    nonisolated(unsafe) let learner = learner  // the caller's thread owns it and waits here
    return test.withLock { ($0.heldOut.score(learner, nodes: nodes), $0.frozen) }
  }
}

private let cache = Mutex<[(Utterances, SharedModels)]>([])
