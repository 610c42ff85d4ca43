import Glibc

/// Vectors side by side in memory, each in a slot with its id, its tag and what its distances are scaled by. A freed slot is
/// taken again before new memory is.
///
/// - Invariant: `slots[id]` is the live slot whose `ids` entry is that id; every other slot below `count` is in `free`, but for vacant
///   ones until `orderFree`.
struct VectorRows: ~Copyable {
  static let countMax = 1 << 30

  let dimension: Int
  /// Floats from one row to the next: rows begin at a cache line.
  let stride: Int
  /// Slots in use or free.
  private(set) var count = 0
  private(set) var base: UnsafeMutablePointer<Float>
  private var capacity = 0

  private(set) var ids: [Int64] = []
  private(set) var tags: [UInt32] = []
  /// 1 / norm; 0 of a vector of zeros.
  private(set) var inverseNorms: [Float] = []
  private(set) var isLive: [Bool] = []
  private(set) var free: [Int32] = []
  private(set) var slots: [Int64: Int32] = [:]

  init(dimension: Int) {
    self.dimension = dimension
    stride = (dimension + 15) & ~15
    base = UnsafeMutablePointer<Float>.allocate(capacity: 0)
  }

  deinit { Glibc.free(base) }

  var liveCount: Int { slots.count }
  /// In memory.
  var bytes: Int { capacity * (stride * 4 + 8 + 4 + 4 + 1) + slots.capacity * 24 }

  /// - Precondition: `slot` is below `count`.
  func row(_ slot: Int) -> UnsafePointer<Float> { UnsafePointer(base + slot * stride) }

  /// Takes up a copy.
  ///
  /// - Precondition: the id is not taken, and the vector has `dimension` elements.
  /// - Throws: `VectorError.full`, `.outOfMemory`
  mutating func add(_ id: Int64, _ vector: UnsafePointer<Float>, inverseNorm: Float, tag: UInt32) throws(VectorError) -> Int {
    let slot: Int
    if let freed = free.popLast() {
      slot = Int(freed)
      (ids[slot], tags[slot], isLive[slot]) = (id, tag, true)
    } else {
      try reserve(count + 1)
      slot = count
      count += 1
      ids.append(id)
      tags.append(tag)
      inverseNorms.append(0)
      isLive.append(true)
    }
    slots[id] = Int32(slot)
    set(slot, vector, inverseNorm: inverseNorm)
    return slot
  }

  /// Adds a slot that nothing lives in, whose row is read all the same: a graph walks across it. It is taken again after
  /// `orderFree`.
  ///
  /// - Throws: `VectorError.full`, `.outOfMemory`
  mutating func addVacant(_ vector: UnsafePointer<Float>, inverseNorm: Float) throws(VectorError) {
    try reserve(count + 1)
    ids.append(0)
    tags.append(0)
    inverseNorms.append(0)
    isLive.append(false)
    count += 1
    set(count - 1, vector, inverseNorm: inverseNorm)
  }

  mutating func set(_ slot: Int, _ vector: UnsafePointer<Float>, inverseNorm: Float) {
    let row = base + slot * stride
    row.update(from: vector, count: dimension)
    for i in dimension..<stride { row[i] = 0 }
    inverseNorms[slot] = inverseNorm
  }

  mutating func set(_ slot: Int, tag: UInt32) { tags[slot] = tag }

  mutating func remove(_ slot: Int) {
    slots[ids[slot]] = nil
    isLive[slot] = false
    free.append(Int32(slot))
  }

  /// Lists what is free by its place, whatever the order in which it became so.
  mutating func orderFree() { free = (0..<Int32(count)).filter { !isLive[Int($0)] } }

  /// Moves the live rows together, in their order; slots change.
  mutating func compact() {
    var next = 0
    for slot in 0..<count where isLive[slot] {
      if slot != next {
        (base + next * stride).update(from: base + slot * stride, count: stride)
        (ids[next], tags[next], inverseNorms[next], isLive[next]) = (ids[slot], tags[slot], inverseNorms[slot], true)
        slots[ids[next]] = Int32(next)
      }
      next += 1
    }
    let surplus = count - next
    ids.removeLast(surplus)
    tags.removeLast(surplus)
    inverseNorms.removeLast(surplus)
    isLive.removeLast(surplus)
    free.removeAll()
    count = next
  }

  /// Makes room for so many slots, half as many again when it has to grow.
  ///
  /// - Throws: `VectorError.full`, `.outOfMemory`
  mutating func reserve(_ wanted: Int) throws(VectorError) {
    guard wanted > capacity else { return }
    guard wanted <= Self.countMax else { throw .full }
    let room = max(wanted, min(capacity + capacity / 2, Self.countMax), 16)
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, 64, room * stride * 4) == 0, let memory else {
      throw .outOfMemory(vectors: room, dimension: dimension)
    }
    let grown = memory.bindMemory(to: Float.self, capacity: room * stride)
    grown.update(from: base, count: count * stride)
    Glibc.free(base)
    (base, capacity) = (grown, room)
  }
}
