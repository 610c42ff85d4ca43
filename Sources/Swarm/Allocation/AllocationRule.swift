public import Kernels
public import Policies

/// The allocation policy in force, asked which of a shortlist gets a task.
///
/// Fill the candidates in, then `choose`:
///
///     allocation.clear()
///     for node in shortlist {
///       allocation.add(posterior: table.posterior(type: type, node: node, now: now), trail: …, load: …, rtt: …)
///     }
///     let index = allocation.choose(lane: task, now: now)
public final class AllocationRule {
  typealias Field = AllocationKind.Field

  public let slot: PolicySlot
  /// Candidates added since `clear()`.
  public private(set) var count = 0
  private let frame: PolicyFrame
  private let capacity: Int
  /// The vectors of the context, one after the other, `capacity` elements each.
  private let columns: UnsafeMutablePointer<Double>

  /// - Parameter capacity: the most candidates of one choice.
  public init(capacity: Int = 64, random: RandomStream) {
    precondition(capacity >= 1)
    self.capacity = capacity
    slot = PolicySlot(AllocationKind.kind)
    frame = PolicyFrame(AllocationKind.kind, random: random)
    columns = .allocate(capacity: 8 * capacity)
    columns.initialize(repeating: 0, count: 8 * capacity)
  }

  deinit { columns.deallocate() }

  /// Forgets the candidates of the last choice.
  public func clear() { count = 0 }

  /// Adds a candidate.
  ///
  /// - Parameters:
  ///   - posterior: what is believed of its service time and success.
  ///   - trail: strength of its pheromone trail, ≥ 0.
  ///   - load: work waiting there, in tasks, ≥ 0.
  ///   - rtt: round-trip time to it in µs, ≥ 0.
  /// - Precondition: fewer than `capacity` were added.
  public func add(posterior: Posterior, trail: Double, load: Double, rtt: Int64) {
    precondition(count < capacity)
    let row = columns + count
    row[0] = posterior.meanLogLatency
    row[capacity] = posterior.variance
    row[2 * capacity] = posterior.observations
    row[3 * capacity] = posterior.successA
    row[4 * capacity] = posterior.successB
    row[5 * capacity] = trail
    row[6 * capacity] = load
    row[7 * capacity] = Double(rtt)
    count += 1
  }

  /// The chosen candidate, from 0 in the order they were added.
  ///
  /// - Parameters:
  ///   - lane: names the choice for random draws: the task.
  ///   - now: simulated time in µs.
  /// - Precondition: at least one candidate was added.
  public func choose(lane: UInt64, now: Int64) -> Int {
    precondition(count > 0)
    frame.now = now
    frame.random.lane = lane
    frame.random.draw = 0
    frame.set(Field.count, Int64(count))
    for column in 0..<8 {
      frame.lend(Field.meanLogLatency + column, UnsafePointer(columns + column * capacity), count: count)
    }
    let count = Int64(count)
    slot.call(AllocationKind.Function.choose, frame) { [slot] (frame) throws(PolicyFault) in
      let index = frame.integerResult(0)!
      if index > count { throw .violation(slot.answering, "choose", "index is \(index), outside 1…\(count)") }
    }
    let index = Int(frame.integerResult(0)!) - 1
    frame.endCall()
    return index
  }
}
