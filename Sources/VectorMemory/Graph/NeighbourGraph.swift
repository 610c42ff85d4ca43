import CHNSW
import CKernels
import Kernels

/// A graph over the rows of an index, whose labels are their slots: it is behind them by what `pending` lists, and catches up
/// when it is asked.
final class NeighbourGraph {
  private let handle: OpaquePointer
  private let configuration: VectorIndex.Configuration
  /// Slots that were filled or changed since, in order; a slot is there once.
  private var pending: [Int32] = []
  private var isPending: [Bool] = []
  /// Draws a level for each node that was ever made.
  private(set) var drawn: UInt64
  /// Nodes that took another vector since the graph was built.
  private(set) var replaced = 0

  /// - Throws: `VectorError.outOfMemory`
  init(_ configuration: VectorIndex.Configuration, capacity: Int) throws(VectorError) {
    var parameters = Self.parameters(configuration)
    guard let handle = chnsw_create(&parameters, UInt32(capacity)) else {
      throw .outOfMemory(vectors: capacity, dimension: configuration.dimension)
    }
    (self.handle, self.configuration, drawn) = (handle, configuration, 0)
  }

  /// A graph as `links` gave it.
  ///
  /// - Throws: `VectorError.outOfMemory`; `.file` without a place, where the words describe no graph over these rows.
  init(
    _ configuration: VectorIndex.Configuration, restoring words: UnsafeBufferPointer<UInt32>, drawn: UInt64, replaced: Int,
    _ rows: borrowing VectorRows
  ) throws(VectorError) {
    var parameters = Self.parameters(configuration)
    guard let handle = chnsw_create(&parameters, UInt32(rows.count)) else {
      throw .outOfMemory(vectors: rows.count, dimension: configuration.dimension)
    }
    (self.handle, self.configuration, self.drawn, self.replaced) = (handle, configuration, drawn, replaced)
    switch chnsw_restore(handle, words.baseAddress, words.count, rows.row(0), rows.stride, UInt32(rows.count)) {
    case CHNSW_DONE: break
    case CHNSW_INVALID: throw .file("its graph links what is not there")
    default: throw .outOfMemory(vectors: rows.count, dimension: configuration.dimension)
    }
    // Whatever the words say, what is free is passed over and what lives is found.
    for slot in 0..<rows.count {
      if !rows.isLive[slot] { remove(slot) } else if chnsw_contains(handle, UInt32(slot)) == 0 { note(slot) }
    }
  }

  private static func parameters(_ configuration: VectorIndex.Configuration) -> chnsw_parameters {
    chnsw_parameters(
      dimension: UInt32(configuration.dimension), metric: configuration.metric.graphMetric, code: configuration.code.graphCode,
      m: UInt32(configuration.m), ef_construction: UInt32(configuration.efConstruction))
  }

  deinit { chnsw_destroy(handle) }

  var nodes: Int { chnsw_nodes(handle) }
  var levels: Int { Int(chnsw_top_level(handle)) + 1 }
  var bytes: Int { chnsw_bytes(handle) }
  /// How many slots it is behind.
  var backlog: Int { pending.count }

  /// The slot was filled, or its vector changed.
  func note(_ slot: Int) {
    while isPending.count <= slot { isPending.append(false) }
    if !isPending[slot] {
      isPending[slot] = true
      pending.append(Int32(slot))
    }
  }

  func remove(_ slot: Int) { chnsw_remove(handle, UInt32(slot)) }

  /// Links what is pending. What was linked when it is interrupted stays so.
  ///
  /// - Throws: `VectorError.interrupted`; `.outOfMemory`, after which the graph is to be dropped.
  /// - Complexity: O(pending · ef_construction · dimension · log rows)
  func catchUp(_ rows: borrowing VectorRows) throws(VectorError) {
    var done = 0
    defer { pending.removeFirst(done) }
    for slot in pending {
      if ck_is_interrupted() { throw .interrupted }
      // A node whose slot was filled and freed since takes its vector all the same: nodes and rows never differ.
      if rows.isLive[Int(slot)] || chnsw_contains(handle, UInt32(slot)) != 0 { try link(Int(slot), rows.row(Int(slot))) }
      if !rows.isLive[Int(slot)] { remove(Int(slot)) }
      isPending[Int(slot)] = false
      done += 1
    }
  }

  /// About the most that the links take in a file.
  var linkBytesMax: Int { nodes * 4 * (2 * configuration.m + 8) }

  /// The links, without the vectors, as `init(_:restoring:…)` takes them.
  var links: [UInt32] {
    let count = chnsw_link_words(handle)
    return [UInt32](unsafeUninitializedCapacity: count) { words, filled in
      chnsw_copy_links(handle, words.baseAddress)
      filled = count
    }
  }

  private func link(_ slot: Int, _ row: UnsafePointer<Float>) throws(VectorError) {
    if chnsw_contains(handle, UInt32(slot)) != 0 { replaced += 1 }
    let status = chnsw_put(handle, UInt32(slot), row, nextLevel())
    guard status == CHNSW_DONE else { throw .outOfMemory(vectors: nodes, dimension: configuration.dimension) }
  }

  /// Level l or above with a chance of M^−l.
  private func nextLevel() -> Int32 {
    var random = RandomStream(seed: configuration.seed, "vector memory", "level", lane: drawn)
    drawn &+= 1  // a file may say anything
    return Int32(min(-Reproducible.log(1 - random.uniform()) / Reproducible.log(Double(configuration.m)), 30))
  }

  /// The slots nearest by the codes, nearest first.
  ///
  /// - Parameters:
  ///   - allowed: by slot; nil for all.
  ///   - without: a slot that is treated as if it weren't there.
  /// - Throws: `VectorError.outOfMemory`
  func search(_ query: UnsafePointer<Float>, ef: Int, allowed: [UInt8]?, without: Int? = nil, into slots: inout [UInt32]) throws(VectorError) -> Int {
    if slots.count < ef { slots = [UInt32](repeating: 0, count: ef) }
    let found: Int, without = without.map(UInt32.init) ?? UInt32.max
    if let allowed {
      found = chnsw_search(handle, query, ef, allowed, without, &slots)
    } else {
      found = chnsw_search(handle, query, ef, nil, without, &slots)
    }
    guard found != Int(bitPattern: UInt.max) else { throw .outOfMemory(vectors: ef, dimension: configuration.dimension) }
    return found
  }
}
