import Interface
import Kernels

/// The numbers of a vector of any type, or of a plain list. Missing ones (nil, false) are not a number, i.e. a gap.
func numbers(_ value: Value, _ subject: String) throws -> [Double] {
  switch value {
  case .object(let vector as Vector):
    switch vector.type {
    case .f32: return try vector.asArray(of: Float.self).map(Double.init)
    case .f64: return try vector.asArray(of: Double.self)
    case .i64: return try vector.asArray(of: Int64.self).map(Double.init)
    case .mask: return try vector.asArray(of: UInt8.self).map(Double.init)
    }
  case .table(let table) where table.fields.isEmpty:
    return try table.list.enumerated().map { i, element in
      switch element {
      case .integer(let integer): Double(integer)
      case .number(let number): number
      case .none, .boolean(false): .nan
      default: throw ScriptError("\(subject): element \(i + 1) is a \(element.typeName), number expected")
      }
    }
  default: throw ScriptError("\(subject) is a \(value.typeName), vector or list of numbers expected")
  }
}
