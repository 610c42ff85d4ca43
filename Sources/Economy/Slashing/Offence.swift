/// What a node is punished for, by what proves it.
public enum Offence: Int64, Sendable, CaseIterable, CustomStringConvertible {
  /// It had a task and gave no result in time.
  case deadline = 1
  /// Referees answer otherwise.
  case wrongAnswer
  /// Its opening is not what it committed to: two signed messages prove it.
  case mismatch
  /// It signed two messages that contradict each other, which prove it.
  case equivocation

  /// How grave it is by itself, in parts per million: what may be bad luck weighs less than what is signed.
  public var severity: Int64 {
    switch self {
    case .deadline, .wrongAnswer: 100_000
    case .mismatch: 500_000
    case .equivocation: 1_000_000
    }
  }

  /// As scripts write it.
  public var description: String {
    switch self {
    case .deadline: "deadline"
    case .wrongAnswer: "wrong_answer"
    case .mismatch: "mismatch"
    case .equivocation: "equivocation"
    }
  }
}

/// Parts of the whole, counted in millionths: policies see no fractions of money.
public enum PartsPerMillion {
  public static let whole: Int64 = 1_000_000
}
