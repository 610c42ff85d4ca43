public import Interface

/// What scripts and the manual know of this layer.
public enum IdentityInterface {
  public static let module: Module = Module(
    "identity", "Ed25519 keys, what they sign, who took whose place, and evidence against who signs twice.",
    functions: [create, load, peer, verify, ed25519Verify, message, statement, chain, verifier, evidence, commitment],
    classes: [keypairClass, messageClass, statementClass, chainClass, verifierClass, evidenceClass])

  // MARK: Keys

  private static let create = Function(
    "create", "A fresh key pair, from the system's randomness; or from a number, for simulations.",
    .optional(.integer("seed", nil, "the same number gives the same key, to anybody"), "the system's randomness"),
    returns: Parameter("key", .object("keypair")), example: "k = identity.create()"
  ) { (seed: Int64?) in seed.map { KeyPair(simulation: $0) } ?? KeyPair() }

  private static let load = Function(
    "load", "Opens a key file that `keypair:save` wrote.",
    detail: """
      The file must be yours alone (mode 0600, no link, one name), whole and undamaged; what is refused is left as it is, \
      and never made anew.
      """,
    .string("path"), password, returns: Parameter("key", .object("keypair")),
    example: "p = os.tmpname(); os.remove(p); identity.create():save(p, 'correct horse'); k = identity.load(p, 'correct horse')",
    errors: ["the file is loose, another's, a link, short, long or damaged", "the password does not open it", "there is no password"]
  ) { path, password in try KeyFile.load(path, password: password?.content ?? Password.fromEnvironment()) }

  private static let peer = Function(
    "peer", "All names of one public key, from any of them.",
    name, returns: .table(
      "names",
      fields: [
        Parameter("peer_id", .string, "libp2p's"), Parameter("did", .string, "W3C did:key"), Parameter("id", .string, "with a checksum"),
        Parameter("public_key", .string, "64 hexadecimal digits"),
      ]),
    example: "identity.peer(identity.create(1).did).peer_id", errors: ["it is no name of a key, or not of one to be trusted"]
  ) { name in
    let key = try PublicKey(name: name)
    return Table(fields: [
      (.string("peer_id"), .string(key.peerID)), (.string("did"), .string(key.did)), (.string("id"), .string(key.checkedID)),
      (.string("public_key"), .string(key.hexadecimal)),
    ])
  }

  // MARK: Messages

  private static let verify = Function(
    "verify", "Whether a message is its signer's, for this purpose, here, and not expired.",
    detail: "It doesn't know what it saw before: a replay is found by a `verifier`.",
    parameters: [
      Parameter("message", .object("signed_message")), purpose.parameter,
      .table("options", fields: [network.parameter, domain.parameter, nowField.parameter], isOptional: true, defaultText: "{}"),
    ],
    results: verdict,
    example: "identity.verify(identity.create():sign('bid', '250', 1), 'bid')", errors: [labelRule]
  ) { frame in
    let message = ScriptMessage.read(frame, 0).message, options = try Table.read(frame, 2)
    let context = try SigningContext(domain: options[domain], network: options[network], purpose: frame.string(1))
    judge(frame) { () throws(IdentityError) in
      try message.check(for: context)
      if case .expiry(let expiry) = message.freshness, let now = options[nowField], now >= expiry { throw .expired(expiry: expiry, now: now) }
      guard message.isGenuine else { throw .forged }
    }
  }

  private static let ed25519Verify = Function(
    "ed25519_verify", "Whether bytes bear a key's strict Ed25519 signature (RFC 8032).",
    detail: "False too for what is no key or signature, or one of small order or not in its one canonical form.",
    .string("public_key", "64 hexadecimal digits"), .bytes("bytes"), .string("signature", "128 hexadecimal digits"),
    returns: Parameter("good", .boolean),
    example: "identity.ed25519_verify(('00'):rep(32), '', ('00'):rep(64))"
  ) { key, bytes, signature in
    guard let key = Hexadecimal.bytes(key).flatMap({ try? PublicKey($0) }), let signature = Hexadecimal.bytes(signature).flatMap(Signature.init) else { return false }
    return key.isSignature(signature, of: bytes.content)
  }

  private static let message = Function(
    "message", "Reads a message a peer sent, as `signed_message:export` wrote it; genuine or not.", wire,
    returns: Parameter("message", .object("signed_message")),
    example: "identity.message(identity.create(1):sign('bid', '250', 1):export())", errors: ["it is no message"]
  ) { text in ScriptMessage(try SignedMessage(wire: octets(text))) }

