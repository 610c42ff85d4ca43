import Kernels
public import Policies

/// The adapter policy in force, asked which adapter serves a task and which leaves a full cache.
public final class AdapterRule {
  public let slot: PolicySlot
  private let frame: PolicyFrame
  private let chance: RandomStream

  /// - Parameter slot: of `AdapterSelection.kind`; a new one holds the built-in rule, nearest and least recently used.
  public init(_ slot: PolicySlot = PolicySlot(AdapterSelection.kind), seed: UInt64) {
    precondition(slot.kind.name == AdapterSelection.kind.name)
    self.slot = slot
    chance = RandomStream(seed: seed, "adapter")
    frame = PolicyFrame(AdapterSelection.kind, random: chance)
  }

  /// The adapter that serves a task, from 0; nil for the base model alone.
  ///
  /// - Parameters:
  ///   - node: whose memory the policy uses.
  ///   - task: with the node, names the call for random draws.
  ///   - now: simulated time in µs.
  public func select(_ table: AdapterTable, node: Int, task: Int, now: Int64) -> Int? {
    call(AdapterSelection.Function.select, table, node, task, now)
    defer { frame.endCall() }
    return frame.integerResult(0).map { Int($0) - 1 }
  }

  /// The adapter that leaves, from 0: cached and not pinned.
  ///
  /// - Precondition: there is one.
  public func evict(_ table: AdapterTable, node: Int, task: Int, now: Int64) -> Int {
    precondition((0..<table.count).contains { table.isEvictable($0) }, "every cached adapter is pinned")
    call(AdapterSelection.Function.evict, table, node, task, now)
    defer { frame.endCall() }
    return Int(frame.integerResult(0)!) - 1
  }

  private func call(_ function: Int, _ table: AdapterTable, _ node: Int, _ task: Int, _ now: Int64) {
    frame.now = now
    frame.random = chance.lane(UInt64(truncatingIfNeeded: node) << 40 ^ UInt64(truncatingIfNeeded: task) << 1 ^ UInt64(function)).state
    frame.lend(table)
    slot.call(function, instance: node, frame) { (frame) throws(PolicyFault) in
      if let problem = AdapterSelection.problem(with: frame, function, table) {
        throw .violation(slot.answering, AdapterSelection.kind.functions[function].name, problem)
      }
    }
  }
}

extension AdapterSelection {
  /// What is wrong with an answer, beyond types and ranges; nil if nothing.
  static func problem(with frame: PolicyFrame, _ function: Int, _ table: AdapterTable) -> String? {
    guard let index = frame.integerResult(0) else { return nil }
    guard index <= table.count else { return "index is \(index), outside 1…\(table.count)" }
    guard function == Function.evict else { return nil }
    if table.pinned[Int(index) - 1] != 0 { return "adapter \(index) is pinned" }
    return table.cached[Int(index) - 1] == 0 ? "adapter \(index) is not cached" : nil
  }
}

extension PolicyFrame {
  /// Fills a frame of the adapter kind.
  func lend(_ table: AdapterTable) {
    lend(AdapterSelection.Field.similarity, table.similarity, count: table.count)
    lend(AdapterSelection.Field.cached, table.cached, count: table.count)
    lend(AdapterSelection.Field.load, table.load, count: table.count)
    lend(AdapterSelection.Field.age, table.age, count: table.count)
    lend(AdapterSelection.Field.hits, table.hits, count: table.count)
    lend(AdapterSelection.Field.bytes, table.bytes, count: table.count)
    lend(AdapterSelection.Field.pinned, table.pinned, count: table.count)
  }
}
