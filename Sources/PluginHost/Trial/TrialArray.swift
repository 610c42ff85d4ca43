import CKernels
import Interface
import Kernels
import Policies

/// An array for a trial: made from what a user typed, and lent to a frame.
struct TrialArray {
  let storage: Storage
  enum Storage { case vector(Vector), matrix(Matrix) }

  var isMatrix: Bool { if case .matrix = storage { true } else { false } }

  /// Rows and columns; a vector has one column.
  var shape: (rows: Int, columns: Int) {
    switch storage {
    case .vector(let vector): (vector.count, 1)
    case .matrix(let matrix): (matrix.rows, matrix.columns)
    }
  }

  var value: Value {
    switch storage {
    case .vector(let vector): .object(vector)
    case .matrix(let matrix): .object(matrix)
    }
  }

  /// Filled with one number.
  init(_ content: PolicyField.Content, rows: Int, columns: Int, filledWith number: Double) throws(ScriptError) {
    let elements = [Value](repeating: .number(number), count: rows * (content.isMatrix ? columns : 1))
    try self.init(content, elements, rows: rows, columns: columns, "")
  }

  /// From a vector, a matrix, a list of numbers, or a list of rows.
  init(_ field: PolicyField, _ value: Value) throws(ScriptError) {
    switch value {
    case .object(let object):
      if let vector = object as? Vector, !field.content.isMatrix {
        try self.init(field.content, Self.elements(vector), rows: vector.count, columns: 1, field.name)
      } else if let matrix = object as? Matrix, field.content.isMatrix {
        try self.init(field.content, Self.elements(matrix), rows: matrix.rows, columns: matrix.columns, field.name)
      } else {
        throw ScriptError("\(field.name): \(field.content.noun) expected, got \(value.typeName)")
      }
    case .table(let table) where table.fields.isEmpty && !field.content.isMatrix:
      try self.init(field.content, table.list, rows: table.list.count, columns: 1, field.name)
    case .table(let table) where table.fields.isEmpty:
      var elements = [Value](), columns: Int?
      for row in table.list {
        guard case .table(let row) = row, row.fields.isEmpty, columns == nil || columns == row.list.count else {
          throw ScriptError("\(field.name): a list of rows of the same length expected, as in {{1, 2}, {3, 4}}")
        }
        columns = row.list.count
        elements += row.list
      }
      try self.init(field.content, elements, rows: table.list.count, columns: columns ?? 0, field.name)
    default:
      throw ScriptError("\(field.name): \(field.content.noun) or a list expected, got \(value.typeName)")
    }
  }

  private init(_ content: PolicyField.Content, _ elements: [Value], rows: Int, columns: Int, _ name: String) throws(ScriptError) {
    switch content.elementType! {
    case .f32: storage = Self.store(content, try Self.convert(elements, name, "a number") { $0.asNumber.map { Float($0) } }, rows, columns)
    case .f64: storage = Self.store(content, try Self.convert(elements, name, "a number") { $0.asNumber }, rows, columns)
    case .i64: storage = Self.store(content, try Self.convert(elements, name, "an integer") { $0.asInteger }, rows, columns)
    case .mask: storage = Self.store(content, try Self.convert(elements, name, "true, false, 1 or 0") { $0.asMask }, rows, columns)
    }
  }

  private static func convert<T>(_ elements: [Value], _ name: String, _ noun: String, _ convert: (Value) -> T?) throws(ScriptError) -> [T] {
    var converted = [T]()
    for (i, element) in elements.enumerated() {
      guard let value = convert(element) else { throw ScriptError("\(name)[\(i + 1)]: \(noun) expected, got \(element.typeName)") }
      converted.append(value)
    }
    return converted
  }

  private static func store<T: Element>(_ content: PolicyField.Content, _ elements: [T], _ rows: Int, _ columns: Int) -> Storage {
    content.isMatrix ? .matrix(Matrix(elements, rows: rows, columns: columns)) : .vector(Vector(elements))
  }

  private static func elements(_ vector: Vector) throws(ScriptError) -> [Value] {
    do throws(ArrayError) {
      switch vector.type {
      case .f32: return try vector.asArray(of: Float.self).map { .number(Double($0)) }
      case .f64: return try vector.asArray(of: Double.self).map { .number($0) }
      case .i64: return try vector.asArray(of: Int64.self).map { .integer($0) }
      case .mask: return try vector.asArray(of: UInt8.self).map { .integer(Int64($0)) }
      }
    } catch { throw ScriptError("\(error)") }
  }

  private static func elements(_ matrix: Matrix) throws(ScriptError) -> [Value] {
    do throws(ArrayError) {
      switch matrix.type {
      case .f32: return try matrix.asArray(of: Float.self).map { .number(Double($0)) }
      case .f64: return try matrix.asArray(of: Double.self).map { .number($0) }
      case .i64: return try matrix.asArray(of: Int64.self).map { .integer($0) }
      case .mask: return try matrix.asArray(of: UInt8.self).map { .integer(Int64($0)) }
      }
    } catch { throw ScriptError("\(error)") }
  }

  /// Lends the elements; they must outlive the call.
  func lend(to frame: PolicyFrame, _ place: PolicyFrame.Place) {
    switch storage {
    case .vector(let vector): frame.lend(place, vector.view.pointee.data, vector.type, rows: vector.count, columns: nil)
    case .matrix(let matrix): frame.lend(place, matrix.view.pointee.data, matrix.type, rows: matrix.rows, columns: matrix.columns)
    }
  }
}

extension PolicyField.Content {
  var isMatrix: Bool { if case .matrix = self { true } else { false } }
  var elementType: ElementType? {
    switch self {
    case .vector(let type), .matrix(let type): type
    default: nil
    }
  }
  /// "a vector of i64", "an integer".
  var noun: String {
    switch self {
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .vector(let type): "a vector of \(type.name)"
    case .matrix(let type): "a matrix of \(type.name)"
    }
  }
}

extension Value {
  fileprivate var asMask: UInt8? {
    switch self {
    case .boolean(let flag): flag ? 1 : 0
    case .integer(0): 0
    case .integer(1): 1
    case .number(0): 0
    case .number(1): 1
    default: nil
    }
  }
}
