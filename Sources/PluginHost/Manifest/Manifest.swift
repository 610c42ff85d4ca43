public import Interface
public import Policies

/// What a plugin says of itself, checked: the table its text returns, without the functions.
public struct Manifest: Sendable {
  public var kind: String
  public var name: String
  public var version: Version
  /// The policy api it was written for: "1" or "1.x".
  public var api: String
  public var summary: String
  public var options: [OptionDeclaration]
  /// Which of the kind's functions it has, by index in the declaration.
  public var functions: [Int]
  public var exportsState: Bool
  public var importsState: Bool

  public static let keys = ["kind", "name", "version", "api", "summary", "options"]
  /// Functions any policy may have, whatever its kind.
  public static let stateFunctions = ["export_state", "import_state"]

  /// Reads and checks the table a plugin's text returned: manifest first, then the kind's contract.
  ///
  /// - Parameter value: with `.callback` where the table holds functions.
  /// - Throws: every problem at once, each with the line of its key.
  public init(_ value: Value, of text: PluginText, kinds: [PolicyKind]) throws(PluginProblems) {
    var reader = ManifestReader(text)
    guard let manifest = reader.read(value, kinds) else { throw PluginProblems(reader.problems) }
    self = manifest
  }

  init(
    kind: String, name: String, version: Version, api: String, summary: String, options: [OptionDeclaration],
    functions: [Int], exportsState: Bool, importsState: Bool
  ) {
    self.kind = kind
    self.name = name
    self.version = version
    self.api = api
    self.summary = summary
    self.options = options
    self.functions = functions
    self.exportsState = exportsState
    self.importsState = importsState
  }
}
