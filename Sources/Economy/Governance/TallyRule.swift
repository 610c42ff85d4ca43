import Kernels
public import Policies

/// The tally in force, and those that votes in progress were begun under: asks, and re-checks the answer before it decides.
public final class TallyRule {
  /// Who voted, as a tally sees it.
  struct Voter {
    let member: Int
    /// In µrUv.
    let stake: Int64
    /// In µs.
    let held: Int64
    let isBonded: Bool
  }

  public let slot: PolicySlot
  private let frame: PolicyFrame
  private let chance: RandomStream
  private let lots: RandomStream
  /// A tally that was swapped still answers for the votes begun under it, with its own record.
  private var former: [ObjectIdentifier: PolicySlot] = [:]

  /// - Parameter slot: of `Governance.kind`; a new one holds the built-in stake majority.
  public init(_ slot: PolicySlot = PolicySlot(Governance.kind), seed: UInt64) {
    precondition(slot.kind.name == Governance.kind.name)
    self.slot = slot
    chance = RandomStream(seed: seed, "governance")
    lots = RandomStream(seed: seed, "governance", "lot")
    frame = PolicyFrame(Governance.kind, random: chance)
  }

  /// What new proposals are decided by: while a policy is suspended, its stand-in.
  var inForce: any Policy { slot.answering }

  /// What each vote weighs: at least 0, at most its stake.
  ///
  /// - Parameters:
  ///   - policy: the one in force when the proposal was made.
  ///   - number: the proposal's; lots and chance depend on the seed, it and the members only.
  /// - Complexity: O(votes) for the built-in rule
  func weigh(_ voters: [Voter], by policy: any Policy, number: Int, supply: Int64, now: Int64) -> [Int64] {
    let stakes = voters.map(\.stake), held = voters.map(\.held), bonded: [UInt8] = voters.map { $0.isBonded ? 1 : 0 }
    let keys = voters.map { voter in
      var lot = lots.lane(UInt64(number) << 32 | UInt64(voter.member))
      return Int64(bitPattern: lot.next() >> 1)
    }
    var weights = [Int64](repeating: 0, count: voters.count)
    guard !voters.isEmpty else { return weights }
    frame.now = now
    frame.random = chance.lane(UInt64(number)).state
    let slot = slot(of: policy)
    stakes.withUnsafeBufferPointer { stakes in
      held.withUnsafeBufferPointer { held in
        bonded.withUnsafeBufferPointer { bonded in
          keys.withUnsafeBufferPointer { keys in
            weights.withUnsafeMutableBufferPointer { weights in
              frame.lendArgument(Governance.Argument.stakes, stakes.baseAddress!, count: stakes.count)
              frame.lendOutput(Governance.Argument.weights, weights.baseAddress!, count: weights.count)
              frame.set(Governance.Field.count, Int64(voters.count))
              frame.set(Governance.Field.supply, supply)
              frame.lend(Governance.Field.held, held.baseAddress!, count: held.count)
              frame.lend(Governance.Field.bonded, bonded.baseAddress!, count: bonded.count)
              frame.lend(Governance.Field.lot, keys.baseAddress!, count: keys.count)
              defer { frame.endCall() }
              slot.call(0, frame) { (_) throws(PolicyFault) in
                if let i = weights.indices.first(where: { weights[$0] > stakes[$0] }) {
                  throw .violation(
                    slot.answering, "weigh", "weights[\(i + 1)] is \(weights[i]) for a stake of \(stakes[i]) µrUv: no vote weighs more than its stake")
                }
              }
            }
          }
        }
      }
    }
    return weights
  }

  private func slot(of policy: any Policy) -> PolicySlot {
    if policy === slot.active || policy === slot.answering { return slot }
    if let slot = former[ObjectIdentifier(policy)] { return slot }
    let own = PolicySlot(Governance.kind)
    if policy !== slot.fallback { own.use(policy) }
    former[ObjectIdentifier(policy)] = own
    return own
  }
}
