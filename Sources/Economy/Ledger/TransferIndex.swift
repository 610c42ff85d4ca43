/// Where each transfer id is in the history: open addressing with linear probing, no tombstones.
struct TransferIndex: Sendable {
  private var ids: ContiguousArray<UInt64>
  /// −1 where free.
  private var slots: ContiguousArray<Int32>
  private var mask: Int
  private(set) var count = 0

  init(minimumCapacity: Int) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    ids = ContiguousArray(repeating: 0, count: size)
    slots = ContiguousArray(repeating: -1, count: size)
    mask = size - 1
  }

  /// - Complexity: O(1) expected
  func find(_ id: TransferID) -> Int? {
    var i = home(id.rawValue)
    while slots[i] >= 0 {
      if ids[i] == id.rawValue { return Int(slots[i]) }
      i = (i + 1) & mask
    }
    return nil
  }

  /// - Precondition: `id` is absent.
  mutating func insert(_ id: TransferID, at slot: Int) {
    if (count + 1) * 2 > ids.count { grow() }
    place(id.rawValue, Int32(slot))
    count += 1
  }

  /// Removes by moving later members of the probe run back, so that searches stay short for ever (Knuth 6.4, algorithm R).
  mutating func remove(_ id: TransferID) {
    var hole = home(id.rawValue)
    while ids[hole] != id.rawValue || slots[hole] < 0 {
      precondition(slots[hole] >= 0, "id is not indexed")
      hole = (hole + 1) & mask
    }
    var next = hole
    while true {
      next = (next + 1) & mask
      if slots[next] < 0 { break }
      let distanceFromHome = (next - home(ids[next])) & mask
      if distanceFromHome >= (next - hole) & mask {
        ids[hole] = ids[next]
        slots[hole] = slots[next]
        hole = next
      }
    }
    slots[hole] = -1
    count -= 1
  }

  /// Eight ids in a row are neighbours here too: who counts ids up meets a cache line again rather than a new one each time.
  private func home(_ id: UInt64) -> Int {
    var z = (id >> 3) &* 0x9E37_79B9_7F4A_7C15
    z ^= z >> 32
    return (Int(truncatingIfNeeded: (z &* 0xD6E8_FEB8_6659_FD93) >> 24) &<< 3 | Int(truncatingIfNeeded: id & 7)) & mask
  }

  private mutating func place(_ id: UInt64, _ slot: Int32) {
    var i = home(id)
    while slots[i] >= 0 { i = (i + 1) & mask }
    ids[i] = id
    slots[i] = slot
  }

  private mutating func grow() {
    let (oldIDs, oldSlots) = (ids, slots)
    ids = ContiguousArray(repeating: 0, count: oldIDs.count * 2)
    slots = ContiguousArray(repeating: -1, count: oldIDs.count * 2)
    mask = ids.count - 1
    for i in oldIDs.indices where oldSlots[i] >= 0 { place(oldIDs[i], oldSlots[i]) }
  }
}
