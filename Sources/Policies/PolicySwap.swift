public import Interface

/// Where a colony gets policies by name. The plugin host is one; a colony knows no other part of it.
public protocol PolicySource: AnyObject {
  /// Everything that can fail away from the running colony: reads the text, checks manifest, contract and laws.
  ///
  /// - Parameters:
  ///   - name: "vickrey", "auction/vickrey", "native", or a path.
  ///   - options: by the plugin's own schema; what is left out takes its default.
  /// - Throws: `SwapError` with every problem found.
  func prepare(_ name: String, for slot: PolicySlot, options: Table) throws(SwapError) -> any PreparedSwap

  /// The same for a text that is given rather than found.
  ///
  /// - Parameter file: how problems name it; later edits of the file of that name are taken up.
  func prepare(text: String, file: String, for slot: PolicySlot, options: Table) throws(SwapError) -> any PreparedSwap

  /// The same for the text the slot's policy was read from, with the options it has.
  ///
  /// - Returns: nil where the policy is native or its text is the one in force.
  func prepareReload(of slot: PolicySlot) throws(SwapError) -> (any PreparedSwap)?
}

/// A checked policy that waits for the moment between two events.
public protocol PreparedSwap: AnyObject {
  var slot: PolicySlot { get }
  var policy: any Policy { get }
  /// Hands the state of the policy in force over and puts the new one in its place.
  ///
  /// - Parameter time: simulated, in µs.
  /// - Throws: `SwapError` when the state can't be handed over; the policy in force stays.
  func commit(at time: Int64) throws(SwapError) -> PolicySwap
}

/// One entry of a run record's swap log.
public struct PolicySwap: Sendable, Equatable, CustomStringConvertible {
  /// Simulated time in µs.
  public var time: Int64
  public var from: PolicyIdentity
  public var to: PolicyIdentity
  public var kind: String { to.kind }

  public init(time: Int64, from: PolicyIdentity, to: PolicyIdentity) {
    self.time = time
    self.from = from
    self.to = to
  }

  /// "auction: vickrey 1.0.0 → first_price 1.0.0"; the hash where only the text changed.
  public var description: String {
    let isEdit = from.name == to.name && from.version == to.version
    return "\(kind): \(from.name) \(from.version) → \(to.name) \(to.version)" + (isEdit ? " (\(to.hash.prefix(8)))" : "")
  }
}

/// Why a policy was not put in force; the one before stays.
public struct SwapError: Error, CustomStringConvertible, Sendable, Equatable {
  /// Each one line, "plugins/auction/mine.lua:12: options.floor: …".
  public var problems: [String]
  public init(problems: [String]) { self.problems = problems }
  public var description: String { problems.joined(separator: "\n") }
}
