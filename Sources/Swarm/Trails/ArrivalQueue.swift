/// Ants by the time they arrive: a binary heap. Of two at one time the lower number comes first, so that runs repeat.
struct ArrivalQueue {
  private var heap: [(time: Int64, ant: Int)] = []

  var nextTime: Int64? { heap.first?.time }

  mutating func push(_ ant: Int, at time: Int64) {
    heap.append((time, ant))
    var place = heap.count - 1
    while place > 0, heap[place] < heap[(place - 1) / 2] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func pop() -> (time: Int64, ant: Int) {
    let first = heap[0], last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child] < heap[least] { least = child }
      if least == place { return first }
      heap.swapAt(place, least)
      place = least
    }
  }
}
