import Interface
public import Policies

extension PluginHost {
  /// Seeds of each law that a swap is checked with; `formic plugin check` takes more.
  static let swapSeeds = 2

  /// Steps that can fail away from the colony: text, manifest, contract, options, and a quick run of the laws.
  public func prepare(_ name: String, for slot: PolicySlot, options: Table) throws(SwapError) -> any PreparedSwap {
    if name == "native" || name == "\(slot.kind.name)/native" {
      guard options.list.isEmpty, options.fields.isEmpty else {
        throw SwapError(problems: ["\(slot.kind.name)/native takes no options"])
      }
      return PluginSwap(slot, slot.kind.fallback())
    }
    return try prepare(try load(name, kind: slot.kind.name), for: slot, options: options)
  }

  public func prepare(text: String, file: String, for slot: PolicySlot, options: Table) throws(SwapError) -> any PreparedSwap {
    let path = catalogue.list(kind: slot.kind.name).first { $0.shownAs == file }?.path
    let plugin: Plugin
    do throws(PluginProblems) { plugin = try load(PluginText(file: file, text: text, path: path)) } catch {
      throw SwapError(problems: error.problems.map(\.description))
    }
    return try prepare(plugin, for: slot, options: options)
  }

  public func prepareReload(of slot: PolicySlot) throws(SwapError) -> (any PreparedSwap)? {
    guard let active = slot.active as? LuaPolicy, let path = active.plugin.text.path else { return nil }
    let text: PluginText
    do throws(PluginProblem) { text = try PluginText.read(path, shownAs: active.plugin.text.file) } catch {
      throw SwapError(problems: [error.description])
    }
    if text.hash == active.plugin.text.hash { return nil }
    let plugin: Plugin
    do throws(PluginProblems) { plugin = try load(text) } catch { throw SwapError(problems: error.problems.map(\.description)) }
    return try prepare(plugin, for: slot, options: active.given)
  }

  private func prepare(_ plugin: Plugin, for slot: PolicySlot, options: Table) throws(SwapError) -> any PreparedSwap {
    let policy = try plugin.makePolicy(options: options)
    let check = LawCheck(kind: slot.kind, plugin: policy)
    var problems = [String]()
    for law in slot.kind.laws {
      if let failure = check.run(law, seeds: Self.swapSeeds).failure {
        problems.append("\(plugin.text.file):\(plugin.line): breaks the law '\(law.name)' (seed \(failure.seed)): \(failure.text)")
      }
    }
    if !problems.isEmpty { throw SwapError(problems: problems) }
    policy.forget()
    return PluginSwap(slot, policy)
  }
}

/// A checked policy and the slot it waits for.
final class PluginSwap: PreparedSwap {
  let slot: PolicySlot
  let policy: any Policy
  private var isCommitted = false

  init(_ slot: PolicySlot, _ policy: any Policy) {
    self.slot = slot
    self.policy = policy
  }

  func commit(at time: Int64) throws(SwapError) -> PolicySwap {
    precondition(!isCommitted, "a swap is committed once")
    try StateHandover(old: slot.active, new: policy).run()
    isCommitted = true
    let swap = PolicySwap(time: time, from: slot.active.identity, to: policy.identity)
    slot.use(policy)
    return swap
  }
}
