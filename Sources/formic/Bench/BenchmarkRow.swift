import Interface

/// One finished benchmark.
struct BenchmarkRow {
  let id: String
  let name: String
  let unit: String
  let goal: String
  /// In `unit`, from the median and from the fastest sample.
  let median: Double
  let best: Double
  /// In `unit`: what the machine allows for this work; nil where that isn't known.
  let limit: Double?
  let error: Double?
  let checksum: Double?

  /// Prepares and measures.
  init(_ benchmark: BenchmarkCase, on machine: Machine) {
    let run = benchmark.make()
    let sampling = Sampling(count: run.samples, run.run)
    let unit = RateUnit(benchmark.unit)
    self.init(
      id: benchmark.id, name: benchmark.name, unit: benchmark.unit, goal: benchmark.goal,
      median: unit.value(operations: run.operationsPerCall, nanoseconds: sampling.median),
      best: unit.value(operations: run.operationsPerCall, nanoseconds: sampling.minimum),
      limit: Self.roofline(run, unit, machine), error: run.error, checksum: sampling.checksum)
  }

  init(
    id: String, name: String, unit: String, goal: String, median: Double, best: Double, limit: Double? = nil,
    error: Double? = nil, checksum: Double? = nil
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.goal = goal
    self.median = median
    self.best = best
    self.limit = limit
    self.error = error
    self.checksum = checksum
  }

  /// The share of the limit the median reaches.
  var share: Double? {
    limit.map { RateUnit(unit).isRate ? median / $0 : $0 / median }
  }

  /// The lower of what the arithmetic and the memory allow.
  private static func roofline(_ run: BenchmarkRun, _ unit: RateUnit, _ machine: Machine) -> Double? {
    let arithmetic = unit.isFlops ? run.operationsPerCall / machine.peakGigaflops : nil
    let memory = run.bytesRead.map { $0 / Machine.readGigabytes(workingSet: Int($0)) }
    guard let nanoseconds = [arithmetic, memory].compactMap(\.self).max() else { return nil }
    return unit.value(operations: run.operationsPerCall, nanoseconds: nanoseconds)
  }
}

/// What a row counts: operations a second (`GFLOP/s`, `M/s`, `tasks/s`) or time an operation (`ns/agent`, `µs`).
struct RateUnit {
  let isRate: Bool
  let isFlops: Bool
  /// Operations a nanosecond, or nanoseconds.
  private let scale: Double

  init(_ text: String) {
    isRate = text.hasSuffix("/s")
    isFlops = text.hasSuffix("FLOP/s")
    let prefixes: [(String, Double)] = isRate ? [("G", 1), ("M", 1e-3), ("k", 1e-6)] : [("ns", 1), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)]
    scale = prefixes.first { text.hasPrefix($0.0) }?.1 ?? (isRate ? 1e-9 : 1)
  }

  func value(operations: Double, nanoseconds: Double) -> Double {
    isRate ? operations / nanoseconds / scale : nanoseconds / operations / scale
  }
}
