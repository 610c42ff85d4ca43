import Kernels
public import Policies

/// The evidence about every node, side by side, moved by the reputation rule in force.
///
/// Decay is lazy: evidence is brought to the present when an outcome arrives or a score is asked, never for all nodes at
/// once. Reading a score changes nothing. Only whoever settles a task records outcomes, so nobody rates itself.
public final class ReputationRule {
  public let slot: PolicySlot
  private let frame: PolicyFrame
  private let chance: RandomStream
  private var good: ContiguousArray<Double>
  private var bad: ContiguousArray<Double>
  /// When each node's evidence was last moved, in the time it fades by, and when the node joined, in µs.
  private var updated: ContiguousArray<Int64>
  private var joined: ContiguousArray<Int64>
  private var stakes: ContiguousArray<Int64>
  /// The time evidence fades by, and what `updated` is in.
  private var fading = PacedTime()

  /// - Parameters:
  ///   - slot: of `Reputation.kind`; a new one holds the built-in Beta rule.
  ///   - count: nodes, each without evidence.
  public init(_ slot: PolicySlot = PolicySlot(Reputation.kind), count: Int, seed: UInt64) {
    precondition(slot.kind.name == Reputation.kind.name && count >= 0)
    self.slot = slot
    chance = RandomStream(seed: seed, "reputation")
    frame = PolicyFrame(Reputation.kind, random: chance)
    good = ContiguousArray(repeating: 0, count: count)
    bad = good
    updated = ContiguousArray(repeating: 0, count: count)
    joined = updated
    stakes = updated
  }

  public var count: Int { good.count }

  /// Adds a node without evidence and returns its index: a place is never handed on, so nobody inherits a history.
  public func join(at now: Int64) -> Int {
    good.append(0)
    bad.append(0)
    updated.append(fading(now))
    joined.append(now)
    stakes.append(0)
    return good.count - 1
  }

  /// From `now` on evidence fades at `pace` percent of what the rule says.
  public func setDecayPace(_ pace: Int64, at now: Int64) { fading.setPace(pace, at: now) }

  public var decayPace: Int64 { fading.pace }

  /// Tells the rule what a node has at stake, in µrUv.
  public func setStake(_ stake: Int64, of node: Int) { stakes[node] = stake }

  /// Records how a settled task went.
  ///
  /// - Parameters:
  ///   - outcome: 1 for a good result, 0 for a bad one, or between.
  ///   - value: what was at risk, in µrUv.
  ///   - now: simulated time in µs; a time before the last outcome's counts as that one.
  public func record(node: Int, outcome: Double, value: Int64 = 0, task: Int, at now: Int64) {
    precondition(outcome >= 0 && outcome <= 1, "outcome \(outcome) outside 0…1")
    prepare(node, value: value, lane: UInt64(node) << 40 | UInt64(task), at: now)
    let (a, b) = decayed(node, at: now)
    frame.argument(0, a)
    frame.argument(1, b)
    frame.argument(2, outcome)
    slot.call(Reputation.Call.update, frame)
    good[node] = frame.numberResult(0)!
    bad[node] = frame.numberResult(1)!
    updated[node] = max(updated[node], fading(now))
  }

  /// The node's trust at a moment, 0…1.
  public func score(of node: Int, at now: Int64) -> Double {
    prepare(node, value: 0, lane: UInt64(node) << 40, at: now)
    let (a, b) = decayed(node, at: now)
    frame.argument(0, a)
    frame.argument(1, b)
    slot.call(Reputation.Call.score, frame)
    return frame.numberResult(0)!
  }

  /// Evidence for and against a node at a moment.
  public func evidence(of node: Int, at now: Int64) -> (good: Double, bad: Double) {
    prepare(node, value: 0, lane: UInt64(node) << 40, at: now)
    return decayed(node, at: now)
  }

  private func prepare(_ node: Int, value: Int64, lane: UInt64, at now: Int64) {
    frame.now = now
    frame.random = chance.lane(lane).state
    frame.set(0, stakes[node])
    frame.set(1, max(0, now - joined[node]))
    frame.set(2, value)
  }

  private func decayed(_ node: Int, at now: Int64) -> (good: Double, bad: Double) {
    let (a, b) = (good[node], bad[node])
    let elapsed = fading(now) - updated[node]
    if elapsed <= 0 || (a == 0 && b == 0) { return (a, b) }
    frame.argument(0, a)
    frame.argument(1, b)
    frame.argument(2, elapsed)
    slot.call(Reputation.Call.decay, frame) { (frame) throws(PolicyFault) in
      if frame.numberResult(0)! > a || frame.numberResult(1)! > b {
        throw .violation(slot.answering, "decay", "evidence grew without an outcome")
      }
    }
    return (frame.numberResult(0)!, frame.numberResult(1)!)
  }
}
