public import Interface
public import Policies
import Synchronization

/// What a colony needs of its surroundings.
public struct ColonyEnvironment: Sendable {
  /// Holds the bundled data: `scripts/data`.
  public var dataFolder: @Sendable () throws -> String
  /// A source of plugins for one colony; called on the thread that will own it.
  public var makeSource: @Sendable () -> (any PolicySource)?
  /// For a colony that watches its plugins' texts: what it asks between events, whether one has changed.
  public var makeWatch: @Sendable () -> (@Sendable () -> Bool)?
  /// Shows a line: of a background run, of a swap.
  public var notice: @Sendable (String) -> Void
  /// The colonies scripts hold.
  public let roster = ColonyRoster()
  /// The governor that is meant where none is named.
  public let governors = GovernorDesk()

  public init(
    dataFolder: @escaping @Sendable () throws -> String, makeSource: @escaping @Sendable () -> (any PolicySource)?,
    makeWatch: @escaping @Sendable () -> (@Sendable () -> Bool)? = { nil }, notice: @escaping @Sendable (String) -> Void
  ) {
    self.dataFolder = dataFolder
    self.makeSource = makeSource
    self.makeWatch = makeWatch
    self.notice = notice
  }
}

/// The colonies that are alive, for what concerns all of them.
public final class ColonyRoster: Sendable {
  private struct Entry: Sendable { weak var run: ColonyRun? }
  private struct Contents: Sendable {
    var entries: [Entry] = []
    var count = 0
  }
  private let contents = Mutex(Contents())

  public init() {}

  /// - Returns: the colony's number, from 1.
  func add(_ run: ColonyRun) -> Int {
    contents.withLock { contents in
      contents.entries.removeAll { $0.run == nil }
      contents.entries.append(Entry(run: run))
      contents.count += 1
      return contents.count
    }
  }

  public var colonies: [ColonyRun] { contents.withLock { $0.entries.compactMap(\.run) } }

  // MARK: In the background

  /// Those that run in the background, in the order they were founded. Waits for none of them.
  public var running: [ColonyRun] { colonies.filter { $0.progress.isRunning } }

  /// Stops all background runs between two events; each can go on.
  public func stopAll() { running.forEach { $0.stop() } }

  /// One line about what runs in the background, cut to `width` columns; nil when nothing does. Waits for nobody.
  public func statusLine(width: Int, hasUnicode: Bool = true) -> String? {
    let progresses = running.map(\.progress)
    guard let first = progresses.first else { return nil }
    guard progresses.count > 1 else { return Card(first.title, first.facts).headline(width: width, hasUnicode: hasUnicode) }
    let shares = progresses.map { "\($0.number): \(Int($0.share * 100))%" }
    return Card("\(progresses.count) colonies", shares).headline(width: width, hasUnicode: hasUnicode)
  }

  /// Reads again the text of every policy in force; a line for each that took over, and for each that could not.
  public func reload() -> Table {
    Table(list: colonies.flatMap { $0.reload() }.map(Value.string))
  }
}
