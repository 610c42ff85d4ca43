public import Storage

/// Why a ledger refused an operation. Nothing has changed when one is thrown.
public enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownAccount(AccountID)
  case unknownTransfer(TransferID)
  /// Money moves between two accounts.
  case sameAccount(AccountID)
  /// Amounts are at least 1 µrUv.
  case invalidAmount(Int64)
  /// `available` µrUv is what the account may still spend, holds taken off.
  case insufficientFunds(AccountID, needed: Int64, available: Int64)
  /// The account may not be credited beyond what was debited from it: `room` µrUv is left.
  case creditsExceedDebits(AccountID, needed: Int64, room: Int64)
  /// The account's turnover would leave the range of 64-bit integers.
  case overflow(AccountID)
  /// The id was used for something else.
  case reusedID(TransferID)
  /// The id was refused before; a refusal is as final as a success. Try again under a new id.
  case alreadyRejected(TransferID)
  case alreadyPosted(TransferID)
  case alreadyVoided(TransferID)
  /// The hold was given back when its time was over.
  case alreadyExpired(TransferID)
  /// Only a held transfer can be posted or voided.
  case notHeld(TransferID)
  /// A hold cannot post more than it holds.
  case exceedsHold(TransferID, needed: Int64, held: Int64)
  /// Every remembered transfer is still pending, so none can be forgotten to make room.
  case historyFull(capacity: Int)
  /// What was asked for is not on the disk, and so it has not happened.
  case storage(StorageError)
  /// The first entry of the journal that is not what was written.
  case brokenChain(entry: Int)
  /// The books are wrong: a defect of the ledger itself.
  case imbalance(String)

  /// The account it is about, if it is about one.
  public var account: AccountID? {
    switch self {
    case .unknownAccount(let account), .sameAccount(let account), .overflow(let account),
      .insufficientFunds(let account, _, _), .creditsExceedDebits(let account, _, _):
      account
    default: nil
    }
  }

  public var description: String {
    switch self {
    case .unknownAccount(let account): "there is no account \(account)"
    case .unknownTransfer(let id): "there is no transfer \(id)"
    case .sameAccount(let account): "account \(account) cannot pay itself"
    case .invalidAmount(let amount): "amount is \(amount) µrUv, outside 1…\(Int64.max)"
    case .insufficientFunds(let account, let needed, let available):
      "account \(account) has \(available) µrUv to spend, \(needed) needed"
    case .creditsExceedDebits(let account, let needed, let room):
      "account \(account) may be credited \(room) µrUv more, not \(needed)"
    case .overflow(let account): "the turnover of account \(account) would exceed 2^63 − 1 µrUv"
    case .reusedID(let id): "transfer \(id) exists with other contents"
    case .alreadyRejected(let id): "transfer \(id) was refused before; use a new id"
    case .alreadyPosted(let id): "transfer \(id) is posted already"
    case .alreadyVoided(let id): "transfer \(id) is voided already"
    case .alreadyExpired(let id): "transfer \(id) has expired: its time to be posted is over"
    case .notHeld(let id): "transfer \(id) is not a hold"
    case .exceedsHold(let id, let needed, let held): "transfer \(id) holds \(held) µrUv, \(needed) asked"
    case .historyFull(let capacity): "all \(capacity) remembered transfers are pending"
    case .storage(let error): "\(error)"
    case .brokenChain(let entry): "entry \(entry) of the journal was changed, or one before it was removed"
    case .imbalance(let text): "the ledger does not balance: \(text)"
    }
  }
}
