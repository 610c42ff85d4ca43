import Simulation

/// One request on its way. A plain record: the colony's stages move it from state to state.
struct Task: Sendable {
  var submitter: Int32
  /// Its utterance's row in the data set.
  var row: Int32
  /// The utterance came before in this run: served and paid, but not counted in accuracy and not learned from.
  var isRepeat: Bool
  /// Of a domain that is new to the network in this run's second half.
  var isNovel: Bool
  var units: Int64
  /// What an answer in time is worth to the requester, in µrUv; it pays no more.
  var value: Int64
  var arrival: Microseconds
  var deadline: Microseconds

  var state = TaskState.arrived
  /// Index of the adapter its embedding calls for, -1 where no prototype is near.
  var type: Int32 = -1
  /// The most the requester pays: the pool's quote, or the value if that is less.
  var reserve: Int64 = 0
  /// The part of the payment the discount fund bears.
  var discount: Int64 = 0
  var winner: Int32 = -1
  var payment: Int64 = 0
  /// What the treasury takes for it, as of the award.
  var fee: Int64 = 0
  /// The winner's true cost.
  var cost: Int64 = 0
  var startsAt: Microseconds = 0
  /// Counts the executor's sessions: a result counts only if it is still the session the task started in.
  var session: Int32 = 0
  /// The adapter that serves it, -1 for the head alone.
  var adapter: Int32 = -1
  /// Whether that adapter is held in the winner's fast memory for it.
  var holdsAdapter = false
  /// The intent answered, -1 for an abstention.
  var answer: Int32 = -1
  var isDisputed = false
  /// When the result reached the requester, then when the task ended.
  var end: Microseconds = 0
}
