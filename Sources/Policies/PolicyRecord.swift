public import Interface

/// A policy as a run writes it down: with its text, so that it can be put in force again whatever became of the file.
public struct PolicyRecord {
  public var kind: String
  public var name: String
  /// BLAKE2b-256 of the text in hexadecimal, or "native".
  public var hash: String
  public var options: Table
  /// What the text was called; empty for a native rule.
  public var file: String
  /// nil for a native rule.
  public var text: String?

  public init(_ policy: any Policy) {
    kind = policy.identity.kind
    name = policy.identity.name
    hash = policy.identity.hash
    options = policy.given
    file = policy.file ?? ""
    text = policy.text
  }

  /// As plain data, and back.
  public var table: Table {
    var table = Table()
    table["kind"] = .string(kind)
    table["name"] = .string(name)
    table["hash"] = .string(hash)
    if !options.list.isEmpty || !options.fields.isEmpty { table["options"] = .table(options) }
    if let text {
      table["file"] = .string(file)
      table["text"] = .string(text)
    }
    return table
  }

  /// - Throws: `ScriptError` where a part is missing.
  public init(_ table: Table) throws(ScriptError) {
    guard case .string(let kind) = table["kind"], case .string(let name) = table["name"], case .string(let hash) = table["hash"] else {
      throw ScriptError("a policy without kind, name or hash")
    }
    (self.kind, self.name, self.hash) = (kind, name, hash)
    if case .table(let options) = table["options"] { self.options = options } else { options = Table() }
    if case .string(let file) = table["file"], case .string(let text) = table["text"] { (self.file, self.text) = (file, text) } else { (file, text) = ("", nil) }
    if text == nil, hash != "native" { throw ScriptError("policy \(kind)/\(name) without its text") }
  }
}
