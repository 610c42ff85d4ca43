/// Where a task is on its way through the network.
///
/// ```
/// arrived ─► shortlisting ─► committing ─► revealing ─► running ─► settling ─► completed
///    │            │              │             │           │           └────► refunded
///    └ overpriced └ unshortlisted└ unserved    └ unrevealed└ late · crashed · cut off · misfit
/// ```
public enum TaskState: UInt8, Sendable, CaseIterable {
  // On the way
  case arrived, shortlisting, committing, revealing, running, settling

  // The end
  /// Answered, undisputed or upheld: the executor is paid. The answer may be wrong, or an abstention.
  case completed
  /// A referee majority contradicted the executor: the requester is refunded, the executor slashed.
  case refunded
  /// The market's price is above what the task is worth to its requester.
  case overpriced
  /// No node within reach could be asked.
  case unshortlisted
  /// Nobody who was asked bid at or below the reserve and could meet the deadline.
  case unserved
  /// Every feasible bid stayed sealed: its opening was lost, or its bidder went away.
  case unrevealed
  /// The winner has no room for the adapter the task needs.
  case misfit
  /// The result came after the deadline, or never.
  case late
  /// The executor crashed or left while the task was running.
  case crashed
  /// The task or its result could not cross the network.
  case cutOff

  public static let ends = allCases.filter(\.isEnd)
  public var isEnd: Bool { rawValue >= TaskState.completed.rawValue }

  /// The name scripts and reports use.
  public var name: String { self == .cutOff ? "cut_off" : "\(self)" }
}
