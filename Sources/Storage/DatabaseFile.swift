import GRDB
import GRDBSQLite
import Glibc

// What every file of ours that SQLite keeps has in common.

/// Where a file really is, so that two names of it meet at one lock.
func databasePlace(_ path: String) throws(StorageError) -> String {
  if path.isEmpty || path.utf8.contains(0) { throw .notAJournal(path: path, reason: "a file needs a name") }
  if let real = realpath(path, nil) {
    defer { free(real) }
    var status = stat()
    if stat(real, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw .notAJournal(path: path, reason: "it is no file") }
    return String(cString: real)
  }
  let cut = path.lastIndex(of: "/")
  let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  guard let real = realpath(folder, nil) else { throw .readOnly(path: path, reason: "\(folder): \(String(cString: strerror(errno)))") }
  defer { free(real) }
  return String(cString: real) + "/" + path[(cut.map { path.index(after: $0) } ?? path.startIndex)...]
}

/// Makes each commit wait for the disk.
///
/// Not in GRDB's `prepareDatabase`, where switching to the write-ahead log would set `synchronous` back to NORMAL, which loses
/// the last commits with the power.
func waitForDisk(_ database: Database, _ path: String) throws {
  let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") ?? ""
  try database.execute(sql: "PRAGMA synchronous = FULL")
  let level = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
  if mode != "wal" || level != 2 {
    throw StorageError.failed(path: path, reason: "commits would not wait for the disk (journal_mode \(mode), synchronous \(level))")
  }
}

/// What SQLite says of the last failure.
func message(_ database: Database) -> String { String(cString: sqlite3_errmsg(database.sqliteConnection)) }

extension StorageError {
  init(_ error: any Error, _ path: String) {
    switch error {
    case let error as StorageError: self = error
    case let error as DatabaseError:
      self.init(sqlite: error.extendedResultCode.rawValue, error.message ?? "\(error.resultCode)", path)
    default: self = .failed(path: path, reason: "\(error)")
    }
  }

  /// What a result code of SQLite means to whoever holds the file.
  init(sqlite code: Int32, _ text: String, _ path: String) {
    self = switch code & 0xFF {
    case SQLITE_FULL: .full(path: path)
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .readOnly(path: path, reason: text)
    case SQLITE_NOTADB: .notAJournal(path: path, reason: text)
    case SQLITE_CORRUPT: .damaged(path: path, entry: nil, reason: text)
    case SQLITE_BUSY, SQLITE_LOCKED: .inUse(path: path, holder: "another program that writes to it")
    default: .failed(path: path, reason: "\(text) (SQLite \(code))")
    }
  }
}
