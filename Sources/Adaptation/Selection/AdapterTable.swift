/// What an adapter policy is shown of a node's adapters, one entry an adapter.
///
/// Memory of its own that outlives the calls that lend it; one table serves every node in turn.
public final class AdapterTable {
  public let count: Int
  public let similarity: UnsafeMutablePointer<Float>
  public let cached: UnsafeMutablePointer<UInt8>
  /// In µs.
  public let load: UnsafeMutablePointer<Int64>
  /// In µs.
  public let age: UnsafeMutablePointer<Int64>
  public let hits: UnsafeMutablePointer<Int64>
  public let bytes: UnsafeMutablePointer<Int64>
  public let pinned: UnsafeMutablePointer<UInt8>

  public init(count: Int) {
    precondition(count >= 0)
    self.count = count
    similarity = zeros(count)
    cached = zeros(count)
    load = zeros(count)
    age = zeros(count)
    hits = zeros(count)
    bytes = zeros(count)
    pinned = zeros(count)
  }

  deinit {
    similarity.deallocate()
    cached.deallocate()
    load.deallocate()
    age.deallocate()
    hits.deallocate()
    bytes.deallocate()
    pinned.deallocate()
  }

  /// Whether an adapter may leave: cached and not in use.
  func isEvictable(_ index: Int) -> Bool { cached[index] != 0 && pinned[index] == 0 }
}

private func zeros<T: FixedWidthInteger>(_ count: Int) -> UnsafeMutablePointer<T> {
  let memory = UnsafeMutablePointer<T>.allocate(capacity: max(count, 1))
  memory.initialize(repeating: 0, count: max(count, 1))
  return memory
}

private func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
  let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(count, 1))
  memory.initialize(repeating: 0, count: max(count, 1))
  return memory
}
