import GRDB
import GRDBSQLite
import Glibc

/// Records by kind and key in SQLite: what outlives the process and changes, unlike a journal's entries.
///
/// A `write` is one commit of the write-ahead log with full sync: what it returned from is there for ever, and of one that was
/// cut short either everything or nothing is. One program at a time opens it. It belongs to one thread.
public final class RecordFile {
  public struct Record: Sendable, Equatable {
    public var kind: Int64
    public var key: Int64
    public var body: [UInt8]

    public init(kind: Int64, key: Int64, body: [UInt8]) { (self.kind, self.key, self.body) = (kind, key, body) }
  }

  public enum Change: Sendable {
    /// In place of the record of that kind and key, if there is one.
    case put(Record)
    case remove(kind: Int64, key: Int64)
  }

  /// A larger body is no record of ours.
  public static let bodyMax = 1 << 28

  public let path: String
  private let application: Int
  private let schema: Int
  private var connection: DatabaseQueue?
  private var lock: WriterLock?

  /// Opens the file, or begins it.
  ///
  /// - Parameters:
  ///   - application: what the file says it is, in SQLite's header; four letters as a number.
  ///   - schema: the version of what the records mean.
  /// - Throws: `StorageError`; a file of another kind or version is left as it was.
  public init(path: String, application: Int, schema: Int) throws(StorageError) {
    (self.path, self.application, self.schema) = (path, application, schema)
    let place = try databasePlace(path)
    lock = try WriterLock(for: place)
    do {
      var configuration = Configuration()
      configuration.label = "records"
      configuration.busyMode = .timeout(2)
      let queue = try DatabaseQueue(path: place, configuration: configuration)
      connection = queue
      try queue.inDatabase { database in
        try identify(database)
        try waitForDisk(database, path)
        try found(database)
      }
    } catch {
      let reason = StorageError(error, path)
      close()
      throw reason
    }
  }

  deinit { close() }

  /// Every record, by kind and key.
  ///
  /// - Throws: `StorageError.damaged` where the file can't be read, or holds what is no record.
  public func records() throws(StorageError) -> [Record] {
    guard let connection else { throw .closed(path: path) }
    do {
      return try connection.inDatabase { database in
        let statement = try database.makeStatement(sql: "SELECT kind, key, body FROM record ORDER BY kind, key")
        let cursor = statement.sqliteStatement
        var records: [Record] = []
        while true {
          let code = sqlite3_step(cursor)
          if code == SQLITE_DONE { return records }
          guard code == SQLITE_ROW else { throw StorageError(sqlite: code, message(database), path) }
          guard let record = Record(cursor) else {
            throw StorageError.damaged(path: path, entry: Int64(records.count + 1), reason: "is no record")
          }
          records.append(record)
        }
      }
    } catch { throw StorageError(error, path) }
  }

  /// Makes all of the changes in one commit, or none.
  ///
  /// - Precondition: no body is longer than `bodyMax`.
  public func write(_ changes: [Change]) throws(StorageError) {
    guard let connection else { throw .closed(path: path) }
    guard !changes.isEmpty else { return }
    do {
      try connection.inTransaction(.immediate) { database in
        let put = try database.cachedStatement(sql: "INSERT OR REPLACE INTO record VALUES(?, ?, ?)").sqliteStatement
        let remove = try database.cachedStatement(sql: "DELETE FROM record WHERE kind = ? AND key = ?").sqliteStatement
        for change in changes {
          let statement: OpaquePointer?, code: Int32
          switch change {
          case .put(let record):
            statement = put
            sqlite3_bind_int64(put, 1, record.kind)
            sqlite3_bind_int64(put, 2, record.key)
            code = record.body.withUnsafeBytes { body in  // read by the step, while it is there
              if body.isEmpty { sqlite3_bind_zeroblob(put, 3, 0) } else { sqlite3_bind_blob(put, 3, body.baseAddress, Int32(body.count), nil) }
              return sqlite3_step(put)
            }
          case .remove(let kind, let key):
            statement = remove
            sqlite3_bind_int64(remove, 1, kind)
            sqlite3_bind_int64(remove, 2, key)
            code = sqlite3_step(remove)
          }
          let failure = code == SQLITE_DONE ? nil : StorageError(sqlite: code, message(database), path)
          sqlite3_reset(statement)
          sqlite3_clear_bindings(statement)
          if let failure { throw failure }
        }
        return .commit
      }
    } catch { throw StorageError(error, path) }
  }

  /// Closes it and lets others open it. Idempotent.
  public func close() {
    try? connection?.close()
    connection = nil
    lock?.release()
    lock = nil
  }

  private func identify(_ database: Database) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if found == 0, try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0 { return }
    if found != application { throw StorageError.notAJournal(path: path, reason: "it is another program's database") }
    if version != schema { throw StorageError.schema(path: path, found: version, known: schema) }
    guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE name = 'record' AND type = 'table'") == 1 else {
      throw StorageError.notAJournal(path: path, reason: "it has no records")
    }
  }

  private func found(_ database: Database) throws {
    if try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE name = 'record'") == 1 { return }
    try database.inTransaction(.immediate) {
      try database.execute(sql: "CREATE TABLE record(kind INTEGER NOT NULL, key INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(kind, key)) STRICT")
      try database.execute(sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(schema)")
      return .commit
    }
  }
}

extension RecordFile.Record {
  /// The record a statement stands at; nil for one with a value of another kind.
  fileprivate init?(_ cursor: SQLiteStatement) {
    guard sqlite3_column_type(cursor, 0) == SQLITE_INTEGER, sqlite3_column_type(cursor, 1) == SQLITE_INTEGER,
      sqlite3_column_type(cursor, 2) == SQLITE_BLOB
    else { return nil }
    let count = Int(sqlite3_column_bytes(cursor, 2))
    guard count <= RecordFile.bodyMax else { return nil }
    let body = sqlite3_column_blob(cursor, 2).map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
    self.init(kind: sqlite3_column_int64(cursor, 0), key: sqlite3_column_int64(cursor, 1), body: body)
  }
}