  private static let commitment = Function(
    "commitment", "The 32-byte BLAKE2b-256 fingerprint of an opening, to be signed for \"commit\" before \"reveal\".", .bytes("opening", "with something secret in it"),
    returns: Parameter("commitment", .string, "32 bytes"), example: "#identity.commitment('250 and a secret')"
  ) { opening in Bytes(Octets32.hash(opening.content).bytes) }

  // MARK: Succession, memory, evidence

  private static let statement = Function(
    "statement", "Reads a rotation or a revocation, as `key_statement:export` wrote it; every signature is checked.", wire,
    returns: Parameter("statement", .object("key_statement")),
    example: "identity.statement(identity.create(1):revoke(0):export())", errors: ["it is no statement, or not signed as its kind must be"]
  ) { text in ScriptStatement(try KeyStatement(wire: octets(text))) }

  private static let chain = Function(
    "chain", "A registry of who took whose place.",
    .optional(.table("options", fields: [network.parameter]), "{}"), returns: Parameter("chain", .object("key_chain")), example: "c = identity.chain()",
    errors: [labelRule]
  ) { options in ScriptChain(try KeyChain(network: (options ?? Table())[network])) }

  private static let verifier = Function(
    "verifier", "Takes each message once: genuine, for here, fresh, by a key in use.",
    .optional(.table("options", fields: [network.parameter, domain.parameter, capacity.parameter, horizon.parameter, chainField]), "{}"),
    returns: Parameter("verifier", .object("verifier")), example: "v = identity.verifier{ network = 'lab' }", errors: [labelRule]
  ) { options in
    let options = options ?? Table()
    var chain: ScriptChain?
    if case .object(let object as ScriptChain) = options[chainField.name] { chain = object }
    return ScriptVerifier(
      try Verifier(domain: options[domain], network: options[network], capacity: Int(options[capacity]), horizon: options[horizon]), chain)
  }

  private static let evidence = Function(
    "evidence", "Two messages that contradict each other: two votes, bids or openings of one sequence, or an opening that isn't what was committed to.",
    .object("first") as Typed<ScriptMessage>, .object("second") as Typed<ScriptMessage>, returns: Parameter("evidence", .object("evidence")),
    example: "k = identity.create(); identity.evidence(k:sign('vote/1', 'yes', 1), k:sign('vote/1', 'no', 1)):check()"
  ) { ScriptEvidence(Evidence($0.message, $1.message)) }

  // MARK: What declarations share

  static let password: Typed<Bytes?> = .optional(.bytes("password", "at least 1 byte"), "the first line of the file FORMIC_KEY_PASSWORD_FILE names")
  static let name: Typed<String> = .string("peer", "a peer id, did:key, checked id or public key")
  static let purpose: Typed<String> = .string("purpose", "such as \"bid\"; what is signed for one is worth nothing for another")
  static let network = Typed<String>.string("network", "which it is for").defaulting(to: SigningContext.standardNetwork)
  static let domain = Typed<String>.string("domain", "protocol and version").defaulting(to: SigningContext.standardDomain)
  static let now: Typed<Int64> = .integer("now_us", 0...Int64.max, unit: "µs")
  static let wire: Typed<String> = .string("text", "hexadecimal digits")
  static let labelRule = "a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -"
  static let verdict = [Parameter("good", .boolean), Parameter("reason", .string, isOptional: true, "why not")]

  private static let nowField = Typed<Int64?>.optional(now, "expiries are not looked at")
  private static let capacity = Typed<Int64>.integer("capacity", 1...10_000_000, "signers and messages remembered").defaulting(to: 100_000)
  private static let horizon = Typed<Int64>.integer("horizon_us", 1...Int64.max, unit: "µs", "how far ahead an expiry may be").defaulting(to: 3_600_000_000)
  private static let chainField = Parameter("chain", .object("key_chain"), isOptional: true, defaultText: "none", "whose rotations and revocations count")

  static func octets(_ text: String) throws(IdentityError) -> [UInt8] {
    guard let bytes = Hexadecimal.bytes(text) else { throw .malformed("the text is not pairs of hexadecimal digits") }
    return bytes
  }

  /// True, or false and why.
  static func judge(_ frame: any CallFrame, _ check: () throws(IdentityError) -> Void) {
    do throws(IdentityError) {
      try check()
      frame.push(true)
      frame.pushNone()
    } catch {
      frame.push(false)
      frame.push(error.description)
    }
  }
}
