public import Interface
import Kernels
public import Policies

/// One call of a policy with inputs typed by hand: context fields and arguments by their names.
///
/// What is left out is filled in: context arrays to the length of the first one given, or else to the rows of the matrix or
/// the length of the vector given as argument (masks with 1, the rest with 0), `count` with that length, an output with
/// the shape of the first array of its rank, a scalar context field with 0 or the nearest value it may have, an optional
/// one with nil. `now_us` and `seed` may be given too.
public final class PolicyTrial {
  private let policy: any Policy
  private let kind: PolicyKind
  private let function: Int
  private let frame: PolicyFrame
  private var fields: [TrialArray?]
  private var arguments: [TrialArray?]
  private var resultArrays: [TrialArray?]

  /// - Parameters:
  ///   - function: by name; nil for the first of the kind that the policy has.
  ///   - inputs: fields and arguments by name.
  /// - Throws: `ScriptError` naming the input that is unknown, missing or wrong.
  public init(_ policy: any Policy, _ kind: PolicyKind, function: String? = nil, inputs: Table) throws(ScriptError) {
    self.policy = policy
    self.kind = kind
    self.function = try Self.choose(function, policy, kind)
    let seed = inputs["seed"].asInteger ?? 0
    frame = PolicyFrame(kind, random: RandomStream(seed: UInt64(bitPattern: seed), "try", policy.identity.name))
    frame.now = inputs["now_us"].asInteger ?? 0
    let declaration = kind.functions[self.function]
    fields = Array(repeating: nil, count: kind.fields.count)
    arguments = Array(repeating: nil, count: declaration.parameters.count)
    resultArrays = Array(repeating: nil, count: declaration.results.count)
    try Self.checkNames(inputs, kind, declaration)
    try readArrays(inputs, declaration)
    try fillArrays(inputs, declaration)
    try setScalars(inputs, declaration)
  }

  /// Asks, checks the answer against the declaration, and returns it: results, then output arrays.
  ///
  /// - Parameter instance: whose memory is used.
  public func run(instance: Int = 0) throws(PolicyFault) -> [Value] {
    let declaration = kind.functions[function]
    for (i, array) in fields.enumerated() { array?.lend(to: frame, .field(i)) }
    for (i, array) in arguments.enumerated() {
      array?.lend(to: frame, declaration.parameters[i].isOutput ? .output(i) : .argument(i))
    }
    for (i, array) in resultArrays.enumerated() { array?.lend(to: frame, .result(i)) }
    defer { frame.endCall() }
    try policy.call(function, instance: instance, frame)
    try frame.checkResults(function, of: policy)
    let results = declaration.results.indices.map { i in resultArrays[i]?.value ?? frame.resultValue(i) }
    return results + declaration.parameters.indices.compactMap { declaration.parameters[$0].isOutput ? arguments[$0]?.value : nil }
  }

  // MARK: Inputs

  private static func choose(_ name: String?, _ policy: any Policy, _ kind: PolicyKind) throws(ScriptError) -> Int {
    let has = kind.functions.indices.filter(policy.implements)
    guard let name else {
      guard let first = has.first else { throw ScriptError("\(policy.identity): has no function to try") }
      return first
    }
    if let index = has.first(where: { kind.functions[$0].name == name }) { return index }
    let names = has.map { kind.functions[$0].name }
    throw ScriptError("\(policy.identity) has no function '\(name)'" + (suggestion(for: name, among: names).map { ": did you mean '\($0)'?" }
      ?? ": it has \(names.joined(separator: ", "))"))
  }

