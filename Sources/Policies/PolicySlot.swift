/// Where a colony keeps the policy in force for one kind: it checks every answer, counts strikes, suspends a policy
/// that breaks its contract, and answers with the built-in rule instead.
public final class PolicySlot {
  public let kind: PolicyKind
  public private(set) var active: any Policy
  /// The built-in rule.
  public let fallback: any Policy
  /// Violations of the active policy so far.
  public private(set) var strikes = 0
  /// Set while the active policy is suspended: its last fault. The built-in rule answers meanwhile.
  public private(set) var suspension: PolicyFault?
  public private(set) var calls = 0
  /// Every fault, oldest first, bounded.
  public private(set) var faults: [PolicyFault] = []

  public init(_ kind: PolicyKind) {
    self.kind = kind
    fallback = kind.fallback()
    active = fallback
  }

  /// Puts a policy in force, with a clean record.
  public func use(_ policy: any Policy) {
    active = policy
    strikes = 0
    suspension = nil
  }

  /// Lifts a suspension; a person decided so.
  public func reinstate() {
    strikes = 0
    suspension = nil
  }

  /// Asks the policy in force. `check` sees the results before anybody else and throws where they break the contract
  /// beyond their declared types and ranges; then the built-in rule answers.
  ///
  /// - Returns: whether the policy in force answered.
  @discardableResult
  public func call(
    _ function: Int, instance: Int = 0, _ frame: PolicyFrame,
    check: (PolicyFrame) throws(PolicyFault) -> Void = { (_) throws(PolicyFault) in }
  ) -> Bool {
    calls += 1
    if suspension == nil {
      do throws(PolicyFault) {
        try active.call(function, instance: instance, frame)
        try frame.checkResults(function, of: active)
        try check(frame)
        return true
      } catch {
        strike(error)
      }
    }
    do throws(PolicyFault) { try fallback.call(function, instance: instance, frame) } catch {
      preconditionFailure("the built-in \(kind.name) rule failed: \(error)")
    }
    return false
  }

  private func strike(_ fault: PolicyFault) {
    strikes += 1
    if faults.count < 100 { faults.append(fault) }
    if strikes >= kind.strikesAllowed { suspension = fault }
  }
}
