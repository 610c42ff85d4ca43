import Interface

extension IdentityInterface {
  private static let sample = "identity.create(1):sign('bid', '250', 1)"

  static let messageClass = Class(
    ScriptMessage.className, "A payload, what it is for, and who says so.",
    methods: [
      Function("export", "The whole message, to send or keep; `identity.message` reads it.", thisMessage, returns: Parameter("text", .string, "hexadecimal digits"), example: sample + ":export()") {
        Hexadecimal.text($0.message.wire)
      }
    ],
    fields: [
      text("signer", "Its peer id.") { $0.signer.peerID },
      text("purpose", "What it was signed for.") { $0.context.purpose },
      text("network", "The network it was signed for.") { $0.context.network },
      text("domain", "Protocol and version.") { $0.context.domain },
      text("id", "The fingerprint of what is said and who says it.") { $0.id },
      text("signature", "128 hexadecimal digits.") { Hexadecimal.text($0.signature.bytes) },
      Function("payload", "The bytes it is about.", thisMessage, returns: Parameter("payload", .string), example: sample + ".payload") { Bytes($0.message.payload) },
      Function("sequence", "Its number, nil where it has an expiry.", thisMessage, returns: Parameter("sequence", .integer, isOptional: true), example: sample + ".sequence") {
        $0.message.freshness.isSequence ? $0.message.freshness.number : nil
      },
      Function("expiry_us", "When it expires, nil where it has a sequence.", thisMessage, returns: Parameter("expiry_us", .integer, unit: "µs", isOptional: true), example: sample + ".expiry_us") {
        $0.message.freshness.isSequence ? nil : $0.message.freshness.number
      },
    ],
    operators: [.card(of: ScriptMessage.self, example: "tostring(\(sample))")])

  static let verifierClass = Class(
    ScriptVerifier.className, "Takes each message once.",
    methods: [
      Function(
        "accept", "Takes a message, or says why not.",
        parameters: [thisVerifier.parameter, Parameter("message", .object(ScriptMessage.className)), purpose.parameter, now.parameter.optional(defaultText: "0")],
        results: verdict,
        example: "v = identity.verifier(); m = identity.create():sign('bid', '250', 1); v:accept(m, 'bid'); v:accept(m, 'bid')", errors: [labelRule]
      ) { frame in
        let this = ScriptVerifier.read(frame, 0), message = ScriptMessage.read(frame, 1).message
        let purpose = frame.string(2), now = frame.isNone(3) ? 0 : frame.integer(3)
        _ = try SigningContext(purpose: purpose)
        judge(frame) { () throws(IdentityError) in try this.verifier.accept(message, purpose: purpose, chain: this.chain?.chain, at: now) }
      }
    ],
    fields: [
      count("accepted", "Messages taken.") { $0.accepted },
      count("refused", "Messages not taken.") { $0.refused },
      count("remembered", "Signers and messages it remembers.") { $0.remembered },
    ],
    operators: [.card(of: ScriptVerifier.self, example: "tostring(identity.verifier())")])

  static let evidenceClass = Class(
    ScriptEvidence.className, "Two messages that no honest holder of a key signs both.",
    methods: [
      Function(
        "check", "Who is guilty of what; or nil, and why nobody is.",
        parameters: [thisEvidence.parameter],
        results: [
          Parameter("guilty", .string, isOptional: true, "a peer id"),
          Parameter("offence", .string, "equivocation, mismatch, or why there is none"),
        ],
        example: evidenceSample + ":check()"
      ) { frame in
        do throws(IdentityError) {
          let (guilty, offence) = try ScriptEvidence.read(frame, 0).evidence.check()
          frame.push(guilty.peerID)
          frame.push(offence.rawValue)
        } catch {
          frame.pushNone()
          frame.push(error.description)
        }
      }
    ],
    fields: [
      Function("id", "Names the offence once, whichever message comes first.", thisEvidence, returns: Parameter("id", .string, "64 hexadecimal digits"), example: evidenceSample + ".id") { $0.evidence.id }
    ],
    operators: [.card(of: ScriptEvidence.self, example: "tostring(\(evidenceSample))")])

  private static let evidenceSample = "identity.evidence(identity.create(1):sign('vote/1', 'yes', 1), identity.create(1):sign('vote/1', 'no', 1))"
  private static let thisMessage: Typed<ScriptMessage> = .object("self")
  private static let thisVerifier: Typed<ScriptVerifier> = .object("self")
  private static let thisEvidence: Typed<ScriptEvidence> = .object("self")

  private static func text(_ name: String, _ summary: String, _ read: @escaping @Sendable (SignedMessage) -> String) -> Function {
    Function(name, summary, thisMessage, returns: Parameter(name, .string), example: "\(sample).\(name)") { read($0.message) }
  }

  private static func count(_ name: String, _ summary: String, _ read: @escaping @Sendable (Verifier) -> Int) -> Function {
    Function(name, summary, thisVerifier, returns: Parameter(name, .integer), example: "identity.verifier().\(name)") { Int64(read($0.verifier)) }
  }
}

extension Parameter {
  fileprivate func optional(defaultText: String) -> Parameter {
    var copy = self
    copy.isOptional = true
    copy.defaultText = defaultText
    return copy
  }
}
