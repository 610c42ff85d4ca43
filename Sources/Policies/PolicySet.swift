public import Interface

/// The policies in force in one colony, one slot per kind, and the log of every swap.
///
/// It belongs to the thread that owns the colony, which calls it between two events: nothing changes during one.
public final class PolicySet {
  /// In the order of the kinds.
  public let slots: [PolicySlot]
  /// Every swap since the start, for the run record.
  public private(set) var swaps: [PolicySwap] = []
  /// Called after each swap, for whoever shows it.
  public var onSwap: ((PolicySwap) -> Void)?
  private let source: (any PolicySource)?

  /// - Parameter source: nil for a colony of built-in rules.
  /// - Precondition: the slots are of different kinds.
  public init(_ slots: [PolicySlot], source: (any PolicySource)? = nil) {
    precondition(Set(slots.map(\.kind.name)).count == slots.count, "two slots of one kind")
    self.slots = slots
    self.source = source
  }

  public subscript(kind: String) -> PolicySlot? { slots.first { $0.kind.name == kind } }

  /// Puts a plugin in force for its kind, as one transaction: on any failure the policy before stays, untouched.
  ///
  /// - Parameters:
  ///   - name: "first_price", "auction/first_price", "native", or a path.
  ///   - hash: the text must have, in hexadecimal; nil for whatever text is found.
  ///   - time: simulated, in µs.
  /// - Throws: `SwapError` with every problem found.
  @discardableResult
  public func use(_ kind: String, _ name: String, options: Table = Table(), hash: String? = nil, at time: Int64) throws(SwapError) -> PolicySwap {
    let prepared = try prepare(kind, name, options: options)
    if let hash, prepared.policy.identity.hash != hash.lowercased() {
      throw SwapError(problems: ["\(kind)/\(prepared.policy.identity.name): the text's hash is \(prepared.policy.identity.hash), not \(hash)"])
    }
    return try commit(prepared, at: time)
  }

  /// Puts a policy in force again that was written down.
  ///
  /// - Throws: `SwapError`, also where the text is not the one that was written down.
  @discardableResult
  public func use(_ record: PolicyRecord, at time: Int64) throws(SwapError) -> PolicySwap {
    guard let slot = self[record.kind] else { throw SwapError(problems: ["no kind of policy '\(record.kind)' in this version"]) }
    guard let source else { throw SwapError(problems: ["this colony has no source of plugins"]) }
    guard let text = record.text else { return try commit(try source.prepare("native", for: slot, options: Table()), at: time) }
    let prepared = try source.prepare(text: text, file: record.file, for: slot, options: record.options)
    guard prepared.policy.identity.hash == record.hash else {
      throw SwapError(problems: ["\(record.kind)/\(record.name): the text's hash is \(prepared.policy.identity.hash), not \(record.hash) as written down"])
    }
    return try commit(prepared, at: time)
  }

  /// The part of `use` that needs no pause of the colony.
  public func prepare(_ kind: String, _ name: String, options: Table = Table()) throws(SwapError) -> any PreparedSwap {
    guard let slot = self[kind] else {
      let kinds = slots.map(\.kind.name)
      let hint = suggestion(for: kind, among: kinds).map { "did you mean '\($0)'?" } ?? "there are \(kinds.joined(separator: ", "))"
      throw SwapError(problems: ["no kind of policy '\(kind)': \(hint)"])
    }
    guard let source else { throw SwapError(problems: ["this colony has no source of plugins"]) }
    return try source.prepare(name, for: slot, options: options)
  }

  /// The part of `use` that happens between two events.
  @discardableResult
  public func commit(_ prepared: any PreparedSwap, at time: Int64) throws(SwapError) -> PolicySwap {
    let swap = try prepared.commit(at: time)
    swaps.append(swap)
    onSwap?(swap)
    return swap
  }

  /// What became of the slots whose texts were looked at again.
  public struct Reload: Sendable {
    public var swaps: [PolicySwap] = []
    /// Of texts that could not be put in force; the policies before stay.
    public var failures: [SwapError] = []
    public init() {}
  }

  /// Reads again the text of every policy in force and puts the changed ones in force.
  public func reload(at time: Int64) -> Reload {
    var reload = Reload()
    for slot in slots {
      do throws(SwapError) {
        guard let prepared = try source?.prepareReload(of: slot) else { continue }
        reload.swaps.append(try commit(prepared, at: time))
      } catch { reload.failures.append(error) }
    }
    return reload
  }

  /// Lifts the suspension of a kind's policy.
  ///
  /// - Returns: false where it isn't suspended.
  public func reinstate(_ kind: String) -> Bool {
    guard let slot = self[kind], slot.suspension != nil else { return false }
    slot.reinstate()
    return true
  }
}
