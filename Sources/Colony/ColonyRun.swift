public import Economy
public import Interface
import Kernels
import Policies
import CKernels
import Glibc
import Synchronization
public import Simulation

/// A colony as scripts and the REPL hold it: run in the foreground, or on a thread of its own.
///
/// One thread at a time has the colony. While it runs in the background, whoever else asks for it gets it between two
/// events, so that commands apply there and what is read belongs together.
public final class ColonyRun: PassableObject, @unchecked Sendable {  // `gate` guards everything mutable
  public static var className: String { "colony" }

  private let colony: Colony
  private let gate = Gate()
  private var isStopping = false
  private var isBackground = false
  /// Where a background run says what happens: the REPL prints it above the prompt.
  private let notice: @Sendable (String) -> Void
  /// Whether a text of a policy in force may have changed, asked between events; nil when nobody watches.
  private let textsChanged: (@Sendable () -> Bool)?
  /// As of the last moment between two events at which it was told.
  private let told: Mutex<ColonyProgress>

  public init(_ colony: Colony, in environment: ColonyEnvironment) {
    self.colony = colony
    notice = environment.notice
    textsChanged = environment.makeWatch()
    told = Mutex(ColonyProgress())
    tell { _ in }
    told.withLock { $0.number = environment.roster.add(self) }
  }

  /// How far it has come, without waiting for anybody.
  public var progress: ColonyProgress { told.withLock { $0 } }

  /// Notes how far it has come, for `progress`. By whoever has the colony.
  private func tell(_ change: (inout ColonyProgress) -> Void) {
    told.withLock { progress in
      (progress.now, progress.duration, progress.isDone) = (colony.now, colony.duration, colony.isDone)
      (progress.endedCount, progress.taskCount) = (colony.metrics.total, colony.taskCount)
      change(&progress)
    }
  }

  /// The colony between two events.
  public func withColony<R>(_ body: (Colony) throws -> R) rethrows -> R {
    gate.enter(asGuest: true)
    defer { gate.leave() }
    return try body(colony)
  }

  /// Its books between two events.
  public func withLedger<R>(_ body: (Ledger) throws -> R) rethrows -> R { try withColony { try body($0.market.ledger) } }

  public var isRunning: Bool {
    gate.enter(asGuest: true)
    defer { gate.leave() }
    return isBackground
  }

  /// Runs in the foreground until a moment of simulated time, or until Ctrl-C.
  ///
  /// - Throws: `ScriptError` while the colony runs in the background.
  public func run(until time: Microseconds) throws {
    gate.enter(asGuest: true)
    defer {
      if !isBackground { tell { _ in } }
      gate.leave()
    }
    guard !isBackground else { throw ScriptError("colony:run: it is running in the background; colony:stop() it first") }
    var events = 0
    colony.run(until: time) { [self] in
      events += 1
      if events % Self.watchPeriod == 0 { takeChanges() }
      return ck_is_interrupted()
    }
    if let failure = colony.failure { throw ScriptError("colony:run: stands at \(colony.now.inSeconds) s: \(failure)") }
  }

  /// Starts a background run to the end.
  ///
  /// - Parameter pace: simulated seconds a real second; nil for as fast as it goes.
  public func start(pace: Double?) throws {
    gate.enter(asGuest: true)
    defer { gate.leave() }
    guard !isBackground else { throw ScriptError("colony:start: it is running already") }
    isBackground = true
    isStopping = false
    tell { ($0.isRunning, $0.elapsed, $0.endedInRun) = (true, 0, 0) }
    startThread { [self] in runInBackground(pace: pace) }
  }

  /// Stops a background run between two events and waits until it has.
  public func stop() {
    gate.enter(asGuest: true)
    isStopping = true
    gate.leave()
    wait { false }
  }

  /// Waits for the end of a background run.
  ///
  /// - Parameter isInterrupted: ends the waiting, not the run.
  public func wait(isInterrupted: () -> Bool) {
    while isRunning, !isInterrupted() { usleep(2_000) }
  }

  /// Reads again the text of every policy in force, between two events.
  ///
  /// - Returns: a line for each that took over, and for each that could not: the one before stays.
  public func reload() -> [String] { withColony { Self.reload($0) } }

  private static func reload(_ colony: Colony) -> [String] {
    let reload = colony.policies.reload(at: colony.now)
    return reload.swaps.map { "\($0.kind): \($0.to.name) \($0.to.version) took over from \($0.from.version) at \($0.time.inSeconds) s" }
      + reload.failures.map { "not swapped, the version before stays:\n\($0)" }
  }

  private func takeChanges() {
    guard let textsChanged, textsChanged() else { return }
    for line in Self.reload(colony) { notice(line) }
  }

  /// Events between two looks at the watched texts.
  private static let watchPeriod = 64

  private func runInBackground(pace: Double?) {
    let begin = wallClock()
    gate.enter(asGuest: false)
    let origin = colony.now, endedBefore = colony.metrics.total
    var nextNotice = begin + Self.noticePeriod
    while !colony.isDone, colony.failure == nil, !isStopping {
      let limit = pace.map { origin + Microseconds.seconds($0 * (wallClock() - begin)) }
      for _ in 0..<Self.watchPeriod where !colony.isDone { colony.runOneEvent(until: limit ?? .max) }
      if limit != nil { colony.keepBooks() }  // at a person's pace nothing waits for the next thousand
      takeChanges()
      let elapsed = wallClock() - begin
      tell { ($0.elapsed, $0.endedInRun) = (elapsed, $0.endedCount - endedBefore) }
      gate.leave()
      if begin + elapsed >= nextNotice {
        nextNotice = begin + elapsed + Self.noticePeriod
        notice(progress.line)
      }
      if let limit, limit <= colony.nextTime { usleep(5_000) }
      gate.enter(asGuest: false)
    }
    isBackground = false
    colony.keepBooks()
    let failure = colony.failure
    tell { ($0.isRunning, $0.elapsed, $0.endedInRun) = (false, wallClock() - begin, $0.endedCount - endedBefore) }
    let last = progress
    gate.leave()
    if let failure { notice("\(last.title): \(failure)") }
    notice("\(last.title) \(last.isDone ? "done" : "stopped")  " + last.facts.joined(separator: "  "))
  }

  /// Real seconds between two lines about a background run.
  private static let noticePeriod = 10.0
}

/// A lock that lets guests in before the host comes back.
private final class Gate: @unchecked Sendable {
  private var mutex = pthread_mutex_t()
  private var condition = pthread_cond_t()
  private var isTaken = false
  private var guests = 0

  init() {
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&condition, nil)
  }

  deinit {
    pthread_cond_destroy(&condition)
    pthread_mutex_destroy(&mutex)
  }

  func enter(asGuest: Bool) {
    pthread_mutex_lock(&mutex)
    if asGuest { guests += 1 }
    while isTaken || (!asGuest && guests > 0) { pthread_cond_wait(&condition, &mutex) }
    if asGuest { guests -= 1 }
    isTaken = true
    pthread_mutex_unlock(&mutex)
  }

  func leave() {
    pthread_mutex_lock(&mutex)
    isTaken = false
    pthread_cond_broadcast(&condition)
    pthread_mutex_unlock(&mutex)
  }
}

private func wallClock() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
