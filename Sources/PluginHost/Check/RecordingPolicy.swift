import CKernels
import Policies

/// Stands between a law and a policy: writes down every answer, and may replace the policy midway by one that was given
/// its memories.
final class RecordingPolicy: Policy {
  private(set) var answers: [String] = []
  private(set) var reloadFailure: SwapError?
  private var policy: any Policy
  private let reloadBefore: Int?
  private let reload: (any Policy) throws(SwapError) -> any Policy

  /// - Parameter reloadBefore: the call before which `reload` replaces the policy.
  init(_ policy: any Policy, reloadBefore: Int? = nil, reload: @escaping (any Policy) throws(SwapError) -> any Policy) {
    self.policy = policy
    self.reloadBefore = reloadBefore
    self.reload = reload
  }

  var identity: PolicyIdentity { policy.identity }
  var text: String? { policy.text }
  func implements(_ function: Int) -> Bool { policy.implements(function) }
  func takes(_ parameter: Int, of function: Int) -> Bool { policy.takes(parameter, of: function) }

  func call(_ function: Int, instance: Int, _ frame: PolicyFrame) throws(PolicyFault) {
    if answers.count == reloadBefore {
      do throws(SwapError) { policy = try reload(policy) } catch { reloadFailure = error }
    }
    answers.append("")
    try policy.call(function, instance: instance, frame)
    answers[answers.count - 1] = "\(frame.kind.functions[function].name) → \(frame.answerText(function))"
  }
}

extension PolicyFrame {
  /// What a call answered, exactly: results, then output arrays.
  func answerText(_ function: Int) -> String {
    let declaration = kind.functions[function]
    let scalars = declaration.results.indices.map { results[$0].exactText }
    let arrays = declaration.parameters.indices.filter { declaration.parameters[$0].isOutput }.map { arguments[$0].exactText }
    return (scalars + arrays).joined(separator: ", ")
  }
}

extension ck_cell {
  fileprivate var exactText: String {
    switch UInt32(tag) {
    case CK_BOOLEAN.rawValue: "\(boolean)"
    case CK_INTEGER.rawValue: "\(integer)"
    case CK_NUMBER.rawValue: "\(number)"
    case CK_ARRAY.rawValue: array.pointee.exactText
    default: "nil"
    }
  }
}

extension ck_view {
  fileprivate var exactText: String {
    func text<T>(_ type: T.Type) -> String {
      let elements = data.assumingMemoryBound(to: type)
      return "{" + (0..<rows).map { row in
        (0..<columns).map { "\(elements[row * Int(row_stride) + $0 * Int(column_stride)])" }.joined(separator: ", ")
      }.joined(separator: "; ") + "}"
    }
    guard data != nil else { return "{}" }
    switch ck_type(UInt32(type)) {
    case CK_F32: return text(Float.self)
    case CK_F64: return text(Double.self)
    case CK_I64: return text(Int64.self)
    default: return text(UInt8.self)
    }
  }
}