  private static func checkNames(_ inputs: Table, _ kind: PolicyKind, _ declaration: PolicyFunction) throws(ScriptError) {
    let known = declaration.parameters.filter(\.isInput).map(\.name) + kind.fields.map(\.name) + ["now_us", "seed"]
    if !inputs.list.isEmpty { throw ScriptError("inputs are given by name: \(known.joined(separator: ", "))") }
    for (key, _) in inputs.fields {
      guard case .string(let name) = key, known.contains(name) else {
        let word = if case .string(let name) = key { name } else { key.typeName }
        throw ScriptError("\(kind.name).\(declaration.name) has no input '\(word)'" + (suggestion(for: word, among: known).map { ": did you mean '\($0)'?" }
          ?? ": it has \(known.joined(separator: ", "))"))
      }
    }
  }

  private func readArrays(_ inputs: Table, _ declaration: PolicyFunction) throws(ScriptError) {
    for (i, parameter) in declaration.parameters.enumerated() where parameter.content.isArray && !inputs.isMissing(parameter.name) {
      arguments[i] = try TrialArray(parameter, inputs[parameter.name])
    }
    for (i, field) in kind.fields.enumerated() where field.content.isArray && !inputs.isMissing(field.name) {
      fields[i] = try TrialArray(field, inputs[field.name])
    }
  }

  private func fillArrays(_ inputs: Table, _ declaration: PolicyFunction) throws(ScriptError) {
    let givenFields: [TrialArray] = fields.compactMap { $0 }, givenArguments: [TrialArray] = arguments.compactMap { $0 }
    let vector = givenArguments.first { !$0.isMatrix }?.shape
    let matrix = (givenArguments + givenFields).first(where: \.isMatrix)?.shape
    let field = givenFields.first { !$0.isMatrix }?.shape
    let named = inputs["count"].asInteger.map { Int(max(0, min($0, 1 << 20))) }
    let count: Int = field?.rows ?? matrix?.rows ?? vector?.rows ?? named ?? 1
    func filled(_ field: PolicyField, count: Int) throws(ScriptError) -> TrialArray {
      let shape = field.content.isMatrix ? matrix ?? (count, count) : (count, 1)
      let isMask = field.content.elementType == .mask
      return try TrialArray(field.content, rows: shape.0, columns: shape.1, filledWith: isMask ? 1 : field.least)
    }
    for (i, parameter) in declaration.parameters.enumerated() where parameter.content.isArray && arguments[i] == nil {
      if parameter.isOptional { continue }
      if !parameter.isOutput && parameter.content.elementType != .mask { throw missing(parameter) }
      arguments[i] = try filled(parameter, count: vector?.rows ?? count)
    }
    for (i, field) in kind.fields.enumerated() where field.content.isArray && fields[i] == nil && !field.isOptional {
      fields[i] = try filled(field, count: count)
    }
    for (i, result) in declaration.results.enumerated() where result.content.isArray {
      resultArrays[i] = try filled(result, count: matrix?.rows ?? vector?.rows ?? count)
    }
    if inputs.isMissing("count"), let index = kind.fields.firstIndex(where: { $0.name == "count" && $0.content == .integer }) {
      frame.set(index, Int64(count))
    }
  }

  private func setScalars(_ inputs: Table, _ declaration: PolicyFunction) throws(ScriptError) {
    for (i, parameter) in declaration.parameters.enumerated() where !parameter.content.isArray {
      if inputs.isMissing(parameter.name) {
        if parameter.isOptional { continue }
        throw missing(parameter)
      }
      try set(parameter, inputs[parameter.name], frame.arguments + i)
    }
    for (i, field) in kind.fields.enumerated() where !field.content.isArray {
      if inputs.isMissing(field.name) {
        if field.name == "count" || field.isOptional { continue }
        try set(field, field.content == .boolean ? .boolean(false) : .number(field.least), frame.context + i)
      } else {
        try set(field, inputs[field.name], frame.context + i)
      }
    }
  }

  private func missing(_ parameter: PolicyField) -> ScriptError {
    let unit = parameter.unit.map { " in \($0)" } ?? ""
    return ScriptError("\(kind.name).\(kind.functions[function].name) needs '\(parameter.name)' (\(parameter.content.noun)\(unit))")
  }
}
