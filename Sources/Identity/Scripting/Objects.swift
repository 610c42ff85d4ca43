public import Interface

extension KeyPair: PassableObject {
  public static var className: String { "keypair" }
}

/// A signed message as scripts hold it.
final class ScriptMessage: PassableObject {
  static var className: String { "signed_message" }
  let message: SignedMessage
  init(_ message: SignedMessage) { self.message = message }
}

/// A rotation or a revocation as scripts hold it.
final class ScriptStatement: PassableObject {
  static var className: String { "key_statement" }
  let statement: KeyStatement
  init(_ statement: KeyStatement) { self.statement = statement }
}

/// A registry of keys as scripts hold it.
public final class ScriptChain: PassableObject {
  public static var className: String { "key_chain" }
  public internal(set) var chain: KeyChain
  init(_ chain: KeyChain) { self.chain = chain }
}

/// A verifier as scripts hold it.
final class ScriptVerifier: PassableObject {
  static var className: String { "verifier" }
  var verifier: Verifier
  /// Whose rotations and revocations count.
  let chain: ScriptChain?
  init(_ verifier: Verifier, _ chain: ScriptChain?) {
    self.verifier = verifier
    self.chain = chain
  }
}

/// A piece of evidence as scripts hold it.
public final class ScriptEvidence: PassableObject {
  public static var className: String { "evidence" }
  public let evidence: Evidence
  init(_ evidence: Evidence) { self.evidence = evidence }
}
