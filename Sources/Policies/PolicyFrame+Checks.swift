import CKernels
import Interface
import Kernels

extension PolicyFrame {
  /// Checks what a policy answered against the declaration of `function`: results for type, finiteness and range, and
  /// every element it wrote to an output array likewise.
  ///
  /// - Complexity: O(results + output elements)
  public func checkResults(_ function: Int, of policy: any Policy) throws(PolicyFault) {
    let declaration = kind.functions[function]
    for i in declaration.results.indices {
      if let problem = declaration.results[i].problem(with: results[i]) {
        throw .violation(policy, declaration.name, "\(declaration.results[i].name) \(problem)")
      }
    }
    for i in declaration.parameters.indices where declaration.parameters[i].isOutput {
      if let problem = declaration.parameters[i].problem(withElements: arguments[i]) {
        throw .violation(policy, declaration.name, "\(declaration.parameters[i].name)\(problem)")
      }
    }
  }
}

extension PolicyField {
  /// What is wrong with a value as an answer to this field, with the allowed range; nil if nothing.
  func problem(with cell: ck_cell) -> String? {
    let suffix = unitSuffix
    switch (UInt32(cell.tag), content) {
    case (CK_NIL.rawValue, _):
      return isOptional ? nil : "is missing (\(content) expected\(suffix))"
    case (CK_BOOLEAN.rawValue, .boolean):
      return nil
    case (CK_INTEGER.rawValue, .integer):
      guard case .integers(let range)? = bounds, !range.contains(cell.integer) else { return nil }
      return "is \(cell.integer)\(suffix), outside \(range.lowerBound)…\(range.upperBound)"
    case (CK_INTEGER.rawValue, .number), (CK_NUMBER.rawValue, .number):
      let number = cell.asNumber!
      guard number.isFinite else { return "is \(number), not a finite number" }
      guard case .numbers(let range)? = bounds, !range.contains(number) else { return nil }
      return "is \(number)\(suffix), outside \(range.lowerBound)…\(range.upperBound)"
    case (CK_NUMBER.rawValue, .integer):
      return "is \(cell.number)\(suffix), not an integer"
    case (CK_ARRAY.rawValue, .vector), (CK_ARRAY.rawValue, .matrix):
      return problem(withElements: cell).map { $0.first == "[" ? "element \($0)" : $0 }
    default:
      return "has the wrong type (\(content) expected)"
    }
  }

  /// What is wrong with an array of answers: the first element that is not finite or out of range, with its place
  /// counted from 1 as the policy sees it.
  func problem(withElements cell: ck_cell) -> String? {
    guard cell.tag == UInt8(CK_ARRAY.rawValue) else { return nil }
    switch ElementType(rawValue: cell.array.pointee.type)! {
    case .f32: return floatProblem(cell.elements(Float.self), cell.shape)
    case .f64: return floatProblem(cell.elements(Double.self), cell.shape)
    case .i64:
      guard case .integers(let range)? = bounds else { return nil }
      let elements = cell.elements(Int64.self)
      guard let i = elements.firstIndex(where: { !range.contains($0) }) else { return nil }
      return "\(place(i, cell.shape)) is \(elements[i])\(unitSuffix), outside \(range.lowerBound)…\(range.upperBound)"
    case .mask: return nil
    }
  }

  private func floatProblem<T: BinaryFloatingPoint>(_ elements: UnsafeMutableBufferPointer<T>, _ shape: (rows: Int, columns: Int)) -> String? {
    if let i = elements.firstIndex(where: { !$0.isFinite }) { return "\(place(i, shape)) is \(elements[i]), not a finite number" }
    guard case .numbers(let range)? = bounds else { return nil }
    guard let i = elements.firstIndex(where: { !range.contains(Double($0)) }) else { return nil }
    return "\(place(i, shape)) is \(elements[i])\(unitSuffix), outside \(range.lowerBound)…\(range.upperBound)"
  }

  private func place(_ index: Int, _ shape: (rows: Int, columns: Int)) -> String {
    if case .matrix = content { return "[\(index / shape.columns + 1), \(index % shape.columns + 1)]" }
    return "[\(index + 1)]"
  }

  private var unitSuffix: String { unit.map { " \($0)" } ?? "" }
}
