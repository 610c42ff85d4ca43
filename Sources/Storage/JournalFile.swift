import GRDB
import GRDBSQLite
import Glibc

/// An append-only file of rows in SQLite that survives being killed at any instant: what `append` returned from is there for
/// ever, and of an `append` that was cut short either everything or nothing is.
///
/// Write-ahead log with full sync: each commit waits for the disk. One writer at a time; others may read. It belongs to one
/// thread.
public final class JournalFile {
  public let path: String
  /// The number of the last row.
  public private(set) var count: Int64 = 0
  private var connection: DatabaseQueue?
  private var statements: Statements?
  private var lock: WriterLock?
  /// After the disk failed.
  private var failure: StorageError?

  /// What the file says it is, in SQLite's header.
  private static let application = 0x666F_726D  // "form"
  private static let schema = 1

  /// Opens the journal of that name, or begins it.
  ///
  /// - Throws: `StorageError`; a file of another kind is left as it was.
  public init(path: String) throws(StorageError) {
    self.path = path
    let place = try databasePlace(path)
    lock = try WriterLock(for: place)
    do {
      var configuration = Configuration()
      configuration.label = "journal"
      configuration.busyMode = .timeout(2)
      let queue = try DatabaseQueue(path: place, configuration: configuration)
      connection = queue
      try queue.inDatabase { database in
        try identify(database)
        try waitForDisk(database, path)
        try found(database)
        count = try Int64.fetchOne(database, sql: "SELECT coalesce(max(number), 0) FROM entry") ?? 0
        statements = try Statements(database)
      }
    } catch {
      let reason = StorageError(error, path)
      shut()
      throw reason
    }
  }

  /// Opens the journal of that name to be read: nothing is written to it. Another process may be writing; what it has
  /// committed by now is read.
  ///
  /// - Throws: `StorageError`
  public init(reading path: String) throws(StorageError) {
    self.path = path
    let place = try databasePlace(path)
    if access(place, F_OK) != 0 { throw .notAJournal(path: path, reason: "there is no such file") }
    do {
      var configuration = Configuration()
      configuration.label = "journal, read"
      configuration.readonly = true
      configuration.busyMode = .timeout(2)
      // Without a log beside it nobody is writing, and SQLite need not make one.
      let isAtRest = access(place + "-wal", F_OK) != 0
      let queue = try DatabaseQueue(path: isAtRest ? "file://\(Self.escaped(place))?immutable=1" : place, configuration: configuration)
      connection = queue
      try queue.inDatabase { database in
        try identify(database)
        guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE name = 'entry'") == 1 else {
          throw StorageError.notAJournal(path: path, reason: "it has no entries")
        }
        count = try Int64.fetchOne(database, sql: "SELECT coalesce(max(number), 0) FROM entry") ?? 0
      }
    } catch {
      let reason = StorageError(error, path)
      shut()
      throw reason
    }
  }

  deinit { shut() }

  /// SQLite's `synchronous` in force: 2, each commit waits for the disk.
  public var synchronous: Int {
    (try? connection?.inDatabase { try Int.fetchOne($0, sql: "PRAGMA synchronous") }) ?? -1
  }

  // MARK: Rows

  /// Writes `count` rows, all or none, and returns when the disk has them.
  ///
  /// - Throws: `StorageError`; `.readOnly` where it was opened to be read.
  /// - Parameter row: of each index below `count`; numbered on from the last.
  public func append(_ count: Int, _ row: (Int) -> JournalRow) throws(StorageError) {
    guard count > 0 else { return }
    if let failure { throw failure }
    guard let connection else { throw .closed(path: path) }
    guard let statements else { throw .readOnly(path: path, reason: "it was opened to be read") }
    let status = connection.inDatabase { statements.insert(count, row, $0) }
    guard let status else {
      self.count += Int64(count)
      return
    }
    let error = StorageError(sqlite: status.code, status.text, path)
    if case .failed = error { failure = error }
    throw error
  }

  /// Every row in order.
  ///
  /// - Throws: what `body` throws, and `StorageError.damaged` where the file can't be read on.
  public func rows(_ body: (JournalRow) throws -> Void) throws {
    guard let connection else { throw StorageError.closed(path: path) }
    var last: Int64 = 0
    do {
      try connection.inDatabase { database in
        let statement = try database.makeStatement(
          sql: "SELECT number, time, kind, id, debit, credit, amount, code, name, hash FROM entry ORDER BY number")
        let cursor = statement.sqliteStatement
        while true {
          let code = sqlite3_step(cursor)
          if code == SQLITE_DONE { return }
          if code != SQLITE_ROW { throw StorageError.damaged(path: path, entry: last + 1, reason: "cannot be read: \(message(database))") }
          guard let row = JournalRow(cursor) else { throw StorageError.damaged(path: path, entry: last + 1, reason: "is not a row of a journal") }
          if row.number != last + 1 { throw StorageError.damaged(path: path, entry: last + 1, reason: "is missing") }
          last = row.number
          try body(row)
        }
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path)
    }
    if last < count { throw StorageError.damaged(path: path, entry: last + 1, reason: "is missing") }
  }

  /// Closes it and lets others write. What was appended is there.
  public func close() { shut() }

  public var isOpen: Bool { connection != nil && failure == nil }

  // MARK: Opening

  /// A path in a URI: what has a meaning there by its number.
  private static func escaped(_ path: String) -> String {
    path.map { ["?": "%3F", "#": "%23", "%": "%25"][$0] ?? String($0) }.joined()
  }

  /// Refuses what isn't a journal before anything is written to it.
  private func identify(_ database: Database) throws {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if tables == 0, application == 0 { return }
    if application != Self.application { throw StorageError.notAJournal(path: path, reason: "it is another program's database") }
    if version != Self.schema { throw StorageError.schema(path: path, found: version, known: Self.schema) }
  }

  /// Makes the tables of a new journal, in one step.
  private func found(_ database: Database) throws {
    if try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE name = 'entry'") == 1 { return }
    try database.inTransaction(.immediate) {
      try database.execute(sql: Self.tables)
      try database.execute(sql: "PRAGMA application_id = \(Self.application); PRAGMA user_version = \(Self.schema)")
      return .commit
    }
  }

  /// Rows are final: to change one, somebody has to remove the triggers first, and then the hashes tell.
  public static let tables = """
    CREATE TABLE entry(
      number INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind INTEGER NOT NULL, id INTEGER NOT NULL, debit INTEGER NOT NULL,
      credit INTEGER NOT NULL, amount INTEGER NOT NULL, code INTEGER NOT NULL, name TEXT, hash BLOB NOT NULL) STRICT;
    CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'entries are final'); END;
    CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'entries are final'); END;
    """
  public static let insertion = "INSERT INTO entry VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

  private func shut() {
    statements = nil  // before the connection they belong to
    try? connection?.close()
    connection = nil
    lock?.release()
    lock = nil
  }
}

