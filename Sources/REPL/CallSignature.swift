public import Interface

/// What a call takes, for a reader in the middle of typing it.
public struct CallSignature: Sendable {
  /// "economy.quote(amount: integer [, side: buy|sell]) → cost: integer"
  public var text: String
  /// Without a method's object.
  public var parameters: [Parameter]
  /// Whether arguments past the last parameter are like it.
  public var isVariadic: Bool
  /// Empty for a script's function.
  public var summary: String

  public init(_ text: String, parameters: [Parameter], isVariadic: Bool = false, summary: String = "") {
    self.text = text
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.summary = summary
  }
}

extension Completion {
  /// What the innermost call around the cursor takes, and the argument or field being typed; for a name of a function
  /// just completed, what it takes.
  ///
  /// - Returns: lines, nil where there is nothing to tell. No code of the user's runs.
  /// - Complexity: O(*n*)
  public static func signature(before cursor: [UInt8], names: some NameSource) -> [String]? {
    let all = tokens(of: cursor)
    if let last = all.last, !last.isClosed, last.kind != .string { return nil }
    let isInString = all.last.map { !$0.isClosed } ?? false
    let reader = PathReader(text: cursor, tokens: isInString ? Array(all.dropLast()) : all)
    // `economy.quote`, with nothing after it.
    if let last = all.last, last.kind == .name, last.range.upperBound == cursor.count, let (path, _) = reader.path(endingAt: all.count - 1),
      let signature = names.signature(of: path, isMethod: reader.symbol(at: all.count - 2) == ":")
    {
      return [signature.text] + (signature.summary.isEmpty ? [] : ["  " + signature.summary])
    }
    let direct = isInString ? reader.directCall(endingAt: all.count - 2) : nil
    guard let call = direct ?? reader.call(), let signature = names.signature(of: call.callee, isMethod: call.isMethod) else { return nil }
    var lines = [signature.text]
    if let parameter = call.parameter(in: signature) {
      let row = fieldRows(parameter)[0].filter { !$0.isEmpty }
      if row.count > 1 { lines.append("  " + row.joined(separator: "  ")) }
    }
    return lines
  }
}

extension CompletionRequest.Call {
  /// The declaration of what is being typed: an argument, or a field in its tables.
  func parameter(in signature: CallSignature) -> Parameter? {
    var parameter = table(in: signature)
    if let field { parameter = parameter?.entry(field) }
    return parameter
  }

  /// The declaration of the innermost table the cursor is in, or of the argument where it is in none.
  func table(in signature: CallSignature) -> Parameter? {
    let isRest = signature.isVariadic && index >= signature.parameters.count
    var parameter = isRest ? signature.parameters.last : signature.parameters.indices.contains(index) ? signature.parameters[index] : nil
    for container in tables.dropFirst() {
      switch container {
      case .argument: break
      case .field(let name): parameter = parameter?.entry(name)
      case .element: parameter = parameter?.elements.first
      }
    }
    return parameter
  }
}

extension Parameter {
  /// The declaration of an entry by name.
  fileprivate func entry(_ name: String) -> Parameter? { fields.first { $0.name == name } ?? others.first }
}
