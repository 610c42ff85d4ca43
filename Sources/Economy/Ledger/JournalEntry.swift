public import Storage

/// One change of the books, as it is kept for ever.
public struct JournalEntry: Sendable, Equatable {
  public enum Kind: UInt8, Sendable {
    /// An account was opened: `debit` is its number, `code` its limit.
    case account = 1
    case transfer, hold
    /// A hold ended: `amount` is what was moved, or given back.
    case post, void
    /// What was asked for and refused for good under its id.
    case refusedTransfer, refusedHold
    /// What was decided rather than moved: `name` says it.
    case note
  }

  /// In microseconds by the ledger's clock; never before the entry before.
  public let time: Int64
  public let kind: Kind
  public let id: TransferID
  public let debit: AccountID
  public let credit: AccountID
  /// In µrUv.
  public let amount: Int64
  public let code: TransferCode
  /// Of an account; a note's text; a hold's timeout in µs, if it has one.
  public let name: String
  /// BLAKE2b-256 of the hash before and this entry, so that no entry can be changed, removed or moved unseen.
  public internal(set) var hash = Fingerprint()

  public init(
    time: Int64, kind: Kind, id: TransferID = TransferID(rawValue: 0), debit: AccountID, credit: AccountID = AccountID(rawValue: 0),
    amount: Int64 = 0, code: TransferCode, name: String = ""
  ) {
    self.time = time
    self.kind = kind
    self.id = id
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.code = code
    self.name = name
  }
}

extension JournalEntry {
  /// A hold's, in µs: 0 for none, nil where the entry says something else.
  var timeout: Int64? { name.isEmpty ? 0 : Int64(name).flatMap { $0 > 0 ? $0 : nil } }

  /// - Complexity: one hash of one block, about 250 ns; no allocation for an entry without a long name
  func hash(number: Int64, after previous: Fingerprint) -> Fingerprint {
    let words = (
      previous.words, UInt64(bitPattern: number).littleEndian, UInt64(bitPattern: time).littleEndian, id.rawValue.littleEndian,
      UInt64(bitPattern: amount).littleEndian, (UInt64(debit.rawValue) << 32 | UInt64(credit.rawValue)).littleEndian,
      (UInt64(kind.rawValue) << 8 | UInt64(code.rawValue)).littleEndian
    )
    return withUnsafeBytes(of: words) { Fingerprint(of: $0, name) }
  }

  /// Reads a row that says what it should; nil where its numbers mean nothing.
  init?(_ row: JournalRow) {
    guard let kind = UInt8(exactly: row.kind).flatMap(Kind.init), let debit = UInt32(exactly: row.debit),
      let credit = UInt32(exactly: row.credit), let code = UInt8(exactly: row.code)
    else { return nil }
    self.init(
      time: row.time, kind: kind, id: TransferID(rawValue: UInt64(bitPattern: row.id)), debit: AccountID(rawValue: debit),
      credit: AccountID(rawValue: credit), amount: row.amount, code: TransferCode(rawValue: code), name: row.name)
    hash = row.hash
  }

  func row(number: Int64) -> JournalRow {
    JournalRow(
      number: number, time: time, kind: Int64(kind.rawValue), id: Int64(bitPattern: id.rawValue), debit: Int64(debit.rawValue),
      credit: Int64(credit.rawValue), amount: amount, code: Int64(code.rawValue), name: name, hash: hash)
  }
}
