/// A table of functions scripts reach by one global name: `economy.quote`, `vector.zeros`.
public struct Module: Sendable {
  public var name: String
  public var summary: String
  public var functions: [Function]
  public var constants: [Constant]
  /// The classes whose objects these functions return.
  public var classes: [Class]
  /// What there is help on besides, as things are when asked.
  public var topics: @Sendable () -> [Topic]

  public init(
    _ name: String, _ summary: String, functions: [Function] = [], constants: [Constant] = [], classes: [Class] = [],
    topics: @escaping @Sendable () -> [Topic] = { [] }
  ) {
    self.name = name
    self.summary = summary
    self.functions = functions
    self.constants = constants
    self.classes = classes
    self.topics = topics
  }
}

extension Module {
  /// With more functions, of somebody who knows more.
  public func adding(_ functions: [Function]) -> Module {
    var module = self
    module.functions += functions
    return module
  }
}

/// A native type's methods and fields. Every method's first parameter is the object itself.
public struct Class: Sendable {
  public var name: String
  public var summary: String
  public var methods: [Function]
  /// Readable without a call: `v.type`. One parameter, the object; one result.
  public var fields: [Function]
  /// Lua metamethods by their name: `__add`, `__len`, `__tostring`, `__eq`.
  public var operators: [Function]

  public init(_ name: String, _ summary: String, methods: [Function] = [], fields: [Function] = [], operators: [Function] = []) {
    self.name = name
    self.summary = summary
    self.methods = methods
    self.fields = fields
    self.operators = operators
  }
}

public struct Constant: Sendable {
  public enum Content: Sendable {
    case integer(Int64)
    case number(Double)
    case string(String)
  }
  public var name: String
  public var summary: String
  public var content: Content

  public init(_ name: String, _ summary: String, _ content: Content) {
    self.name = name
    self.summary = summary
    self.content = content
  }
}
