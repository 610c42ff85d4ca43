import Interface

extension IdentityInterface {
  static let keypairClass = Class(
    KeyPair.className, "An Ed25519 key pair: signs; its secret half is never shown.",
    methods: [
      sign("sign", "Signs a payload for one purpose, under a number that only ever rises.", .integer("sequence", 0...Int64.max, "above the last one for this purpose"), "1") { .sequence($0) },
      sign("sign_until", "Signs a payload for one purpose, to be taken once and not after a moment.", .integer("expiry_us", 0...Int64.max, unit: "µs"), "5000000") { .expiry($0) },
      Function(
        "save", "Seals the key by a password (Argon2id, XChaCha20-Poly1305) in a file that only you can read.",
        detail: "The file is 0600 from its first instant, durable, complete or not there. A file that is there already is never written over.",
        this, .string("path"), password, returns: .nothing,
        example: "p = os.tmpname(); os.remove(p); identity.create():save(p, 'correct horse')",
        errors: ["there is a file already, or it cannot be written", "there is no password"]
      ) { key, path, password in
        try KeyFile.save(key, to: path, password: password?.content ?? Password.fromEnvironment())
        return Nothing()
      },
      Function(
        "rotate", "A new key in this one's place, and the statement both sign.",
        detail: "Give the statement to a `key_chain`. Save the new key; a second rotation of the old one is evidence against you.",
        parameters: [
          this.parameter, Parameter("key", .object(KeyPair.className), isOptional: true, defaultText: "a fresh one", "the new key"),
          timed("time_us", "messages of the old key are believed before it").parameter, .table("options", fields: [network.parameter], isOptional: true, defaultText: "{}"),
        ],
        results: [Parameter("key", .object(KeyPair.className)), Parameter("statement", .object(ScriptStatement.className))],
        example: "k, s = identity.create():rotate()", errors: ["the new key is the old one", labelRule]
      ) { frame in
        let key = KeyPair.read(frame, 0)
        let next = frame.isNone(1) ? key.makeSuccessor() : KeyPair.read(frame, 1)
        let statement = try KeyStatement(rotating: key, to: next, at: frame.isNone(2) ? 0 : frame.integer(2), network: Table.read(frame, 3)[network])
        frame.push(next)
        frame.push(ScriptStatement(statement))
      },
      Function(
        "revoke", "A statement that what this key, or the one it succeeds, signs from a moment on is void.",
        parameters: [
          this.parameter, timed("time_us", "from then on").parameter,
          Parameter("peer", .string, isOptional: true, defaultText: "this key", "an earlier key of the same chain"),
          .table("options", fields: [network.parameter], isOptional: true, defaultText: "{}"),
        ],
        results: [Parameter("statement", .object(ScriptStatement.className))],
        example: "identity.create():revoke(1000000)", errors: ["the other name is no key's", labelRule]
      ) { frame in
        let key = KeyPair.read(frame, 0)
        let subject = frame.isNone(2) ? key.publicKey : try PublicKey(name: frame.string(2))
        frame.push(ScriptStatement(try KeyStatement(revoking: subject, at: frame.isNone(1) ? 0 : frame.integer(1), by: key, network: Table.read(frame, 3)[network])))
      },
      Function(
        "session", "e-session: 34 bytes that name a session. A name anybody can compute, not security.", this, .integer("number", nil, "of the session"),
        returns: Parameter("name", .string, "68 hexadecimal digits"), example: "identity.create(1):session(1)"
      ) { key, number in Hexadecimal.text(key.publicKey.session(number)) },
      Function(
        "genesis", "φ-genesis: 21 bytes that name the key in a network. A name anybody can compute, not security.", this,
        .string("network"), returns: Parameter("name", .string, "42 hexadecimal digits"), example: "identity.create(1):genesis('lab')"
      ) { key, network in Hexadecimal.text(key.publicKey.genesis(network: network)) },
    ],
    fields: [
      text("peer_id", "As libp2p writes the public key: 12D3KooW….", \.peerID),
      text("did", "As the W3C's did:key method does.", \.did),
      text("id", "56 letters with a checksum: a typo is never another peer.", \.checkedID),
      text("public_key", "64 hexadecimal digits.", \.hexadecimal),
      text("pi_identity", "π-identity: 40 bytes, in hexadecimal. A name anybody can compute, not security.", \.piText),
    ],
    operators: [.card(of: KeyPair.self, example: "tostring(identity.create(1))")])

  private static let this: Typed<KeyPair> = .object("self")

  private static func timed(_ name: String, _ summary: String) -> Typed<Int64?> {
    .optional(.integer(name, 0...Int64.max, unit: "µs", summary), "0")
  }

  private static func text(_ name: String, _ summary: String, _ path: KeyPath<PublicKey, String> & Sendable) -> Function {
    Function(name, summary, this, returns: Parameter(name, .string), example: "identity.create(1).\(name)") { $0.publicKey[keyPath: path] }
  }

  private static func sign(
    _ name: String, _ summary: String, _ number: Typed<Int64>, _ example: String, _ freshness: @escaping @Sendable (Int64) -> Freshness
  ) -> Function {
    Function(
      name, summary,
      parameters: [
        this.parameter, purpose.parameter, Typed<Bytes>.bytes("payload", "up to 1 MiB").parameter, number.parameter,
        .table("options", fields: [network.parameter, domain.parameter], isOptional: true, defaultText: "{}"),
      ],
      results: [Parameter("message", .object(ScriptMessage.className))],
      example: "identity.create():\(name)('bid', '250', \(example))", errors: [labelRule, "the payload is too long"]
    ) { frame in
      let options = try Table.read(frame, 4)
      let context = try SigningContext(domain: options[domain], network: options[network], purpose: frame.string(1))
      frame.push(ScriptMessage(try SignedMessage(frame.bytes(2), context, freshness(frame.integer(3)), by: KeyPair.read(frame, 0))))
    }
  }
}

extension PublicKey {
  fileprivate var piText: String { Hexadecimal.text(piIdentity) }
}
