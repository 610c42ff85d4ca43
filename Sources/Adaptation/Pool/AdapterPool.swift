/// A node's adapters in two tiers: a few in fast memory within a byte budget, the rest in its slow store.
///
/// The copy in the highest tier is the one that counts: training changes it in place, and leaving the cache writes it back,
/// so that nothing learned is lost and an adapter comes back bit for bit. An adapter that was never trained takes no memory
/// of the store: it is the template every node shares.
///
/// - Invariant: `bytes <= budget` after every operation, but for adapters in use when the budget was cut.
public final class AdapterPool {
  public let templates: AdapterTemplates
  /// Bytes of fast memory.
  public private(set) var budget: Int
  /// Bytes of fast memory in use.
  public private(set) var bytes = 0
  /// How often an adapter asked for was in fast memory, and how often not.
  public private(set) var hits = 0
  public private(set) var misses = 0

  private var entries: [Entry]

  private struct Entry {
    var hot: UnsafeMutablePointer<Float>?
    var cold: UnsafeMutablePointer<Float>?
    var pins = 0
    var lastUse: Int64 = 0
    var served = 0
  }

  /// What `serve` did.
  public struct Service: Sendable, Equatable {
    /// nil where the base model serves alone.
    public var adapter: Int?
    public var isHit: Bool
    /// How many adapters left the cache for it.
    public var evictions: Int
    /// Set where the adapter asked for doesn't fit: it is larger than the budget, or everything cached is in use.
    public var isRefused: Bool

    public init(adapter: Int?, isHit: Bool, evictions: Int, isRefused: Bool) {
      self.adapter = adapter
      self.isHit = isHit
      self.evictions = evictions
      self.isRefused = isRefused
    }
  }

  public init(_ templates: AdapterTemplates, budget: Int) {
    precondition(budget >= 0)
    self.templates = templates
    self.budget = budget
    entries = Array(repeating: Entry(), count: templates.count)
  }

  deinit {
    for entry in entries {
      entry.hot?.deallocate()
      entry.cold?.deallocate()
    }
  }

  public var count: Int { entries.count }
  public func isCached(_ index: Int) -> Bool { entries[index].hot != nil }

  // MARK: Serving

  /// Lets the policy choose an adapter for a task, and brings it into fast memory, evicting by the policy while there is
  /// no room.
  ///
  /// - Parameters:
  ///   - table: its `similarity` filled in; the rest is filled in here.
  ///   - loadTime: what bringing an adapter in takes, in µs; shown to the policy.
  public func serve(
    _ table: AdapterTable, by rule: AdapterRule, node: Int, task: Int, loadTime: Int64 = 0, now: Int64 = 0
  ) -> Service {
    precondition(table.count == count)
    describe(in: table, loadTime: loadTime, now: now)
    guard let chosen = rule.select(table, node: node, task: task, now: now) else {
      return Service(adapter: nil, isHit: false, evictions: 0, isRefused: false)
    }
    if isCached(chosen) {
      hits += 1
      use(chosen, now: now)
      return Service(adapter: chosen, isHit: true, evictions: 0, isRefused: false)
    }
    misses += 1
    let size = templates.shape.bytes
    var evictions = 0
    while bytes + size > budget {
      guard size <= budget, entries.contains(where: { $0.hot != nil && $0.pins == 0 }) else {
        return Service(adapter: nil, isHit: false, evictions: evictions, isRefused: true)
      }
      describe(in: table, loadTime: loadTime, now: now)
      evict(rule.evict(table, node: node, task: task, now: now))
      evictions += 1
    }
    load(chosen)
    use(chosen, now: now)
    return Service(adapter: chosen, isHit: false, evictions: evictions, isRefused: false)
  }

  /// Changes the budget. What no longer fits leaves, least recently used first; what is in use stays until it is unpinned,
  /// and the pool is over budget as long.
  public func resize(_ budget: Int) {
    precondition(budget >= 0)
    self.budget = budget
    shrink()
  }

  private func shrink() {
    while bytes > budget, let oldest = entries.indices.filter({ entries[$0].hot != nil && entries[$0].pins == 0 }).min(by: {
      entries[$0].lastUse < entries[$1].lastUse
    }) { evict(oldest) }
  }

  /// Keeps a cached adapter in place while it is in use; as often as it is unpinned.
  public func pin(_ index: Int) {
    precondition(isCached(index))
    entries[index].pins += 1
  }

  public func unpin(_ index: Int) {
    precondition(entries[index].pins > 0)
    entries[index].pins -= 1
    shrink()
  }

  // MARK: Parameters

  /// The adapter's parameters wherever they are; valid until it next changes tier.
  public func parameters(_ index: Int) -> UnsafePointer<Float> {
    let entry = entries[index]
    return UnsafePointer(entry.hot ?? entry.cold) ?? templates.parameters(index)
  }

  /// The adapter's parameters to be trained in place; valid until it next changes tier.
  public func mutableParameters(_ index: Int) -> UnsafeMutablePointer<Float> {
    if let hot = entries[index].hot { return hot }
    if entries[index].cold == nil { entries[index].cold = copy(templates.parameters(index)) }
    return entries[index].cold!
  }

  // MARK: Tiers

  private func load(_ index: Int) {
    entries[index].hot = copy(parameters(index))
    bytes += templates.shape.bytes
  }

  private func evict(_ index: Int) {
    guard let hot = entries[index].hot else { return }
    entries[index].cold?.deallocate()
    entries[index].cold = hot
    entries[index].hot = nil
    bytes -= templates.shape.bytes
  }

  private func use(_ index: Int, now: Int64) {
    entries[index].lastUse = now
    entries[index].served += 1
  }

  private func describe(in table: AdapterTable, loadTime: Int64, now: Int64) {
    for (i, entry) in entries.enumerated() {
      let isCached = entry.hot != nil
      table.cached[i] = isCached ? 1 : 0
      table.load[i] = isCached ? 0 : loadTime
      table.age[i] = now - entry.lastUse
      table.hits[i] = Int64(entry.served)
      table.bytes[i] = Int64(templates.shape.bytes)
      table.pinned[i] = entry.pins > 0 ? 1 : 0
    }
  }

  private func copy(_ source: UnsafePointer<Float>) -> UnsafeMutablePointer<Float> {
    let target = UnsafeMutablePointer<Float>.allocate(capacity: templates.shape.parameterCount)
    target.initialize(from: source, count: templates.shape.parameterCount)
    return target
  }
}
