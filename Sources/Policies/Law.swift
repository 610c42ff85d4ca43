public import Kernels

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
