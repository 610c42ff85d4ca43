/// Why a journal could not be opened, read or written. Nothing has been applied when one is thrown.
public enum StorageError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Another writer has it: `holder` is "process 4711 (formic)".
  case inUse(path: String, holder: String)
  /// This program has opened it before and not closed it.
  case openAlready(path: String)
  /// There is something of another kind in that place.
  case notAJournal(path: String, reason: String)
  case schema(path: String, found: Int, known: Int)
  /// The first entry that is not what was written; nil where not even that can be told.
  case damaged(path: String, entry: Int64?, reason: String)
  case readOnly(path: String, reason: String)
  case full(path: String)
  /// The disk refused, so that nobody knows what it has; the journal takes nothing more until it is opened anew.
  case failed(path: String, reason: String)
  case closed(path: String)

  public var description: String {
    switch self {
    case .inUse(let path, let holder): "\(path) is in use by \(holder), and a journal has one writer at a time"
    case .openAlready(let path): "\(path) is open in this program already: close it first"
    case .notAJournal(let path, let reason): "\(path) is not a journal of ours: \(reason)"
    case .schema(let path, let found, let known): "\(path) has schema \(found), this program knows \(known)"
    case .damaged(let path, let entry, let reason): "\(path) is damaged: \(entry.map { "entry \($0) " } ?? "")\(reason)"
    case .readOnly(let path, let reason): "\(path) cannot be written: \(reason)"
    case .full(let path): "the disk is full: \(path) took nothing of this"
    case .failed(let path, let reason): "\(path) could not be written and is closed; open it again to go on from what is stored: \(reason)"
    case .closed(let path): "\(path) is closed"
    }
  }
}
