/// When a hold ends by itself.
struct Deadline {
  let time: Int64
  let id: TransferID
}

extension Ledger {
  /// Gives back what is held beyond its time. Every operation does it first; between two, nothing moves by itself.
  ///
  /// - Complexity: O(1) while none is over
  public func expire() {
    guard let journal, journal.replayed == nil else { return }  // what is done again says itself what expired
    while let first = deadlines.last, first.time < journal.now {
      deadlines.removeLast()
      // One that was undone with its batch, or has ended otherwise, is only forgotten.
      if let hold = transfer(first.id), hold.state == .pending, hold.deadline == first.time { _ = try? release(first.id) }
    }
  }

  /// Sets the last moment of a hold.
  func limit(_ slot: Int, to timeout: Int64, since time: Int64) {
    let (deadline, overflow) = time.addingReportingOverflow(timeout)
    if overflow { return }
    history[slot].deadline = deadline
    watch(history[slot])
  }

  /// Puts a hold's deadline where it belongs.
  ///
  /// - Complexity: O(log *n*) and a move of what ends earlier
  func watch(_ hold: Transfer) {
    var (low, high) = (0, deadlines.count)
    while low < high {
      let middle = (low + high) / 2
      if deadlines[middle].time > hold.deadline { low = middle + 1 } else { high = middle }
    }
    deadlines.insert(Deadline(time: hold.deadline, id: hold.id), at: low)
  }
}
