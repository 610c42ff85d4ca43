import CKernels
import Interface
import Kernels
import Policies
import Simulation

/// One run of a sweep: a configuration, and policies to swap on the way.
public struct SweepRun: @unchecked Sendable {  // option tables hold plain data only
  public struct Swap {
    /// Share of the arrivals' span, 0…1.
    public var at: Double
    public var use: [(kind: String, choice: PolicyChoice)]
  }
  public var configuration: Configuration
  public var swaps: [Swap]

  /// What an entry of `colony.sweep{…}` may hold: the options of `colony.new`, and `swaps`.
  static let parameter: Parameter = .table(
    "run",
    fields: Configuration.fields + [
      .table("swaps", elements: .table("swap", fields: [at.parameter, policies], "a moment, and policies put in force at it"), isOptional: true,
        "changes on the way")
    ])

  private static let at: Typed<Double> = .number("at", 0...1, "share of the run that has passed")
  private static let policies = PolicyChoice.parameter("policies by kind", isOptional: false)

  /// Reads an entry that has been held to its declaration.
  init(_ table: Table) throws(ScriptError) {
    var options = table
    options["swaps"] = .none
    configuration = try Configuration(options)
    swaps = []
    guard case .table(let list) = table["swaps"] else { return }
    for (i, entry) in list.list.enumerated() {
      guard case .table(let swap) = entry else { continue }
      swaps.append(Swap(at: swap[Self.at], use: try PolicyChoice.read(swap["use"], "swaps[\(i + 1)].use")))
    }
    swaps.sort { $0.at < $1.at }
  }
}

/// Many runs on a few threads, one colony a thread at a time. A run's result depends on neither their number nor their
/// order.
public enum Sweep {
  /// - Returns: each run's report, in order.
  /// - Throws: the first run's error, by order; `ScriptError("interrupted")` after Ctrl-C.
  static func reports(_ runs: [SweepRun], workers: Int, _ environment: ColonyEnvironment) throws -> [Table] {
    // What can fail early and alike for all is read once, before any thread starts.
    let results = parallelMap(runs.count, workers: workers) { index in
      Outcome(Result { try report(runs[index], environment) })
    }
    return try results.map { try $0.result.get() }
  }

  private static func report(_ run: SweepRun, _ environment: ColonyEnvironment) throws -> Table {
    let inputs = try Inputs(run.configuration, folder: environment.dataFolder())
    let colony = try Colony(run.configuration, inputs: inputs, source: environment.makeSource())
    for swap in run.swaps {
      try advance(colony, until: Microseconds(swap.at * Double(colony.duration)))
      for (kind, choice) in swap.use { try colony.policies.use(kind, choice.name, options: choice.options, at: colony.now) }
    }
    try advance(colony, until: .max)
    return colony.report()
  }

  private static func advance(_ colony: Colony, until time: Microseconds) throws {
    guard colony.run(until: time, isInterrupted: { ck_is_interrupted() }) else { throw ScriptError(colony.failure.map { "\($0)" } ?? "interrupted") }
  }

  /// Reports are plain data and move whole from their thread to the caller's.
  private struct Outcome: @unchecked Sendable {
    var result: Result<Table, any Error>
    init(_ result: Result<Table, any Error>) { self.result = result }
  }
}
