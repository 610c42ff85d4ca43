import Economy
import Policies

/// Why tasks cost what they did: what can't be found again once the market has moved on, for the last so many tasks.
struct Reasons {
  /// Some 250 bytes a task, with eight bids.
  static let kept = 65_536

  /// How the reserve came about.
  struct Reserve {
    var basis: QuoteBasis
    var meanPrice: Double
    var policy: Int32
  }

  struct Bid {
    enum State: UInt8 {
      /// Its opening never came.
      case sealed
      /// Too dear, or too late for the deadline.
      case infeasible
      case feasible
    }
    var node: Int32
    var price: Int64
    var state: State
  }

  struct Record {
    var task = -1
    var reserve: Reserve?
    var bids: [Bid] = []
    /// Of the rule that chose among the bids; -1 where none was asked.
    var rule: Int32 = -1
  }

  /// At their numbers modulo `kept`.
  private var records: [Record] = []
  /// Every text that decided something, once.
  private(set) var policies: [PolicyIdentity] = []

  /// Changes what is known of a task.
  mutating func note(_ task: Int, _ change: (inout Record) -> Void) {
    let place = task % Self.kept
    while records.count <= place { records.append(Record()) }
    if records[place].task != task { records[place] = Record(task: task) }
    change(&records[place])
  }

  /// The number of a text.
  mutating func number(of policy: PolicyIdentity) -> Int32 {
    if let place = policies.lastIndex(of: policy) { return Int32(place) }
    policies.append(policy)
    return Int32(policies.count - 1)
  }

  /// What is known of a task; nil where it is forgotten or never got so far.
  func record(of task: Int) -> Record? {
    let place = task % Self.kept
    return place < records.count && records[place].task == task ? records[place] : nil
  }
}
