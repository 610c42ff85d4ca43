/// One row of `formic bench`: a piece of work, its unit and its goal, declared beside the code it measures.
public struct BenchmarkCase: Sendable {
  /// The row of the performance table, e.g. "P4".
  public let id: String
  public let name: String
  /// What `operationsPerCall` counts, per second: "GFLOP/s", "GB/s", "ns/agent", …
  public let unit: String
  /// What is aimed at, in that unit, e.g. "≥ 100".
  public let goal: String
  /// Prepares the data; not measured.
  public let make: @Sendable () -> BenchmarkRun

  public init(id: String, name: String, unit: String, goal: String, make: @escaping @Sendable () -> BenchmarkRun) {
    self.id = id
    self.name = name
    self.unit = unit
    self.goal = goal
    self.make = make
  }
}

/// A benchmark made ready.
public struct BenchmarkRun {
  /// Operations (flops, bytes, elements, …) in one call.
  public let operationsPerCall: Double
  /// One call. The result enters a checksum, so that nothing is elided.
  public let run: () -> Double
  /// The largest relative error against a `Double` reference, where there is one.
  public let error: Double?
  /// Bytes one call has to read, where the memory may be its limit.
  public let bytesRead: Double?
  /// Measured calls, after two to warm up: fewer than usual where one takes seconds.
  public let samples: Int

  public init(
    operationsPerCall: Double, error: Double? = nil, bytesRead: Double? = nil, samples: Int = 101, run: @escaping () -> Double
  ) {
    self.operationsPerCall = operationsPerCall
    self.samples = samples
    self.error = error
    self.bytesRead = bytesRead
    self.run = run
  }
}
