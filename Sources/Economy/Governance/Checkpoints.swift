/// An amount over time: what it was at any moment of the past.
struct Checkpoints: Sendable {
  struct Entry: Sendable {
    let time: Int64
    var amount: Int64
    /// The mean moment the amount came in at, weighted by its parts: what is added later is younger, and dust hardly
    /// changes it. What leaves takes no age with it.
    var since: Int64
  }
  private(set) var entries: ContiguousArray<Entry> = []

  var amount: Int64 { entries.last?.amount ?? 0 }

  /// - Precondition: `time` is not before the last entry's, `amount >= 0`.
  mutating func set(_ amount: Int64, at time: Int64) {
    let last = entries.last
    precondition(amount >= 0 && time >= last?.time ?? .min)
    var since = time
    if let last, last.amount > 0, amount > 0 {
      // since' = since + (time − since)·added/amount
      since = amount > last.amount ? last.since + mulDiv(time - last.since, amount - last.amount, amount, .ceil)! : last.since
    }
    if last?.time == time { entries.removeLast() }
    entries.append(Entry(time: time, amount: amount, since: since))
  }

  /// The entry in force at a moment; nil before the first.
  ///
  /// - Complexity: O(log *n*) in the number of changes
  func entry(at time: Int64) -> Entry? {
    var low = 0, high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : entries[low - 1]
  }

  func amount(at time: Int64) -> Int64 { entry(at: time)?.amount ?? 0 }
}
