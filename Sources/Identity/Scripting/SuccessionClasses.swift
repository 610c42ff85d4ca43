import Interface

extension IdentityInterface {
  static let statementClass = Class(
    ScriptStatement.className, "A rotation or a revocation of a key.",
    methods: [
      Function("export", "The whole statement, to send or keep; `identity.statement` reads it.", thisStatement, returns: Parameter("text", .string, "hexadecimal digits"), example: sample + ":export()") {
        Hexadecimal.text($0.statement.wire)
      },
      Function(
        "message", "What its signer signed: two different ones of one key are evidence.", thisStatement,
        returns: Parameter("message", .object(ScriptMessage.className)), example: sample + ":message()"
      ) { ScriptMessage($0.statement.message) },
    ],
    fields: [
      Function("kind", "rotation or revocation.", thisStatement, returns: Parameter("kind", .string), example: sample + ".kind") { $0.statement.kind.rawValue },
      Function("peer_id", "Of the key it is about.", thisStatement, returns: Parameter("peer_id", .string), example: sample + ".peer_id") { $0.statement.subject.peerID },
      Function("successor", "The new key's peer id, in a rotation.", thisStatement, returns: Parameter("successor", .string, isOptional: true), example: sample + ".successor") { $0.statement.successor?.peerID },
      Function("time_us", "Messages that came before are believed.", thisStatement, returns: Parameter("time_us", .integer, unit: "µs"), example: sample + ".time_us") { $0.statement.time },
    ],
    operators: [.card(of: ScriptStatement.self, example: "tostring(\(sample))")])

  static let chainClass = Class(
    ScriptChain.className, "Who is who now: rotations and revocations of keys.",
    methods: [
      Function(
        "add", "Takes up a rotation or a revocation; one that is there already changes nothing.", thisChain, .object("statement") as Typed<ScriptStatement>,
        returns: Parameter("chain", .object(ScriptChain.className)), example: "k, s = identity.create():rotate(); identity.chain():add(s)",
        errors: ["the key has another successor already", "it contradicts what is known, or is for another network"]
      ) { chain, statement in
        try chain.chain.add(statement.statement)
        return chain
      },
      Function(
        "current", "The key in use now by whoever held this one.", thisChain, name, returns: Parameter("peer_id", .string),
        example: "k, s = identity.create(1):rotate(); identity.chain():add(s):current(identity.create(1).peer_id)", errors: [nameRule]
      ) { chain, name in try chain.chain.current(PublicKey(name: name)).peerID },
      Function(
        "origin", "The first key of the chain: what an identity has earned is kept under it, and follows every rotation.", thisChain, name,
        returns: Parameter("peer_id", .string), example: "identity.chain():origin(identity.create(1).peer_id)", errors: [nameRule]
      ) { chain, name in try chain.chain.origin(of: PublicKey(name: name)).peerID },
      Function(
        "keys", "All keys of one identity, the first one first.", thisChain, name,
        returns: .table("peer_ids", elements: Parameter("peer_id", .string)), example: "identity.chain():keys(identity.create(1).peer_id)", errors: [nameRule]
      ) { chain, name in Table(list: try chain.chain.keys(of: PublicKey(name: name)).map { .string($0.peerID) }) },
      Function(
        "valid", "Whether what a key signs is believed if it comes at a moment.",
        parameters: [thisChain.parameter, name.parameter, now.parameter], results: verdict,
        example: "identity.chain():valid(identity.create(1).peer_id, 0)", errors: [nameRule]
      ) { frame in
        let chain = ScriptChain.read(frame, 0).chain, key = try PublicKey(name: frame.string(1)), now = frame.integer(2)
        judge(frame) { () throws(IdentityError) in try chain.checkValid(key, at: now) }
      },
    ],
    fields: [
      Function("rotations", "How many it holds.", thisChain, returns: Parameter("rotations", .integer), example: "identity.chain().rotations") { Int64($0.chain.rotationCount) },
      Function("revocations", "How many keys are revoked.", thisChain, returns: Parameter("revocations", .integer), example: "identity.chain().revocations") { Int64($0.chain.revocationCount) },
    ],
    operators: [.card(of: ScriptChain.self, example: "tostring(identity.chain())")])

  private static let sample = "identity.create(1):revoke(0)"
  private static let nameRule = "it is no name of a key, or not of one to be trusted"
  private static let thisStatement: Typed<ScriptStatement> = .object("self")
  private static let thisChain: Typed<ScriptChain> = .object("self")
}
