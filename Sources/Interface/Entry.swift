/// A Swift type that may be the value of a declared field of a table.
public protocol Entry: Passable {
  /// The value as this type; nil where it is of another.
  init?(_ value: Value)
  /// As help shows it, and as `init?(literal:)` reads it back.
  var literal: String { get }
  init?(literal: String)
}

extension Bool: Entry {
  public init?(_ value: Value) {
    guard case .boolean(let flag) = value else { return nil }
    self = flag
  }
  public var literal: String { description }
  public init?(literal: String) { self.init(literal) }
}

extension Int64: Entry {
  /// A float that is integral counts, as for Lua.
  public init?(_ value: Value) {
    switch value {
    case .integer(let integer): self = integer
    case .number(let number):
      guard let integer = Int64(exactly: number) else { return nil }
      self = integer
    default: return nil
    }
  }
  public var literal: String { description }
  public init?(literal: String) { self.init(literal) }
}

extension Double: Entry {
  public init?(_ value: Value) {
    switch value {
    case .integer(let integer): self = Double(integer)
    case .number(let number): self = number
    default: return nil
    }
  }
  public var literal: String { shortNumber(self) }
  public init?(literal: String) { self.init(literal) }
}

extension String: Entry {
  public init?(_ value: Value) {
    guard case .string(let text) = value else { return nil }
    self = text
  }
  public var literal: String { self }
  public init?(literal: String) { self = literal }
}

extension Table {
  /// The value of a declared field: what the script gave, the declared default, or nil for an optional field.
  ///
  /// - Precondition: the table has been held to a declaration with this field, as every argument of a declared
  ///   function has before its body runs.
  public subscript<Passed: Entry>(field: Typed<Passed>) -> Passed {
    if case .none = self[field.parameter.name] {
      guard let text = field.parameter.defaultText, let standard = Passed(literal: text) else {
        preconditionFailure("field '\(field.parameter.name)' has neither a value nor a default")
      }
      return standard
    }
    guard let value = Passed(self[field.parameter.name]) else {
      preconditionFailure("field '\(field.parameter.name)' was not held to its declaration")
    }
    return value
  }

  public subscript<Passed: Entry>(field: Typed<Passed?>) -> Passed? {
    if case .none = self[field.parameter.name] { return nil }
    guard let value = Passed(self[field.parameter.name]) else {
      preconditionFailure("field '\(field.parameter.name)' was not held to its declaration")
    }
    return value
  }

  /// A field that may hold anything, or a table with entries of its own.
  public subscript(field: Typed<Value>) -> Value { self[field.parameter.name] }
  public subscript(field: Typed<Value?>) -> Value? {
    if case .none = self[field.parameter.name] { nil } else { self[field.parameter.name] }
  }
  public subscript(field: Typed<Table>) -> Table {
    guard case .table(let table) = self[field.parameter.name] else { return Table() }
    return table
  }
  public subscript(field: Typed<Table?>) -> Table? {
    guard case .table(let table) = self[field.parameter.name] else { return nil }
    return table
  }
}
