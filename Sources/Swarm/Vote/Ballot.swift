public import Identity
import Interface
import JSON

/// What one person said: shares of their belief over the options, or that they take back what they said before.
public struct Ballot: Sendable, Equatable {
  public let name: String
  /// One share an option, summing to 1; empty for a retraction.
  public let shares: [Double]
  /// The how manyth of this name's, from 1.
  public let sequence: Int64
  /// When, as whoever cast it says, in µs; nil where nobody says.
  public let time: Int64?
  /// Who signed it, and how; nil for one without a signature.
  public private(set) var seal: Seal?

  public struct Seal: Sendable, Equatable {
    public let signer: PublicKey
    public let signature: Signature
  }

  public var isRetraction: Bool { shares.isEmpty }

  init(name: String, shares: [Double], sequence: Int64, time: Int64?) {
    self.name = name
    self.shares = shares
    self.sequence = sequence
    self.time = time
  }

  /// The same, signed for this question.
  func sealed(by key: KeyPair, for question: VoteQuestion) -> Ballot {
    var ballot = self
    ballot.seal = Seal(signer: key.publicKey, signature: key.signature(of: signedBytes(question)))
    return ballot
  }

  /// Whether its signature, if any, is the signer's for exactly this.
  func isGenuine(for question: VoteQuestion) -> Bool {
    seal.map { $0.signer.isSignature($0.signature, of: signedBytes(question)) } ?? true
  }

  /// A signature counts for one question, one name and one sequence number.
  private func signedBytes(_ question: VoteQuestion) -> [UInt8] {
    Array("formic vote 1\n\(Self.text(question.entry))\n\(Self.text(.table(Table(fields: fields))))".utf8)
  }

  // MARK: As an entry of a file

  var entry: Value {
    var fields = fields
    if let seal {
      fields.append((.string("key"), .string(seal.signer.hexadecimal)))
      fields.append((.string("signature"), .string(Hexadecimal.text(seal.signature.bytes))))
    }
    return .table(Table(fields: fields))
  }

  private var fields: [(key: Value, value: Value)] {
    var fields: [(key: Value, value: Value)] = [
      (.string("name"), .string(name)), (.string("sequence"), .integer(sequence)),
      (.string("shares"), .table(Table(list: shares.map { .number($0) }))),
    ]
    if let time { fields.append((.string("time_us"), .integer(time))) }
    return fields
  }

  /// - Throws: `SwarmError` for an entry that is no ballot for this many options.
  init(entry: Table, options: Int) throws(SwarmError) {
    guard case .string(let name) = entry["name"], PlainText.fault(name, limit: Self.nameLimit) == nil else { throw SwarmError("a name expected") }
    guard case .table(let list) = entry["shares"], list.fields.isEmpty else { throw SwarmError("a list of shares expected") }
    guard let sequence = Int64(entry["sequence"]), sequence >= 1 else { throw SwarmError("a sequence number of at least 1 expected") }
    var time: Int64?
    if case .none = entry["time_us"] {} else {
      guard let given = Int64(entry["time_us"]) else { throw SwarmError("time_us: µs expected") }
      time = given
    }
    var shares: [Double] = []
    for value in list.list.prefix(options + 1) {
      guard let share = Double(value), share >= 0, share <= 1 else { throw SwarmError("shares in 0…1 expected") }
      shares.append(share)
    }
    guard list.list.isEmpty || list.list.count == options && abs(shares.reduce(0, +) - 1) <= 1e-6 else {
      throw SwarmError("\(options) shares that sum to 1 expected, or none")
    }
    self.init(name: name, shares: shares, sequence: sequence, time: time)
    if case .none = entry["key"] { return }
    guard case .string(let key) = entry["key"], case .string(let text) = entry["signature"], let bytes = Hexadecimal.bytes(text),
      let signature = Signature(bytes), let signer = Hexadecimal.bytes(key).flatMap({ try? PublicKey($0) })
    else { throw SwarmError("a key and its signature expected") }
    seal = Seal(signer: signer, signature: signature)
  }

  /// Most bytes of a name.
  static let nameLimit = 64

  /// The same data always gives the same bytes.
  static func text(_ entry: Value) -> String {
    guard let text = try? JSONWriter.text(entry) else { preconditionFailure("an entry is finite plain data") }
    return text
  }
}
