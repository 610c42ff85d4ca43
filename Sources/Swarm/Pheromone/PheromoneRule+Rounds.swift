import Policies

/// Rounds of ants: what the policy says of them, or what holds where it says nothing.
extension PheromoneRule {
  private typealias Function = PheromoneKind.Function

  /// Sets the limits of trails for paths of about `steps` choices.
  ///
  /// - Returns: the strength all trails begin with.
  func begin(steps: Int) -> Double {
    guard slot.answering.implements(Function.begin) else {
      tauMin = 1e-6 * tauMax
      return tauMax
    }
    frame.argument(0, Int64(steps))
    slot.call(Function.begin, frame) { [self] (frame) throws(PolicyFault) in
      let floor = frame.numberResult(0)!, start = frame.numberResult(1)!
      if start < floor { throw .violation(slot.answering, "begin", "trails would begin with \(start), below the floor of \(floor)") }
    }
    tauMin = frame.numberResult(0)! * tauMax
    return max(tauMin, frame.numberResult(1)! * tauMax)
  }

  /// Tells the policy where it is.
  ///
  /// - Parameters:
  ///   - round: since trails began, from 1.
  ///   - stagnation: rounds since the best since then was found.
  func enter(round: Int, of time: Int64, ants: Int, stagnation: Int) {
    frame.set(Field.round, Int64(round))
    frame.set(Field.roundTime, time)
    frame.set(Field.ants, Int64(ants))
    frame.set(Field.stagnation, Int64(stagnation))
  }

  /// How likely an ant takes the most attractive way.
  func greed() -> Double {
    guard slot.answering.implements(Function.greed) else { return 0 }
    slot.call(Function.greed, frame)
    return frame.numberResult(0)!
  }

  /// How many of a round's outcomes are deposited, best first, and whether the best since trails began is.
  func elect(ants: Int) -> (count: Int, best: Bool) {
    guard slot.answering.implements(Function.elect) else { return (ants, false) }
    slot.call(Function.elect, frame) { [self] (frame) throws(PolicyFault) in
      let count = frame.integerResult(0)!
      if count > ants { throw .violation(slot.answering, "elect", "\(count) outcomes of a round of \(ants) ants") }
    }
    return (Int(frame.integerResult(0)!), frame.booleanResult(1)!)
  }

  /// Whether the policy wants to know how far trails have converged.
  var mayRestart: Bool { slot.answering.implements(Function.restart) }

  /// - Parameter branching: see the context field of that name.
  func restarts(branching: Double) -> Bool {
    guard mayRestart else { return false }
    frame.set(Field.branching, branching)
    defer { frame.setNone(Field.branching) }
    slot.call(Function.restart, frame)
    return frame.booleanResult(0)!
  }

  /// Whether walking a trail changes it. The built-in rule has the functions only to stand in.
  var hasVisits: Bool {
    let policy = slot.answering
    return policy.identity != slot.fallback.identity && (policy.implements(Function.visited) || policy.implements(Function.visitedAll))
  }

  /// Trails that an ant has walked.
  ///
  /// - Precondition: `out` is as long as `strengths` and doesn't overlap it.
  func visit(_ strengths: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>) {
    guard slot.answering.implements(Function.visitedAll) else {
      for i in strengths.indices {
        frame.argument(0, strengths[i])
        slot.call(Function.visited, frame) { [self] (frame) throws(PolicyFault) in
          try checkVisit(frame.numberResult(0)!, strengths[i], "visited")
        }
        out[i] = frame.numberResult(0)!
      }
      return
    }
    callAll(Function.visitedAll, strengths, output: 1, out) { [self] () throws(PolicyFault) in
      for i in out.indices { try checkVisit(out[i], strengths[i], "visited_all") }
    }
  }

  private func checkVisit(_ after: Double, _ before: Double, _ function: String) throws(PolicyFault) {
    try checkLimits(after, function)
    if after > before { throw .violation(slot.answering, function, "raised a trail from \(before) to \(after)") }
  }
}
