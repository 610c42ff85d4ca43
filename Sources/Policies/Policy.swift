public import Kernels

/// A rule that answers one kind's questions: native, or a plugin's text in a Lua state of its own.
///
/// It belongs to the thread that owns the colony.
public protocol Policy: AnyObject {
  var identity: PolicyIdentity { get }
  /// Whether it has the kind's function of that index.
  func implements(_ function: Int) -> Bool
  /// Answers: reads `frame`'s context and arguments, writes its results.
  ///
  /// - Parameter instance: whose memory it uses: the node's index, 0 where the kind is the colony's.
  func call(_ function: Int, instance: Int, _ frame: PolicyFrame) throws(PolicyFault)
}

/// Which text decides.
public struct PolicyIdentity: Sendable, Equatable {
  public var kind: String
  public var name: String
  public var version: String
  /// BLAKE2b-256 of the text in hexadecimal, or "native".
  public var hash: String

  public init(kind: String, name: String, version: String, hash: String) {
    self.kind = kind
    self.name = name
    self.version = version
    self.hash = hash
  }
}

/// Why a policy's answer could not be used.
public struct PolicyFault: Error, CustomStringConvertible, Sendable {
  public enum Reason: Sendable, Equatable {
    /// It raised an error.
    case error
    /// It spent its budget of instructions or memory.
    case budget
    /// It answered outside its contract.
    case violation
  }
  public var reason: Reason
  /// For example "auction/vickrey 1.0.0: clear: payment 12 µrUv is above the reserve of 10 µrUv".
  public var description: String

  public init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }
}

/// A property every policy of a kind keeps, whatever its strategy. `formic plugin check` runs it over many seeds.
public struct Law: Sendable {
  public var name: String
  public var summary: String
  /// - Throws: `LawViolation`, or the policy's own fault.
  public var check: @Sendable (any Policy, inout RandomStream) throws -> Void

  public init(_ name: String, _ summary: String, check: @escaping @Sendable (any Policy, inout RandomStream) throws -> Void) {
    self.name = name
    self.summary = summary
    self.check = check
  }
}

/// A counterexample to a law, with the input that shows it.
public struct LawViolation: Error, CustomStringConvertible {
  public var description: String
  public init(_ description: String) { self.description = description }
}
