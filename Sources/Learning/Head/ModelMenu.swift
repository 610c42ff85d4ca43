public import Optimization

/// The models a node may choose from, the head at each precision with and without adapters, and what each was measured
/// to do.
///
/// Accuracy is measured on validation rows and bytes are counted. A forward pass at batch 1 reads every parameter once and
/// does little with it, so its time is taken to be those bytes over the node's memory bandwidth: a clock's reading would
/// differ from run to run, and a run must not.
public struct ModelMenu: Sendable {
  /// What a node runs.
  public struct Model: Sendable {
    public let precision: SoftmaxHead.Precision
    /// Whether a task's adapter corrects the head, and learns.
    public let hasAdapters: Bool
    /// Of the head on validation rows, before any adapter has learned.
    public let accuracy: Double
    /// Of the head and one adapter, where there are any.
    public let bytes: Int
    public var name: String { precision.rawValue + (hasAdapters ? " + adapters" : "") }
  }

  /// In the order of `candidates`; the first is the largest.
  public let models: [Model]

  /// - Parameters:
  ///   - validation: rows for tuning, on which the frozen head is scored at each precision.
  ///   - adapterBytes: of one adapter.
  public init(validation: HeldOut, adapterBytes: Int) {
    precondition(adapterBytes >= 0)
    models = SoftmaxHead.Precision.allCases.flatMap { precision in
      let accuracy = validation.score(precision).accuracy
      return [true, false].map {
        Model(precision: precision, hasAdapters: $0, accuracy: accuracy, bytes: validation.head.bytes(precision) + ($0 ? adapterBytes : 0))
      }
    }
  }

  /// What a node of that memory bandwidth can choose from.
  ///
  /// - Parameter bandwidth: in bytes a µs, which is MB/s; positive.
  public func candidates(bandwidth: Double) -> [ModelCandidate] {
    precondition(bandwidth > 0)
    return models.map { ModelCandidate(name: $0.name, accuracy: $0.accuracy, latency: Double($0.bytes) / bandwidth, bytes: $0.bytes) }
  }
}