/// The statements of the hot path, prepared once and stepped without a layer between: an insertion costs what SQLite takes.
private final class Statements {
  private let begin: Statement
  private let insertion: Statement
  private let commit: Statement
  private let rollBack: Statement

  init(_ database: Database) throws {
    begin = try database.makeStatement(sql: "BEGIN IMMEDIATE")
    insertion = try database.makeStatement(sql: JournalFile.insertion)
    commit = try database.makeStatement(sql: "COMMIT")
    rollBack = try database.makeStatement(sql: "ROLLBACK")
  }

  /// - Returns: what went wrong, nil when the rows are on the disk.
  func insert(_ count: Int, _ row: (Int) -> JournalRow, _ database: Database) -> (code: Int32, text: String)? {
    var code = step(begin)
    if code == SQLITE_DONE {
      for i in 0..<count {
        code = insert(row(i))
        if code != SQLITE_DONE { break }
      }
      if code == SQLITE_DONE { code = step(commit) }
    }
    if code == SQLITE_DONE { return nil }
    let failure = (sqlite3_extended_errcode(database.sqliteConnection), message(database))
    if sqlite3_get_autocommit(database.sqliteConnection) == 0 { _ = step(rollBack) }
    return failure
  }

  private func step(_ statement: Statement) -> Int32 {
    let code = sqlite3_step(statement.sqliteStatement)
    sqlite3_reset(statement.sqliteStatement)
    return code
  }

  private func insert(_ row: JournalRow) -> Int32 {
    let target = insertion.sqliteStatement
    sqlite3_bind_int64(target, 1, row.number)
    sqlite3_bind_int64(target, 2, row.time)
    sqlite3_bind_int64(target, 3, row.kind)
    sqlite3_bind_int64(target, 4, row.id)
    sqlite3_bind_int64(target, 5, row.debit)
    sqlite3_bind_int64(target, 6, row.credit)
    sqlite3_bind_int64(target, 7, row.amount)
    sqlite3_bind_int64(target, 8, row.code)
    return withUnsafeBytes(of: row.hash.words) { hash in
      sqlite3_bind_blob(target, 10, hash.baseAddress, 32, nil)  // read by the step below, while it is there
      if row.name.isEmpty {
        sqlite3_bind_null(target, 9)
        return step(insertion)
      }
      var name = row.name
      return name.withUTF8 { text in
        text.withMemoryRebound(to: CChar.self) { _ = sqlite3_bind_text(target, 9, $0.baseAddress, Int32($0.count), nil) }
        return step(insertion)
      }
    }
  }
}

extension JournalRow {
  /// The row a statement stands at; nil for one with a value of another kind.
  fileprivate init?(_ cursor: SQLiteStatement) {
    guard (0..<8).allSatisfy({ sqlite3_column_type(cursor, $0) == SQLITE_INTEGER }), sqlite3_column_type(cursor, 9) == SQLITE_BLOB,
      sqlite3_column_bytes(cursor, 9) == 32, let blob = sqlite3_column_blob(cursor, 9)
    else { return nil }
    var hash = Fingerprint()
    withUnsafeMutableBytes(of: &hash.words) { $0.copyMemory(from: UnsafeRawBufferPointer(start: blob, count: 32)) }
    self.init(
      number: sqlite3_column_int64(cursor, 0), time: sqlite3_column_int64(cursor, 1), kind: sqlite3_column_int64(cursor, 2),
      id: sqlite3_column_int64(cursor, 3), debit: sqlite3_column_int64(cursor, 4), credit: sqlite3_column_int64(cursor, 5),
      amount: sqlite3_column_int64(cursor, 6), code: sqlite3_column_int64(cursor, 7),
      name: sqlite3_column_text(cursor, 8).map {
        String(decoding: UnsafeBufferPointer(start: $0, count: Int(sqlite3_column_bytes(cursor, 8))), as: UTF8.self)
      } ?? "", hash: hash)
  }
}
