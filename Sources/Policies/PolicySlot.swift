import CKernels
import Glibc

/// Where a colony keeps the policy in force for one kind: it checks every answer, counts strikes, suspends a policy
/// that breaks its contract, and lets the previous one, or else the built-in rule, answer instead.
public final class PolicySlot {
  public let kind: PolicyKind
  /// The policy chosen for this slot; suspended while `suspension` is set.
  public private(set) var active: any Policy
  /// What was in force before `active`; takes over when that is suspended.
  public private(set) var previous: (any Policy)?
  /// The built-in rule: answers where neither can, and in place of a single faulty answer.
  public let fallback: any Policy
  /// Who answers now: `active`, or its stand-in while it is suspended.
  public private(set) var answering: any Policy
  /// Faults of the answering policy since it took over.
  public private(set) var strikes = 0
  /// Set while the active policy is suspended: the fault that did it.
  public private(set) var suspension: PolicyFault?
  public private(set) var calls = 0
  /// Calls that ended in a fault, and were answered by the built-in rule.
  public private(set) var faultCount = 0
  /// The first hundred faults, oldest first.
  public private(set) var faults: [PolicyFault] = []
  /// Every suspension, oldest first: which policy, when (simulated time), why.
  public private(set) var suspensions: [(policy: PolicyIdentity, time: Int64, fault: PolicyFault)] = []
  /// Nanoseconds spent in the sampled calls, of which there is one in 64.
  public private(set) var sampledNanoseconds: Int64 = 0
  public private(set) var sampledCalls = 0

  /// Where decisions are written down, if anywhere.
  public var log: DecisionLog?

  /// Policies that were suspended and not reinstated: what was pinned to one can't be decided by it any more.
  private var withdrawn: [any Policy] = []

  public init(_ kind: PolicyKind) {
    self.kind = kind
    fallback = kind.fallback()
    active = fallback
    answering = fallback
  }

  /// Puts a policy in force, with a clean record. The one before stays ready to take over, unless it was suspended.
  public func use(_ policy: any Policy) {
    log?.handOver(from: active, to: policy, kind)
    if suspension == nil { previous = active === fallback ? nil : active }
    active = policy
    answer(with: policy)
    suspension = nil
  }

  /// Whether a policy was suspended since it was pinned to something.
  public func isWithdrawn(_ policy: any Policy) -> Bool { withdrawn.contains { $0 === policy } }

  /// Lifts a suspension; a person decided so.
  public func reinstate() {
    withdrawn.removeAll { $0 === active }
    answer(with: active)
    suspension = nil
  }

  /// Mean cost of a call, from the sampled ones; 0 before the first.
  public var meanNanoseconds: Double { sampledCalls == 0 ? 0 : Double(sampledNanoseconds) / Double(sampledCalls) }

  /// Asks the policy in force. `check` sees the results before anybody else and throws where they break the contract
  /// beyond their declared types and ranges; then the built-in rule answers, from the same point of the random stream.
  ///
  /// - Parameter pinned: who decides instead of the policy in force: what was begun under one is ended under it.
  /// - Returns: whether the policy that was asked answered; false where the built-in rule stood in.
  @discardableResult
  public func call(
    _ function: Int, instance: Int = 0, _ frame: PolicyFrame, by pinned: (any Policy)? = nil,
    check: (PolicyFrame) throws(PolicyFault) -> Void = { (_) throws(PolicyFault) in }
  ) -> Bool {
    let isSampled = calls & 63 == 0
    calls += 1
    let start = isSampled ? nanoseconds() : 0
    defer {
      if isSampled {
        sampledNanoseconds += nanoseconds() - start
        sampledCalls += 1
      }
    }
    let log = log.flatMap { $0.isKept(kind) ? $0 : nil }
    let draw = frame.random.draw
    let asked = pinned ?? answering
    var question = log?.ask(asked, function, instance, frame)
    do throws(PolicyFault) {
      try asked.call(function, instance: instance, frame)
      try frame.checkResults(function, of: asked)
      try check(frame)
      if let log, let question { log.write(question, answered: function, frame) }
      return true
    } catch {
      precondition(asked !== fallback, "the built-in \(kind.name) rule failed: \(error)")
      if let log, let question { log.write(question, fault: error) }
      strike(error, against: asked, at: frame.now)
    }
    frame.random.draw = draw
    question = log?.ask(fallback, function, instance, frame)
    do throws(PolicyFault) {
      try fallback.call(function, instance: instance, frame)
      try frame.checkResults(function, of: fallback)
      try check(frame)
      if let log, let question { log.write(question, answered: function, frame) }
    } catch { preconditionFailure("the built-in \(kind.name) rule failed: \(error)") }
    return false
  }

  private func strike(_ fault: PolicyFault, against policy: any Policy, at time: Int64) {
    faultCount += 1
    if faults.count < 100 { faults.append(fault) }
    guard policy === answering else { return withdrawn.append(policy) }  // it is in force for what was pinned to it alone
    strikes += 1
    guard strikes >= kind.strikesAllowed else { return }
    withdrawn.append(answering)
    suspensions.append((answering.identity, time, fault))
    if answering === active {
      suspension = fault
      answer(with: previous ?? fallback)
    } else {
      previous = nil
      answer(with: fallback)
    }
  }

  private func answer(with policy: any Policy) {
    answering = policy
    strikes = 0
  }
}

private func nanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
