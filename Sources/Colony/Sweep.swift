import CKernels
import Interface
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

  /// Reads an entry of `colony.sweep{…}`: the options of `colony.new`, and `swaps = { { at = 0.5, use = {…} }, … }`.
  init(_ table: Table) throws(ScriptError) {
    var options = table
    options["swaps"] = .none
    configuration = try Configuration(options)
    swaps = []
    switch table["swaps"] {
    case .none: break
    case .table(let list):
      for (i, entry) in list.list.enumerated() {
        let place = "colony.sweep: swap \(i + 1)"
        guard case .table(let swap) = entry else { throw ScriptError("\(place): table expected, got \(entry.typeName)") }
        let at: Double
        switch swap["at"] {
        case .number(let share) where (0...1).contains(share): at = share
        case .integer(let share) where (0...1).contains(share): at = Double(share)
        default: throw ScriptError("\(place): 'at' is a share of the run, 0…1")
        }
        swaps.append(Swap(at: at, use: try PolicyChoice.read(swap["use"], "\(place): 'use'")))
      }
      swaps.sort { $0.at < $1.at }
    default: throw ScriptError("colony.sweep: 'swaps': list expected, got \(table["swaps"].typeName)")
    }
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
    guard colony.run(until: time, isInterrupted: { ck_is_interrupted() }) else { throw ScriptError("interrupted") }
  }

  /// Reports are plain data and move whole from their thread to the caller's.
  private struct Outcome: @unchecked Sendable {
    var result: Result<Table, any Error>
    init(_ result: Result<Table, any Error>) { self.result = result }
  }
}
