/// One number, as elements of an array are: an integer of i64 and masks, or a floating number of f32 and f64.
public enum Scalar: Sendable {
  case integer(Int64)
  case number(Double)

  public var double: Double {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    }
  }

  /// The value as an element of an i64 array.
  ///
  /// - Throws: `ArrayError.value` if it is no whole number of 64 bits.
  public func asInteger() throws(ArrayError) -> Int64 {
    switch self {
    case .integer(let value): return value
    case .number(let value):
      guard let integer = Int64(exactly: value) else { throw .value("\(value) is no 64-bit integer: the elements are i64") }
      return integer
    }
  }
}

extension Scalar: Equatable {
  /// Equal as numbers, as in Lua: 5 and 5.0 are, 2⁵³ + 1 and 2⁵³ are not.
  public static func == (a: Scalar, b: Scalar) -> Bool {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): Int64(exactly: b) == a
    }
  }
}

extension Scalar: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
}
