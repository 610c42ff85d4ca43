public import Interface
public import Kernels

/// A question the network asks again and again, and the contract any answer must keep: declared once, beside the layer
/// that asks. The plugin host, the manual, completion and `formic plugin check` all read it.
public struct PolicyKind: Sendable {
  /// Whether nodes have a memory each (`self` per node) or share the colony's.
  public enum Scope: Sendable { case colony, node }

  /// The folder under `plugins/`.
  public var name: String
  public var summary: String
  public var scope: Scope
  /// Money-moving kinds are suspended at the first violation, others at the third.
  public var movesMoney: Bool
  public var functions: [PolicyFunction]
  /// What `ctx` holds besides `random` and `now_us`.
  public var fields: [PolicyField]
  public var laws: [Law]
  /// The built-in rule: what a colony starts with, and falls back to.
  public var fallback: @Sendable () -> any Policy

  public init(
    _ name: String, _ summary: String, scope: Scope = .colony, movesMoney: Bool = false, functions: [PolicyFunction],
    fields: [PolicyField], laws: [Law], fallback: @escaping @Sendable () -> any Policy
  ) {
    self.name = name
    self.summary = summary
    self.scope = scope
    self.movesMoney = movesMoney
    self.functions = functions
    self.fields = fields
    self.laws = laws
    self.fallback = fallback
  }

  /// Violations after which a policy is suspended.
  public var strikesAllowed: Int { movesMoney ? 1 : 3 }
}

/// A function a policy has, or may have.
public struct PolicyFunction: Sendable {
  public enum Requirement: Sendable, Equatable {
    case required
    case optional
    /// Exactly one function of a group must be there.
    case oneOf(group: String)
  }
  public var name: String
  public var summary: String
  public var requirement: Requirement
  /// After `self` and `ctx`.
  public var parameters: [PolicyField]
  public var results: [PolicyField]

  public init(
    _ name: String, _ summary: String, _ requirement: Requirement = .required, parameters: [PolicyField] = [],
    results: [PolicyField] = []
  ) {
    self.name = name
    self.summary = summary
    self.requirement = requirement
    self.parameters = parameters
    self.results = results
  }
}

/// A context field, argument or result of a policy function.
public struct PolicyField: Sendable {
  public enum Content: Sendable, Equatable {
    case boolean
    case integer
    case number
    case vector(ElementType)
    case matrix(ElementType)
    public var isArray: Bool { switch self { case .vector, .matrix: true; default: false } }
  }
  public var name: String
  public var content: Content
  public var unit: String?
  /// Checked natively on every result before it touches anything.
  public var bounds: Bounds?
  public var isOptional: Bool
  /// An array the policy writes its answer to; all others are read-only.
  public var isOutput: Bool
  /// An output that holds what the policy wrote there last time.
  public var isKept: Bool
  public var summary: String

  public init(
    _ name: String, _ content: Content, unit: String? = nil, bounds: Bounds? = nil, isOptional: Bool = false,
    isOutput: Bool = false, isKept: Bool = false, _ summary: String = ""
  ) {
    precondition(isOutput || !isKept, "only what a policy writes can be kept")
    self.name = name
    self.content = content
    self.unit = unit
    self.bounds = bounds
    self.isOptional = isOptional
    self.isOutput = isOutput
    self.isKept = isKept
    self.summary = summary
  }

  /// Whether the policy is given contents to read.
  public var isInput: Bool { !isOutput || isKept }
}
