public import Interface

/// A rule that answers one kind's questions: native, or a plugin's text in a Lua state of its own.
///
/// It belongs to the thread that owns the colony.
public protocol Policy: AnyObject {
  var identity: PolicyIdentity { get }
  /// The text that decides, for the run record; nil for a native rule.
  var text: String? { get }
  /// What its text was called where it was read; nil for a native rule.
  var file: String? { get }
  /// The options it was asked for with, defaults left out.
  var given: Table { get }
  /// The options it follows, defaults included.
  var options: Table { get }
  /// Whether it has the kind's function of that index.
  func implements(_ function: Int) -> Bool
  /// Whether a function of it does anything with that parameter of the kind's: what it doesn't take need not be lent.
  func takes(_ parameter: Int, of function: Int) -> Bool
  /// Where a function of that name stands, "plugins/auction/vickrey.lua:12"; nil where there is no text to show.
  func place(of function: String) -> String?
  /// Answers: reads `frame`'s context and arguments, writes its results.
  ///
  /// - Parameter instance: whose memory it uses: the node's index, 0 where the kind is the colony's.
  func call(_ function: Int, instance: Int, _ frame: PolicyFrame) throws(PolicyFault)
  /// Lets go of every instance's memory: each begins anew.
  func forget()
}

extension Policy {
  public var text: String? { nil }
  public var file: String? { nil }
  public var given: Table { Table() }
  public var options: Table { given }
  public func place(of function: String) -> String? { nil }
  public func forget() {}
}

/// Which text decides.
public struct PolicyIdentity: Sendable, Equatable, CustomStringConvertible {
  public var kind: String
  public var name: String
  public var version: String
  /// BLAKE2b-256 of the text in hexadecimal, or "native".
  public var hash: String

  public init(kind: String, name: String, version: String, hash: String) {
    self.kind = kind
    self.name = name
    self.version = version
    self.hash = hash
  }

  /// "auction/vickrey 1.0.0"
  public var description: String { "\(kind)/\(name) \(version)" }
}
