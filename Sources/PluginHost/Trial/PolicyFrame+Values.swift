import CKernels
import Interface
import Policies

extension PolicyFrame {
  /// A scalar result as plain data.
  func resultValue(_ index: Int) -> Value {
    if let integer = integerResult(index) { return .integer(integer) }
    if let number = numberResult(index) { return .number(number) }
    return booleanResult(index).map { .boolean($0) } ?? .none
  }
}

/// Writes a scalar a user gave into a cell.
func set(_ field: PolicyField, _ value: Value, _ cell: UnsafeMutablePointer<ck_cell>) throws(ScriptError) {
  switch (field.content, value) {
  case (.boolean, .boolean(let flag)):
    cell.pointee.tag = UInt8(CK_BOOLEAN.rawValue)
    cell.pointee.boolean = flag
  case (.integer, let value):
    guard let integer = value.asInteger else { throw ScriptError("\(field.name): an integer expected, got \(value.typeName)") }
    cell.pointee.tag = UInt8(CK_INTEGER.rawValue)
    cell.pointee.integer = integer
  case (.number, let value):
    guard let number = value.asNumber else { throw ScriptError("\(field.name): a finite number expected, got \(value.typeName)") }
    cell.pointee.tag = UInt8(CK_NUMBER.rawValue)
    cell.pointee.number = number
  default:
    throw ScriptError("\(field.name): \(field.content.noun) expected, got \(value.typeName)")
  }
}

extension PolicyField {
  /// The value nearest to 0 that the field may have.
  var least: Double {
    switch bounds {
    case .integers(let range): Double(min(max(0, range.lowerBound), range.upperBound))
    case .numbers(let range): min(max(0, range.lowerBound), range.upperBound)
    case nil: 0
    }
  }
}
