/// Rows of a sparse table on (task type, node): a row number for each pair that was ever written, in order of arrival.
///
/// Open addressing with a fixed hash, so that nothing depends on the process.
struct PairIndex: Sendable {
  private var slots: [Int32]
  private(set) var keys: [UInt64] = []

  init() { slots = [Int32](repeating: -1, count: 64) }

  var count: Int { keys.count }

  static func key(_ type: Int, _ node: Int) -> UInt64 {
    precondition(type >= 0 && node >= 0 && type <= Int(Int32.max) && node <= Int(Int32.max))
    return UInt64(type) << 32 | UInt64(node)
  }

  /// The row of a pair, nil if it has none.
  ///
  /// - Complexity: O(1) expected
  func row(_ type: Int, _ node: Int) -> Int? {
    let key = Self.key(type, node)
    var slot = home(key)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The row of a pair, a new one at the end if it has none.
  mutating func insert(_ type: Int, _ node: Int) -> (row: Int, isNew: Bool) {
    if let row = row(type, node) { return (row, false) }
    keys.append(Self.key(type, node))
    if 2 * keys.count > slots.count {
      slots = [Int32](repeating: -1, count: 2 * slots.count)
      for row in keys.indices { place(row) }
    } else {
      place(keys.count - 1)
    }
    return (keys.count - 1, true)
  }

  private mutating func place(_ row: Int) {
    var slot = home(keys[row])
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(row)
  }

  private func home(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
  }
}
