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
  /// For example "auction/vickrey 1.0.0: clear: plugins/auction/vickrey.lua:16: payment 12 µrUv is above the reserve of 10 µrUv".
  public var description: String

  public init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }

  /// An answer outside the contract.
  public static func violation(_ policy: any Policy, _ function: String, _ text: String) -> PolicyFault {
    let place = policy.place(of: function).map { "\($0): " } ?? ""
    return PolicyFault(.violation, "\(policy.identity): \(function): \(place)\(text)")
  }
}
