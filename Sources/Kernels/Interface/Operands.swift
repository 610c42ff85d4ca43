import Interface

extension Scalar: Passable {
  public static func read(_ frame: any CallFrame, _ index: Int) throws -> Scalar {
    switch try frame.value(index) {
    case .integer(let value): .integer(value)
    case let other: .number(try number(other))
    }
  }

  public func write(_ frame: any CallFrame) {
    switch self {
    case .integer(let value): frame.push(value)
    case .number(let value): frame.push(value)
    }
  }

  private static func number(_ value: Value) throws -> Double {
    guard case .number(let number) = value else { throw ScriptError("number expected, got \(value.typeName)") }
    return number
  }
}

extension Typed where Passed == Scalar {
  static func scalar(_ name: String, _ summary: String = "") -> Typed<Scalar> { Typed(Parameter(name, .number, summary)) }
}

/// The other side of an operation: an array of the same class, or one number for every element.
enum Operand<Array: NumericArray> {
  case array(Array)
  case scalar(Scalar)

  init(_ value: Value, _ name: String) throws {
    switch value {
    case .integer(let number): self = .scalar(.integer(number))
    case .number(let number): self = .scalar(.number(number))
    case .object(let object as Array): self = .array(object)
    default: throw ScriptError("'\(name)': \(Array.className) or number expected, got \(value.typeName)")
    }
  }
}

extension ElementType {
  static let names = allCases.map(\.name)

  init(named name: String?) { self = name.flatMap { name in Self.allCases.first { $0.name == name } } ?? .f32 }

  static func parameter() -> Typed<String?> { .optional(.choice("type", names), "f32") }
}

extension Parameter {
  static func vector(_ name: String, _ summary: String = "") -> Parameter { Parameter(name, .object(Vector.className), summary) }
  static func matrix(_ name: String, _ summary: String = "") -> Parameter { Parameter(name, .object(Matrix.className), summary) }
  /// An in-place method's result, so that calls can be chained.
  static func this<A: NumericArray>(_: A.Type) -> Parameter { Parameter("self", .object(A.className), "the same \(A.className)") }
}

/// A position counted from 1 as one counted from 0.
func position(_ index: Int64) -> Int { Int(clamping: index) - 1 }

// What several functions raise.
extension [String] {
  static let operands = ["the types, lengths or shapes of the operands don't fit together"]
  static let memory = ["the memory limit is reached"]
  static let node = ["a node belongs to another graph"]
}
