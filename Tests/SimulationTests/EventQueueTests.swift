import Kernels
import Simulation
import Testing

@Test(arguments: 0..<20 as Range<UInt64>)
func `events leave in order of time, then of scheduling`(seed: UInt64) {
  var random = RandomStream(seed: seed, "events")
  var queue = EventQueue<Int>()
  var expected: [(Microseconds, Int)] = []
  for id in 0..<500 {
    let time = Microseconds(random.below(50))
    queue.schedule(id, at: time)
    expected.append((time, id))
  }
  expected.sort { $0 < $1 }
  var taken: [(Microseconds, Int)] = []
  while let id = queue.next() { taken.append((queue.now, id)) }
  #expect(taken.elementsEqual(expected, by: ==))
}

@Test func `the clock never runs back while events schedule events`() {
  var random = RandomStream(seed: 3, "events")
  var queue = EventQueue<Int>()
  queue.schedule(0, at: 0)
  var last: Microseconds = 0, count = 0
  while let id = queue.next(), count < 10_000 {
    #expect(queue.now >= last)
    last = queue.now
    count += 1
    for _ in 0..<(id % 2 + 1) where queue.count < 100 { queue.schedule(id + 1, at: queue.now + Microseconds(random.below(1_000))) }
  }
  #expect(count == 10_000)
}

@Test func `a digest tells order and value apart, and can be read midway`() {
  func digest(_ values: [Int64]) -> String {
    var digest = Digest()
    for value in values {
      digest.add(value)
      _ = digest.hexadecimal
    }
    return digest.hexadecimal
  }
  let values = (0..<2_000).map(Int64.init)
  #expect(digest(values) == digest(values))
  #expect(digest(values) != digest(values.reversed()))
  #expect(digest(values) != digest(values.dropLast()))
  #expect(digest([]).count == 64)
}
