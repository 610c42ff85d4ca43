/// A transfer's name, chosen by whoever asks for it, so that asking twice moves money once.
public struct TransferID: Hashable, Sendable, CustomStringConvertible {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The one transfer for a purpose, a task and a party: 8, 32 and 24 bits.
  public init(_ code: TransferCode, task: Int, party: Int = 0) {
    precondition(task >= 0 && task < 1 << 32, "task number \(task) outside 0 ..< 2^32")
    precondition(party >= 0 && party < 1 << 24, "party number \(party) outside 0 ..< 2^24")
    rawValue = UInt64(code.rawValue) << 56 | UInt64(task) << 24 | UInt64(party)
  }

  /// What `init(_:task:party:)` was given; code 0 for ids a script counted.
  public var code: TransferCode { TransferCode(rawValue: UInt8(rawValue >> 56)) }
  public var task: Int { Int(rawValue >> 24 & 0xFFFF_FFFF) }

  public var description: String { "\(rawValue >> 56):\(rawValue >> 24 & 0xFFFF_FFFF):\(rawValue & 0xFF_FFFF)" }
}

/// What a transfer is for. Codes from 64 up are free for scripts.
public struct TransferCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let issue = TransferCode(rawValue: 1)
  public static let escrow = TransferCode(rawValue: 2)
  public static let payment = TransferCode(rawValue: 3)
  public static let refund = TransferCode(rawValue: 4)
  public static let taskFee = TransferCode(rawValue: 5)
  public static let bond = TransferCode(rawValue: 6)
  public static let swap = TransferCode(rawValue: 7)
  public static let discount = TransferCode(rawValue: 8)
  public static let liquidity = TransferCode(rawValue: 9)
  public static let stake = TransferCode(rawValue: 10)
  public static let unstake = TransferCode(rawValue: 11)
  public static let slash = TransferCode(rawValue: 12)
  public static let grant = TransferCode(rawValue: 13)
  public static let vest = TransferCode(rawValue: 14)
  public static let clawback = TransferCode(rawValue: 15)
  public static let script = TransferCode(rawValue: 64)

  private static let names = [
    issue: "issue", escrow: "escrow", payment: "payment", refund: "refund", taskFee: "task fee", bond: "bond", swap: "swap",
    discount: "discount", liquidity: "liquidity", stake: "stake", unstake: "unstake", slash: "slash", grant: "grant", vest: "vest",
    clawback: "clawback", script: "script",
  ]
  /// Its name, its number where it has none.
  public var description: String { Self.names[self] ?? "\(rawValue)" }
}

/// One line of the books.
public struct Transfer: Sendable, Equatable {
  public enum State: UInt8, Sendable {
    case pending, posted, voided, rejected
    /// Given back because its time was over.
    case expired
  }
  public let id: TransferID
  public let debit: AccountID
  public let credit: AccountID
  /// What was asked, in µrUv.
  public let amount: Int64
  /// What was moved: less than `amount` after a partial post, 0 unless posted.
  public internal(set) var moved: Int64
  public let code: TransferCode
  public internal(set) var state: State
  /// Whether it began as a hold.
  public let isTwoPhase: Bool
  /// How long a hold may wait to be posted, in µs; 0 for ever.
  public var timeout: Int64 = 0
  /// The last moment it may be posted, in µs by the ledger's clock.
  public internal(set) var deadline: Int64 = .max
}

/// Whether an operation did something or had been done before.
public enum Receipt: Sendable, Equatable {
  case new, existing
}
