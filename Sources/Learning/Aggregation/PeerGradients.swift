/// The gradients a node received for one adapter, as rows of one matrix, and what is known of their senders.
///
/// Reused from call to call: it grows to the largest inbox and allocates no more.
public final class PeerGradients {
  /// Length of a gradient.
  public let dimension: Int
  /// Rows added since `removeAll()`.
  public private(set) var count = 0
  private(set) var rows: UnsafeMutablePointer<Float>
  private(set) var weights: UnsafeMutablePointer<Float>
  private(set) var staleness: UnsafeMutablePointer<Float>
  private(set) var trust: UnsafeMutablePointer<Float>
  private var capacity = 8

  public init(dimension: Int) {
    precondition(dimension > 0)
    self.dimension = dimension
    rows = .allocate(capacity: capacity * dimension)
    weights = .allocate(capacity: capacity)
    staleness = .allocate(capacity: capacity)
    trust = .allocate(capacity: capacity)
  }

  deinit {
    for column in [rows, weights, staleness, trust] { column.deallocate() }
  }

  public func removeAll() { count = 0 }

  /// Copies a gradient in. Numbers that are not finite become 0, and others are clipped to `Aggregation.magnitudeLimit`:
  /// what a peer sends is not believed.
  ///
  /// - Parameters:
  ///   - weight: its mixing weight, 0…1.
  ///   - staleness: its age in rounds, ≥ 0.
  ///   - trust: 0…1.
  /// - Complexity: O(dimension)
  public func add(_ gradient: UnsafePointer<Float>, weight: Float, staleness: Float = 0, trust: Float = 1) {
    precondition(weight >= 0 && weight <= 1 && staleness >= 0 && trust >= 0 && trust <= 1)
    if count == capacity { grow() }
    let row = rows + count * dimension
    let limit = Aggregation.magnitudeLimit
    for i in 0..<dimension {
      let value = gradient[i]
      row[i] = value == value ? max(-limit, min(limit, value)) : 0
    }
    weights[count] = weight
    self.staleness[count] = staleness
    self.trust[count] = trust
    count += 1
  }

  /// Copies in a gradient whose numbers are known to be finite and within the limit.
  ///
  /// - Parameter weight: ≥ 0; `scaleWeights` brings it within 0…1.
  func append(checked gradient: UnsafePointer<Float>, weight: Float, staleness: Float, trust: Float) {
    if count == capacity { grow() }
    (rows + count * dimension).update(from: gradient, count: dimension)
    weights[count] = weight
    self.staleness[count] = staleness
    self.trust[count] = trust
    count += 1
  }

  func scaleWeights(by factor: Float) {
    for i in 0..<count { weights[i] *= factor }
  }

  private func grow() {
    rows = enlarged(rows, count * dimension, 2 * capacity * dimension)
    weights = enlarged(weights, count, 2 * capacity)
    staleness = enlarged(staleness, count, 2 * capacity)
    trust = enlarged(trust, count, 2 * capacity)
    capacity *= 2
  }

  private func enlarged(_ old: UnsafeMutablePointer<Float>, _ count: Int, _ capacity: Int) -> UnsafeMutablePointer<Float> {
    let larger = UnsafeMutablePointer<Float>.allocate(capacity: capacity)
    larger.update(from: old, count: count)
    old.deallocate()
    return larger
  }
}
