import Glibc

/// Where a run's own time goes, by kind of event. Wall-clock, so it is no result and never enters the digest.
struct Profile: Sendable {
  private(set) var nanoseconds = [Int64](repeating: 0, count: ColonyEvent.Kind.allCases.count)
  private(set) var counts = [Int](repeating: 0, count: ColonyEvent.Kind.allCases.count)
  private var start: Int64 = 0

  mutating func begin() { start = clock() }

  mutating func end(_ kind: ColonyEvent.Kind) {
    nanoseconds[Int(kind.rawValue)] += clock() - start
    counts[Int(kind.rawValue)] += 1
  }

  private func clock() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
