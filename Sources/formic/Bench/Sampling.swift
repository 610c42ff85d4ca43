/// How long one call of a piece of work takes.
struct Sampling {
  /// Nanoseconds a call, sorted.
  let samples: [Double]
  /// The sum of what the calls returned: the same on every run of the same work, and the reason nothing is elided.
  let checksum: Double

  var minimum: Double { samples[0] }
  var median: Double { samples[samples.count / 2] }

  /// Warms up for 50 ms, then takes `count` samples of about 1 ms each, in thread CPU time.
  init(count: Int = 101, _ work: () -> Double) {
    let warm = Stopwatch.threadNanoseconds
    var calls = 0
    var sum = work()
    repeat {
      sum = work()
      calls += 1
    } while Stopwatch.threadNanoseconds - warm < 50_000_000
    let perCall = Double(Stopwatch.threadNanoseconds - warm) / Double(calls)
    let repetitions = max(1, Int(1_000_000 / perCall))

    checksum = sum
    samples = (0..<count).map { _ in
      let start = Stopwatch.threadNanoseconds
      for _ in 0..<repetitions { sum += work() }
      return Double(Stopwatch.threadNanoseconds - start) / Double(repetitions)
    }.sorted()
    withExtendedLifetime(sum) {}
  }
}
