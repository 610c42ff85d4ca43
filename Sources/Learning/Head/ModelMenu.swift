public import Optimization

/// The models a node may choose from, the head at each precision with its adapters, and what each was measured to do.
///
/// Accuracy is measured on validation rows and bytes are counted. A forward pass at batch 1 reads every parameter once and
/// does little with it, so its time is taken to be those bytes over the node's memory bandwidth: a clock's reading would
/// differ from run to run, and a run must not.
public struct ModelMenu: Sendable {
  /// In the order of `candidates`.
  public let precisions: [SoftmaxHead.Precision]
  private let accuracies: [Double]
  private let bytes: [Int]
  private let bytesRead: [Int]

  /// - Parameters:
  ///   - validation: rows for tuning, on which the frozen head is scored at each precision.
  ///   - adapterBytes: of one adapter; a pass reads one.
  ///   - adapterBudget: fast memory a node sets aside for adapters.
  public init(validation: HeldOut, adapterBytes: Int, adapterBudget: Int) {
    precondition(adapterBytes >= 0 && adapterBudget >= 0)
    let head = validation.head
    precisions = SoftmaxHead.Precision.allCases
    accuracies = precisions.map { validation.score($0).accuracy }
    bytes = precisions.map { head.bytes($0) + adapterBudget }
    bytesRead = precisions.map { head.bytes($0) + adapterBytes }
  }

  /// What a node of that memory bandwidth can choose from.
  ///
  /// - Parameter bandwidth: in bytes a µs, which is MB/s; positive.
  public func candidates(bandwidth: Double) -> [ModelCandidate] {
    precondition(bandwidth > 0)
    return precisions.indices.map {
      ModelCandidate(name: precisions[$0].rawValue, accuracy: accuracies[$0], latency: Double(bytesRead[$0]) / bandwidth, bytes: bytes[$0])
    }
  }
}
