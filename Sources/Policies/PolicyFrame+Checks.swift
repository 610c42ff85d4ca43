import CKernels
import Interface
import Kernels

extension PolicyFrame {
  /// Checks what a policy answered against the declaration of `function`: results for type, finiteness and range, and
  /// every element it wrote to an output array likewise.
  ///
  /// - Complexity: O(results + output elements)
  public func checkResults(_ function: Int, of policy: any Policy) throws(PolicyFault) {
    let places = checks.functions[function]
    for i in 0..<places.count where !checks.scalars[places.first + i].accepts(results[i]) {
      let result = kind.functions[function].results[i]
      if let problem = result.problem(with: results[i]) {
        throw .violation(policy, kind.functions[function].name, "\(result.name) \(problem)")
      }
    }
    for i in places.outputs {
      let output = kind.functions[function].parameters[i]
      if let problem = output.problem(withElements: arguments[i]) {
        throw .violation(policy, kind.functions[function].name, "\(output.name)\(problem)")
      }
    }
  }
}

/// A kind's declared results in the form that is quickest to check: most answers are right.
struct ResultChecks {
  /// One scalar result's type and range.
  struct Scalar {
    var tag: UInt8
    var isOptional: Bool
    var integers: ClosedRange<Int64> = .min ... .max
    var numbers: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude

    init(_ field: PolicyField) {
      switch field.content {
      case .boolean: tag = UInt8(CK_BOOLEAN.rawValue)
      case .integer: tag = UInt8(CK_INTEGER.rawValue)
      case .number: tag = UInt8(CK_NUMBER.rawValue)
      case .vector, .matrix: tag = UInt8(CK_ARRAY.rawValue)
      }
      isOptional = field.isOptional
      if case .integers(let range)? = field.bounds { integers = range }
      if case .numbers(let range)? = field.bounds { numbers = range }
    }

    /// Whether the value is right beyond doubt; where not, `PolicyField.problem` says what is wrong, if anything.
    func accepts(_ cell: ck_cell) -> Bool {
      guard cell.tag == tag else { return isOptional && cell.tag == UInt8(CK_NIL.rawValue) }
      switch UInt32(tag) {
      case CK_INTEGER.rawValue: return integers.contains(cell.integer)
      case CK_NUMBER.rawValue: return numbers.contains(cell.number)
      case CK_BOOLEAN.rawValue: return true
      default: return false
      }
    }
  }

  let scalars: [Scalar]
  /// For each function, where its results are in `scalars`, and which parameters are outputs.
  let functions: [(first: Int, count: Int, outputs: [Int])]

  init(_ kind: PolicyKind) {
    var scalars = [Scalar](), functions = [(first: Int, count: Int, outputs: [Int])]()
    for function in kind.functions {
      functions.append((scalars.count, function.results.count, function.parameters.indices.filter { function.parameters[$0].isOutput }))
      scalars += function.results.map(Scalar.init)
    }
    self.scalars = scalars
    self.functions = functions
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
