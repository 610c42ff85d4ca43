import Policies

/// Many trails at once: by the policy's vector functions where it has them, one by one where not.
extension PheromoneRule {
  /// - Precondition: `out` is as long as `strengths` and doesn't overlap it.
  ///
  /// - Parameter rank: place in its round, 0 for the best since trails began; nil without rounds.
  func deposit(
    _ strengths: UnsafeBufferPointer<Double>, quality: Double, best: Double, rank: Int? = nil, into out: UnsafeMutableBufferPointer<Double>
  ) {
    if let rank { frame.set(Field.rank, Int64(rank)) }
    defer { frame.setNone(Field.rank) }
    guard slot.answering.implements(PheromoneKind.Function.depositAll) else {
      for i in strengths.indices { out[i] = deposit(strengths[i], quality: quality, best: best, count: 0) }
      return
    }
    frame.set(Field.best, best)
    frame.set(Field.count, Int64(0))
    frame.argument(1, quality)
    callAll(PheromoneKind.Function.depositAll, strengths, out) { [self] () throws(PolicyFault) in
      for strength in out { try checkLimits(strength, "deposit_all") }
    }
  }

  /// - Precondition: as `deposit`.
  func evaporate(_ strengths: UnsafeBufferPointer<Double>, elapsed: Int64, into out: UnsafeMutableBufferPointer<Double>) {
    guard slot.answering.implements(PheromoneKind.Function.evaporateAll) else {
      for i in strengths.indices { out[i] = evaporate(strengths[i], elapsed: elapsed) }
      return
    }
    frame.argument(1, elapsed)
    callAll(PheromoneKind.Function.evaporateAll, strengths, out) { [self] () throws(PolicyFault) in
      for i in out.indices {
        try checkLimits(out[i], "evaporate_all")
        if out[i] > strengths[i] {
          throw .violation(slot.answering, "evaporate_all", "raised a trail from \(strengths[i]) to \(out[i])")
        }
      }
    }
  }

  /// - Precondition: as `deposit`, `heuristics` too.
  func weigh(
    _ strengths: UnsafeBufferPointer<Double>, _ heuristics: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    guard slot.answering.implements(PheromoneKind.Function.weightAll) else {
      for i in strengths.indices { out[i] = weight(strengths[i], heuristic: heuristics[i]) }
      return
    }
    frame.lendArgument(1, heuristics.baseAddress!, count: heuristics.count)
    callAll(PheromoneKind.Function.weightAll, strengths, out) { () throws(PolicyFault) in }
  }

  func callAll(
    _ function: Int, _ strengths: UnsafeBufferPointer<Double>, output: Int = 2, _ out: UnsafeMutableBufferPointer<Double>,
    check: () throws(PolicyFault) -> Void
  ) {
    out.update(repeating: .nan)
    frame.lendArgument(0, strengths.baseAddress!, count: strengths.count)
    frame.lendOutput(output, out.baseAddress!, count: out.count)
    slot.call(function, frame) { (_) throws(PolicyFault) in try check() }
    frame.endCall()
  }
}
