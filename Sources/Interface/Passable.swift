/// The arguments and results of one call from a script, already checked against the declaration.
///
/// The host implements it. Indices count from 0.
public protocol CallFrame: AnyObject {
  /// How many arguments the caller gave.
  var count: Int { get }

  func isNone(_ index: Int) -> Bool
  func boolean(_ index: Int) -> Bool
  func integer(_ index: Int) -> Int64
  func number(_ index: Int) -> Double
  func string(_ index: Int) -> String
  /// A string's bytes as they are; `string` repairs what is not UTF-8.
  func bytes(_ index: Int) -> [UInt8]
  func value(_ index: Int) throws -> Value
  func object(_ index: Int) -> AnyObject

  func push(_ value: Bool)
  func push(_ value: Int64)
  func push(_ value: Double)
  func push(_ value: String)
  func push(bytes: [UInt8])
  func push(_ value: Value)
  func push(_ value: any NativeObject)
  func pushNone()
}

/// A Swift type that may be an argument or a result of a declared function.
public protocol Passable: SendableMetatype {
  static func read(_ frame: any CallFrame, _ index: Int) throws -> Self
  func write(_ frame: any CallFrame)
}

extension Bool: Passable {
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) -> Bool { frame.boolean(index) }
  @inlinable public func write(_ frame: any CallFrame) { frame.push(self) }
}

extension Int64: Passable {
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) -> Int64 { frame.integer(index) }
  @inlinable public func write(_ frame: any CallFrame) { frame.push(self) }
}

extension Double: Passable {
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) -> Double { frame.number(index) }
  @inlinable public func write(_ frame: any CallFrame) { frame.push(self) }
}

extension String: Passable {
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) -> String { frame.string(index) }
  @inlinable public func write(_ frame: any CallFrame) { frame.push(self) }
}

extension Value: Passable {
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) throws -> Value { try frame.value(index) }
  @inlinable public func write(_ frame: any CallFrame) { frame.push(self) }
}

extension Table: Passable {
  public static func read(_ frame: any CallFrame, _ index: Int) throws -> Table {
    guard case .table(let table) = try frame.value(index) else { return Table() }
    return table
  }
  public func write(_ frame: any CallFrame) { frame.push(.table(self)) }
}

extension Optional: Passable where Wrapped: Passable {
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) throws -> Wrapped? {
    frame.isNone(index) ? nil : try Wrapped.read(frame, index)
  }
  @inlinable public func write(_ frame: any CallFrame) {
    if let self { self.write(frame) } else { frame.pushNone() }
  }
}

/// A class becomes passable by declaring conformance: `extension Colony: PassableObject {}`.
public protocol PassableObject: NativeObject, Passable {}

extension PassableObject {
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) -> Self {
    unsafeDowncast(frame.object(index), to: Self.self)  // the host compared the class name with the declaration's
  }
  @inlinable public func write(_ frame: any CallFrame) { frame.push(self) }
}
