import CKernels
import Economy
import Interface
import Policies
import Simulation
import Storage

extension Colony {
  /// Founds a colony, or takes up the run that a file holds where its journal ends.
  ///
  /// A run is taken up by doing it again: what comes out is held to the file entry by entry, and then it goes on there.
  ///
  /// - Parameter options: what was asked for; a run in a file has its own, and these may not contradict them.
  /// - Throws: `ScriptError` for a file without a run or of another one, and when Ctrl-C was pressed.
  static func opened(_ options: Table, _ environment: ColonyEnvironment) throws -> Colony {
    let configuration = try Configuration(options)
    if !configuration.store.isEmpty {
      let file = try JournalFile(path: configuration.store)
      if file.count > 0 { return try resumed(file, options, environment) }
      file.close()
    }
    return try Colony(configuration, inputs: Inputs(configuration, folder: environment.dataFolder()), source: environment.makeSource())
  }

  private static func resumed(_ file: JournalFile, _ options: Table, _ environment: ColonyEnvironment) throws -> Colony {
    var run = try StoredRun(file)
    run.record.configuration.decisions = try Configuration(options).decisions  // written again from the beginning
    try run.record.agree(with: options, file.path)
    let watch = Waiting("\(file.path): doing the run again", environment)
    let colony = try run.repeated(environment, isInterrupted: { ck_is_interrupted() }, progress: watch.tell)
    try colony.market.goOn(in: file)
    colony.keepBooks()
    return colony
  }

  /// Does the run of a file again, and holds it to the file entry by entry.
  static func repeated(_ path: String, _ environment: ColonyEnvironment) throws -> Colony {
    let run = try StoredRun(reading(path))
    return try run.repeated(environment, isInterrupted: { ck_is_interrupted() }, progress: Waiting("\(path): doing the run again", environment).tell)
  }

  /// Does the run of a file again twice: as it was, and with other policies from its beginning on.
  static func counterfactual(
    _ path: String, _ changed: [(kind: String, choice: PolicyChoice)], _ environment: ColonyEnvironment
  ) throws -> (recorded: Colony, changed: Colony) {
    let run = try StoredRun(reading(path))
    let kinds = run.record.policies.map(\.kind)
    for (kind, _) in changed where !kinds.contains(kind) {
      throw ScriptError("use: the run has no policy of kind '\(kind)': "
        + (suggestion(for: kind, among: kinds).map { "did you mean '\($0)'?" } ?? "it has \(Set(kinds).sorted().joined(separator: ", "))"))
    }
    let recorded = try run.repeated(environment, isInterrupted: { ck_is_interrupted() }, progress: Waiting("\(path): as it was", environment).tell)
    let other = try run.repeated(
      environment, changed: changed, goesToEnd: recorded.isDone, isInterrupted: { ck_is_interrupted() },
      progress: Waiting("\(path): as it would have been", environment).tell)
    return (recorded, other)
  }

  private static func reading(_ path: String) throws -> JournalFile {
    let file = try JournalFile(path: path)
    if file.count == 0 { throw ScriptError("\(path): there is no run in it") }
    return file
  }
}

extension RunRecord {
  /// - Throws: `ScriptError` with the first option that is not the run's.
  fileprivate func agree(with options: Table, _ path: String) throws(ScriptError) {
    let own = configuration.values
    for (key, asked) in options.fields {
      guard case .string(let name) = key, !Self.places.contains(name) else { continue }
      if name == "use" { throw ScriptError("store: \(path) holds a run with policies of its own: leave 'use' out, and change them by colony:use") }
      // As numbers: 1 and 1.0 are one.
      if "\(own[name].plainNumber)" != "\(asked.plainNumber)" {
        throw ScriptError("store: \(path) holds a run with \(name) = \(own[name].plainText), not \(asked.plainText): leave the option out, or take another file")
      }
    }
  }
}

extension Value {
  fileprivate var plainNumber: Value { if case .integer(let integer) = self { .number(Double(integer)) } else { self } }
  fileprivate var plainText: String {
    switch self {
    case .string(let text): "\"\(text)\""
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    default: typeName
    }
  }
}

/// Says how far something has come, once it takes over a second, and every five from then on.
private final class Waiting {
  private let what: String
  private let notice: @Sendable (String) -> Void
  private var next: ContinuousClock.Instant
  private let clock = ContinuousClock()

  init(_ what: String, _ environment: ColonyEnvironment) {
    self.what = what
    notice = environment.notice
    next = clock.now + .seconds(1)
  }

  func tell(_ share: Double) {
    guard clock.now >= next else { return }
    next = clock.now + .seconds(5)
    notice("\(what), \(Int(share * 100))%")
  }
}
