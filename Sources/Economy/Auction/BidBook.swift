/// The revealed bids for one task, side by side, in memory that keeps its place from task to task.
public final class BidBook {
  public private(set) var count = 0
  private var capacity: Int
  private(set) var nodes: UnsafeMutablePointer<Int>
  private(set) var prices: UnsafeMutablePointer<Int64>
  private(set) var feasible: UnsafeMutablePointer<UInt8>
  private(set) var latencies: UnsafeMutablePointer<Int64>
  private(set) var qualities: UnsafeMutablePointer<Double>
  private(set) var reputations: UnsafeMutablePointer<Double>
  /// Filled by the rule that clears.
  private(set) var ties: UnsafeMutablePointer<Int64>

  public init(capacity: Int = 8) {
    self.capacity = max(capacity, 1)
    nodes = .allocate(capacity: self.capacity)
    prices = .allocate(capacity: self.capacity)
    feasible = .allocate(capacity: self.capacity)
    latencies = .allocate(capacity: self.capacity)
    qualities = .allocate(capacity: self.capacity)
    reputations = .allocate(capacity: self.capacity)
    ties = .allocate(capacity: self.capacity)
  }

  deinit {
    nodes.deallocate()
    prices.deallocate()
    feasible.deallocate()
    latencies.deallocate()
    qualities.deallocate()
    reputations.deallocate()
    ties.deallocate()
  }

  public func removeAll() { count = 0 }

  /// Adds a bid.
  ///
  /// - Parameters:
  ///   - price: what the node asks, in µrUv.
  ///   - isFeasible: whether it can meet the task's deadline and quality.
  ///   - latency: expected, in µs.
  ///   - quality: expected, 0…1.
  ///   - reputation: 0…1.
  /// - Complexity: O(1), allocating only beyond the largest book so far
  public func add(
    node: Int, price: Int64, isFeasible: Bool = true, latency: Int64 = 0, quality: Double = 1, reputation: Double = 0.5
  ) {
    if count == capacity { grow() }
    nodes[count] = node
    prices[count] = price
    feasible[count] = isFeasible ? 1 : 0
    latencies[count] = latency
    qualities[count] = quality
    reputations[count] = reputation
    count += 1
  }

  public func node(_ index: Int) -> Int { nodes[checked(index)] }
  public func price(_ index: Int) -> Int64 { prices[checked(index)] }

  private func checked(_ index: Int) -> Int {
    precondition(index >= 0 && index < count, "bid \(index) of \(count)")
    return index
  }

  private func grow() {
    let grown = capacity * 2
    func move<T>(_ column: inout UnsafeMutablePointer<T>) {
      let new = UnsafeMutablePointer<T>.allocate(capacity: grown)
      new.moveInitialize(from: column, count: count)
      column.deallocate()
      column = new
    }
    move(&nodes)
    move(&prices)
    move(&feasible)
    move(&latencies)
    move(&qualities)
    move(&reputations)
    move(&ties)
    capacity = grown
  }
}
