/// The so many nearest seen so far, the farthest of them on top.
struct NearestHeap {
  private var heap: [Neighbour] = []
  private var limit = 0
  /// Nothing as far as this, or farther, need be offered.
  private(set) var bound = Float.infinity

  /// Begins anew.
  mutating func reset(limit: Int) {
    precondition(limit > 0)
    self.limit = limit
    heap.removeAll(keepingCapacity: true)
    bound = .infinity
  }

  /// - Complexity: O(log limit) if it is among the nearest, else O(1)
  mutating func offer(_ id: Int64, _ distance: Float) {
    let offered = Neighbour(id: id, distance: distance)
    if heap.count < limit {
      heap.append(offered)
      var i = heap.count - 1
      while i > 0, heap[(i - 1) / 2] < heap[i] {
        heap.swapAt(i, (i - 1) / 2)
        i = (i - 1) / 2
      }
    } else {
      guard offered < heap[0] else { return }
      heap[0] = offered
      sink()
    }
    // One step up, so that `distance < bound` lets ties through to be ordered by id.
    if heap.count == limit { bound = heap[0].distance.nextUp }
  }

  private mutating func sink() {
    var i = 0
    while true {
      var child = 2 * i + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, heap[child] < heap[child + 1] { child += 1 }
      guard heap[i] < heap[child] else { return }
      heap.swapAt(i, child)
      i = child
    }
  }

  /// Nearest first.
  func sorted() -> [Neighbour] { heap.sorted() }
}
