/// What can be wrong with an operation on vectors and matrices.
public enum ArrayError: Error, CustomStringConvertible, Equatable {
  case outOfMemory(elements: Int, ElementType)
  case stale
  case readOnly
  /// For example "count 3 does not match count 4".
  case shape(String)
  case type(expected: String, ElementType)
  /// Counted from 1, as scripts do.
  case index(Int, count: Int)
  case value(String)
  /// An integer result does not fit in 64 bits. Counted from 0; nil where it is no element.
  case overflow(String, index: Int?)
  case divisionByZero(index: Int)
  /// Ctrl-C, or whoever else raised `ck_interrupted`.
  case interrupted

  public var description: String {
    switch self {
    case .outOfMemory(let elements, let type): "not enough memory for \(elements) elements of \(type.name)"
    case .stale: "vector or matrix is closed, or its memory has been reused (a view does not outlive the call that lent it)"
    case .readOnly: "vector or matrix is read-only here: copy it first"
    case .shape(let text): text
    case .type(let expected, let found): "\(expected) expected, got \(found.name)"
    case .index(_, count: 0): "index out of range: there are no elements"
    case .index(let index, let count): "index \(index) out of range 1…\(count)"
    case .value(let text): text
    case .overflow(let operation, let index): "\(operation): integer overflow" + (index.map { " at element \($0 + 1)" } ?? "")
    case .divisionByZero(let index): "division by zero at element \(index + 1)"
    case .interrupted: "interrupted"
    }
  }
}
