import Kernels
public import Policies

/// The slashing rule in force: what an offence costs, re-checked before anybody loses anything.
///
/// It remembers who offended when, so that a rule can tell the first offence from the tenth. Offences are forgotten after
/// the span.
public final class SlashingRule {
  /// What an offence costs.
  public struct Penalty: Sendable, Equatable {
    /// Of the liable stake, in parts per million.
    public let fraction: Int64
    /// Whether the span's losses so far count towards it.
    public let worstOnly: Bool
  }

  public let slot: PolicySlot
  /// How long an offence counts, in µs.
  public let span: Int64
  private let frame: PolicyFrame
  private let chance: RandomStream
  /// When each offender offended, oldest first.
  private var offences: [AccountID: [Int64]] = [:]

  /// - Parameter slot: of `Slashing.kind`; a new one holds the built-in rule.
  public init(_ slot: PolicySlot = PolicySlot(Slashing.kind), span: Int64, seed: UInt64) {
    precondition(slot.kind.name == Slashing.kind.name && span >= 1)
    self.slot = slot
    self.span = span
    chance = RandomStream(seed: seed, "slashing")
    frame = PolicyFrame(Slashing.kind, random: chance)
  }

  /// Asks what an offence costs. Changes nothing: `record` says that it was punished.
  ///
  /// - Parameters:
  ///   - severity: in parts per million; the offence's own when nil.
  ///   - stake: that is liable, in µrUv.
  ///   - committed: when it happened, in µs, 0 or later.
  public func penalty(
    for offence: Offence, of offender: AccountID, severity: Int64? = nil, stake: Int64, committed: Int64, at now: Int64
  ) -> Penalty {
    frame.now = now
    frame.random = chance.lane(UInt64(offender.rawValue)).state
    frame.argument(0, severity ?? offence.severity)
    frame.set(Slashing.Field.offence, offence.rawValue)
    frame.set(Slashing.Field.stake, stake)
    frame.set(Slashing.Field.earlier, Int64(earlier(of: offender, before: committed)))
    frame.set(Slashing.Field.span, span)
    slot.call(0, frame)
    return Penalty(fraction: frame.integerResult(0)!, worstOnly: frame.booleanResult(1) ?? false)
  }

  /// The offender's offences in the span up to a moment.
  public func earlier(of offender: AccountID, before moment: Int64) -> Int {
    (offences[offender] ?? []).count { $0 <= moment && moment - $0 < span }
  }

  /// - Precondition: `0 <= committed <= now`
  public func record(_ offender: AccountID, committed: Int64, at now: Int64) {
    precondition(0 <= committed && committed <= now)
    var known = offences[offender] ?? []
    // Evidence may come late: what is older than two spans counts no more.
    known.removeAll { now - $0 > 2 * min(span, .max / 2) }
    known.insert(committed, at: known.firstIndex { $0 > committed } ?? known.count)
    offences[offender] = known
  }
}
