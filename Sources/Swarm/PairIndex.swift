/// Rows of a sparse table on (task type, node): a row number for each pair that was ever written, in order of arrival.
///
/// Open addressing with a fixed hash, so that nothing depends on the process.
struct PairIndex: Sendable {
  /// A pair and its row, side by side: a search that hits touches one line of memory.
  private struct Slot {
    var key: UInt64 = 0
    /// −1 where free.
    var row: Int32 = -1
  }

  private var slots = [Slot](repeating: Slot(), count: 64)
  private(set) var count = 0

  init() {}

  private static func key(_ type: Int, _ node: Int) -> UInt64 {
    precondition(type >= 0 && node >= 0 && type <= Int(Int32.max) && node <= Int(Int32.max))
    return UInt64(type) << 32 | UInt64(node)
  }

  /// The row of a pair, nil if it has none.
  ///
  /// - Complexity: O(1) expected
  func row(_ type: Int, _ node: Int) -> Int? {
    let key = Self.key(type, node)
    let slot = slots[place(of: key)]
    return slot.row >= 0 ? Int(slot.row) : nil
  }

  /// The row of a pair, a new one at the end if it has none.
  mutating func insert(_ type: Int, _ node: Int) -> (row: Int, isNew: Bool) {
    let key = Self.key(type, node)
    let place = place(of: key)
    if slots[place].row >= 0 { return (Int(slots[place].row), false) }
    let row = count
    slots[place] = Slot(key: key, row: Int32(row))
    count += 1
    if 2 * count > slots.count { grow() }
    return (row, true)
  }

  /// Where a pair is, or else the free slot it would take.
  private func place(of key: UInt64) -> Int {
    var place = home(key)
    while slots[place].row >= 0, slots[place].key != key { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.row >= 0 { slots[place(of: slot.key)] = slot }
  }

  private func home(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
  }
}
