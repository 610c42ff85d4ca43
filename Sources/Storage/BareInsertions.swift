import GRDBSQLite

/// A journal's rows put into a journal's tables by SQLite's C interface and nothing else: what a `JournalFile` is measured
/// against.
public final class BareInsertions {
  private var connection: OpaquePointer?
  private var statements: [OpaquePointer?] = []
  private var number: Int64 = 0

  /// - Precondition: there is no such file, and one can be made.
  public init(path: String) {
    precondition(sqlite3_open(path, &connection) == SQLITE_OK, "no database at \(path)")
    for sql in ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", JournalFile.tables] {
      precondition(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK, "no tables at \(path)")
    }
    statements = ["BEGIN IMMEDIATE", JournalFile.insertion, "COMMIT"].map { sql in
      var statement: OpaquePointer?
      sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
      return statement
    }
  }

  deinit {
    for statement in statements { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  /// One commit.
  public func insert(_ count: Int) {
    step(0)
    let hash = SIMD4<UInt64>(1, 2, 3, 4)
    withUnsafeBytes(of: hash) { hash in
      for _ in 0..<count {
        number += 1
        let insertion = statements[1]
        for (column, value) in [number, 1_795_578_492_621_366 + number, 2, number, 1, 2, 5, 64].enumerated() {
          sqlite3_bind_int64(insertion, Int32(column + 1), value)
        }
        sqlite3_bind_null(insertion, 9)
        sqlite3_bind_blob(insertion, 10, hash.baseAddress, 32, nil)
        step(1)
      }
    }
    step(2)
  }

  private func step(_ index: Int) {
    precondition(sqlite3_step(statements[index]) == SQLITE_DONE, "SQLite refuses: \(String(cString: sqlite3_errmsg(connection)))")
    sqlite3_reset(statements[index])
  }
}
