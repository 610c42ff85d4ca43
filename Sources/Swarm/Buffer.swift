/// Uninitialised memory that only grows: scratch that outlives the calls that use it.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element> = .allocate(capacity: 1)
  private(set) var capacity = 1

  /// Makes room for `count` elements; contents are lost when it must grow.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    start.deallocate()
    capacity = max(count, 2 * capacity)
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }
}
