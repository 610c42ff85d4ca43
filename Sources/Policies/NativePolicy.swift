/// A rule written in Swift: the built-in default of a kind, and what a plugin is compared with.
public final class NativePolicy: Policy {
  public typealias Body = (PolicyFrame, _ instance: Int) -> Void

  public let identity: PolicyIdentity
  private let bodies: [Body?]
  private let parameters: [Int]?

  /// - Parameters:
  ///   - parameters: how many of each function's the rule takes; nil: all.
  ///   - bodies: one per function of the kind, in its order; nil, or left out at the end, where the rule does without.
  public init(kind: String, name: String, taking parameters: [Int]? = nil, _ bodies: [Body?]) {
    identity = PolicyIdentity(kind: kind, name: name, version: "native", hash: "native")
    self.parameters = parameters
    self.bodies = bodies
  }

  public func implements(_ function: Int) -> Bool { function < bodies.count && bodies[function] != nil }

  public func takes(_ parameter: Int, of function: Int) -> Bool {
    implements(function) && (parameters.map { parameter < $0[function] } ?? true)
  }

  public func call(_ function: Int, instance: Int, _ frame: PolicyFrame) throws(PolicyFault) {
    guard function < bodies.count, let body = bodies[function] else {
      throw PolicyFault(.violation, "\(identity.kind)/\(identity.name): has no \(frame.kind.functions[function].name)")
    }
    body(frame, instance)
  }
}
