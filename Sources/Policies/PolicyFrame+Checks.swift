import CKernels
import Interface

extension PolicyFrame {
  /// Checks the results of `function` against their declaration: type, finiteness, range.
  func checkResults(_ function: Int, of policy: any Policy) throws(PolicyFault) {
    let declaration = kind.functions[function]
    for (i, result) in declaration.results.enumerated() {
      if let problem = result.problem(with: results[i]) {
        throw PolicyFault(
          .violation,
          "\(policy.identity.kind)/\(policy.identity.name) \(policy.identity.version): \(declaration.name): \(result.name) \(problem)")
      }
    }
  }
}

extension PolicyField {
  /// What is wrong with a value as an answer to this field, with the allowed range; nil if nothing.
  func problem(with cell: ck_cell) -> String? {
    let suffix = unit.map { " \($0)" } ?? ""
    switch (UInt32(cell.tag), content) {
    case (CK_NIL.rawValue, _):
      return isOptional ? nil : "is missing (\(content) expected\(suffix))"
    case (CK_BOOLEAN.rawValue, .boolean):
      return nil
    case (CK_INTEGER.rawValue, .integer):
      guard case .integers(let range)? = bounds, !range.contains(cell.integer) else { return nil }
      return "is \(cell.integer)\(suffix), outside \(range.lowerBound)…\(range.upperBound)"
    case (CK_INTEGER.rawValue, .number), (CK_NUMBER.rawValue, .number):
      let number = cell.tag == UInt8(CK_INTEGER.rawValue) ? Double(cell.integer) : cell.number
      guard number.isFinite else { return "is \(number), not a finite number" }
      guard case .numbers(let range)? = bounds, !range.contains(number) else { return nil }
      return "is \(number)\(suffix), outside \(range.lowerBound)…\(range.upperBound)"
    case (CK_NUMBER.rawValue, .integer):
      return "is \(cell.number)\(suffix), not an integer"
    default:
      return "has the wrong type (\(content) expected)"
    }
  }
}
