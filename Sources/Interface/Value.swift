/// Plain data that crosses the boundary between a script and native code: always a copy, never a reference into
/// either side, except for `object`, which both sides then own.
public indirect enum Value {
  case none
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case table(Table)
  case object(any NativeObject)
  case callback(any Callback)
}

/// A Lua table as plain data: a sequence (Lua's 1…n), and the remaining entries in a fixed order.
public struct Table {
  public var list: [Value]
  public var fields: [(key: Value, value: Value)]

  public init(list: [Value] = [], fields: [(key: Value, value: Value)] = []) {
    self.list = list
    self.fields = fields
  }

  /// The entry under a string key, `.none` if there isn't one.
  public subscript(key: String) -> Value {
    get {
      for field in fields { if case .string(key) = field.key { return field.value } }
      return .none
    }
    set {
      let index = fields.firstIndex { if case .string(key) = $0.key { true } else { false } }
      switch (index, newValue) {
      case (let index?, .none): fields.remove(at: index)
      case (let index?, _): fields[index].value = newValue
      case (nil, .none): break
      case (nil, _): fields.append((.string(key), newValue))
      }
    }
  }
}

/// A native type scripts hold by reference. Its methods are declared in a `Class` of the same name.
public protocol NativeObject: AnyObject, SendableMetatype {
  static var className: String { get }
}

/// A script's function, callable from native code on the thread that owns the script's state.
public protocol Callback: AnyObject {
  /// - Throws: what the script raised, as a `ScriptError`.
  func call(_ arguments: [Value]) throws -> [Value]
}

/// An error a script's user reads: what, which, the allowed range, the unit.
public struct ScriptError: Error, CustomStringConvertible {
  public var description: String
  public init(_ description: String) { self.description = description }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: Value...) { self = .table(Table(list: elements)) }
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .table(Table(fields: elements.map { (.string($0.0), $0.1) }))
  }
}

extension Value {
  /// The kind of value, in Lua's words.
  public var typeName: String {
    switch self {
    case .none: "nil"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .string: "string"
    case .table: "table"
    case .object(let object): type(of: object).className
    case .callback: "function"
    }
  }
}
