import CSodium
import Storage

/// Names what was done, once, whoever reports it: a task that failed, or what two signed messages prove.
public struct OffenceID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// - Parameter text: such as the fingerprint of what proves it.
  public init(_ text: String) { self.text = text }
  public init(task: Int) { text = "task \(task)" }

  public var description: String { text }

  /// The transfer by which an offender pays for it: the same whoever reports it, so that the ledger itself refuses to move
  /// the money twice.
  ///
  /// - Parameter attempt: counts on past an id that another offence has. 56 bits are few enough to be made to collide, and
  ///   nobody shall get off by that.
  func transfer(_ code: TransferCode, of offender: AccountID, attempt: UInt64) -> TransferID {
    let words = (UInt64(offender.rawValue).littleEndian, attempt.littleEndian)
    let print = withUnsafeBytes(of: words) { Fingerprint(of: $0, "slash " + text) }
    return TransferID(rawValue: UInt64(code.rawValue) << 56 | print.words[0] & 0xFF_FFFF_FFFF_FFFF)
  }
}
