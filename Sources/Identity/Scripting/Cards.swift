public import Interface

extension KeyPair: Describable {
  /// The names of the public half; of the secret one only where it came from.
  public var card: Card {
    Card("keypair", [publicKey.peerID], parts: [
      .row("did", [publicKey.did]), .row("id", [publicKey.checkedID]),
      .row("secret", [isReproducible ? "from a number: for simulations only" : "from the system's randomness, or a key file"]),
    ])
  }
}

extension ScriptMessage: Describable {
  var card: Card {
    let message = message, genuine = message.isGenuine
    return Card("signed_message", [message.context.text, genuine ? "genuine" : "FORGED"], parts: [
      .row("signer", [message.signer.peerID]),
      .row(message.freshness.isSequence ? "sequence" : "expiry", ["\(message.freshness.number)" + (message.freshness.isSequence ? "" : " µs")]),
      .row("payload", [Readable.bytes(message.payload.count)]),
    ])
  }
}

extension ScriptStatement: Describable {
  var card: Card {
    Card("key_statement", [statement.kind.rawValue, "from \(statement.time) µs on", "in \(statement.message.context.network)"], parts: [
      .row("of", [statement.subject.peerID]),
      statement.successor.map { .row("to", [$0.peerID]) } ?? .row("by", [statement.message.signer.peerID]),
    ])
  }
}

extension ScriptChain: Describable {
  public var card: Card {
    Card("key_chain", [Readable.count(chain.rotationCount, "rotation"), Readable.count(chain.revocationCount, "revocation"), "in \(chain.network)"])
  }
}

extension ScriptVerifier: Describable {
  var card: Card {
    Card("verifier", [
      "for \(verifier.network) (\(verifier.domain))", "\(Readable.count(verifier.accepted)) accepted", "\(Readable.count(verifier.refused)) refused",
      "remembers \(Readable.count(verifier.remembered))",
    ])
  }
}

extension ScriptEvidence: Describable {
  public var card: Card {
    let verdict: String
    do throws(IdentityError) {
      let found = try evidence.check()
      verdict = "\(found.offence.rawValue) by \(found.guilty.peerID)"
    } catch { verdict = "no offence: \(error)" }
    return Card("evidence", [evidence.id.prefix(16) + "…"], parts: [.row("verdict", [verdict])])
  }
}

extension Freshness {
  var isSequence: Bool { if case .sequence = self { true } else { false } }
  var number: Int64 { switch self { case .sequence(let number), .expiry(let number): number } }
}
