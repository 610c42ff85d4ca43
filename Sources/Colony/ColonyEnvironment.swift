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
  private let entries = Mutex<[Entry]>([])

  public init() {}

  func add(_ run: ColonyRun) {
    entries.withLock { entries in
      entries.removeAll { $0.run == nil }
      entries.append(Entry(run: run))
    }
  }

  public var colonies: [ColonyRun] { entries.withLock { $0.compactMap(\.run) } }

  /// Reads again the text of every policy in force; a line for each that took over, and for each that could not.
  public func reload() -> Table {
    Table(list: colonies.flatMap { $0.reload() }.map(Value.string))
  }
}
