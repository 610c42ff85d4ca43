// From the queue to the running system, and the guardian's word.
extension Governor {
  /// Makes a queued proposal's changes, all or none, once.
  ///
  /// Bounds and content are checked again: what was valid when it was proposed may not be now. A proposal whose changes
  /// can't be made stays queued until it expires.
  public func execute(_ number: Int, at now: Int64) throws(GovernanceError) {
    let now = settle(at: now)
    let proposal = try proposal(number)
    guard proposal.state == .queued, let due = proposal.due else {
      throw .wrongState(number: number, state: proposal.state, action: "executed")
    }
    guard now >= due else { throw .timelocked(number: number, due: due, now: now) }
    if isPaused { throw .paused }
    do throws(GovernanceError) { try apply(proposal.changes, number, at: now) } catch {
      record(.undone(error.description), number, at: now)
      throw error
    }
    move(number, to: .executed, at: now)
  }

  private func apply(_ changes: [Change], _ number: Int, at now: Int64) throws(GovernanceError) {
    _ = try validate(changes)
    var made: [GovernanceEvent.Kind] = []
    var undo: [(parameter: GovernedParameter, value: Int64)] = []
    for case .parameter(let name, let value) in changes {
      let parameter = try parameter(name)  // validated: nothing is thrown from here to the policy
      undo.append((parameter, parameter.value))
      made.append(.changed(name: name, from: parameter.value, to: value))
      parameter.write(value)
    }
    for case .policy(let kind, let name, let hash) in changes {
      do throws(GovernanceError) { try deployment!.deploy(kind, name, hash: hash, at: now) } catch {
        for (parameter, value) in undo.reversed() { parameter.write(value) }
        throw error
      }
      made.append(.deployed(kind: kind, name: name, hash: hash))
    }
    for change in made { record(change, number, at: now) }
  }

  // MARK: The guardian

  /// What has been carried and waits: for approval, or for its time. In order of number.
  public var queue: [Proposal] { open.map { proposals[$0 - 1] }.filter { $0.state == .succeeded || $0.state == .queued } }

  /// The guardian agrees to a change that needs it, before or after the vote. The timelock runs from there at the earliest.
  public func approve(_ number: Int, at now: Int64) throws(GovernanceError) {
    let now = settle(at: now)
    let proposal = try proposal(number)
    guard !proposal.state.isEnd else { throw .wrongState(number: number, state: proposal.state, action: "approved") }
    guard proposal.needsApproval else { throw .needsNoApproval(number) }
    guard proposal.approvedAt == nil else { throw .alreadyApproved(number) }
    proposals[number - 1].approvedAt = now
    record(.approved, number, at: now)
    settle(at: now)
  }

  /// The guardian ends a proposal that is not at an end, for good.
  public func veto(_ number: Int, _ why: String, at now: Int64) throws(GovernanceError) {
    let now = settle(at: now)
    let proposal = try proposal(number)
    guard !proposal.state.isEnd else { throw .wrongState(number: number, state: proposal.state, action: "vetoed") }
    record(.vetoed(why), number, at: now)
    move(number, to: .vetoed, at: now)
  }

  /// Nothing is executed until it is resumed. Votes go on, and what expires meanwhile has expired.
  public func pause(at now: Int64) {
    let now = settle(at: now)
    if !isPaused { record(.paused, 0, at: now) }
    isPaused = true
  }

  public func resume(at now: Int64) {
    let now = settle(at: now)
    if isPaused { record(.resumed, 0, at: now) }
    isPaused = false
  }
}
