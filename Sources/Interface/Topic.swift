/// Something there is help on besides declarations: a kind of policy, a plugin.
public struct Topic: Sendable {
  public var name: String
  /// One line.
  public var summary: @Sendable () -> String
  /// The whole of it, set for a width.
  public var text: @Sendable (_ width: Int) -> String
  /// Its source text, nil where it has none at hand.
  public var source: @Sendable () -> String?

  public init(
    _ name: String, summary: @escaping @Sendable () -> String, text: @escaping @Sendable (_ width: Int) -> String,
    source: @escaping @Sendable () -> String? = { nil }
  ) {
    self.name = name
    self.summary = summary
    self.text = text
    self.source = source
  }
}
