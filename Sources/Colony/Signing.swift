import Economy
import Identity

/// Signs what nodes say about money with their own keys, and verifies it for the receiver.
///
/// Keys are drawn from the run's seed. A message is about one task: its network is the run and the task, so that it is worth
/// nothing in another one, and two different ones of the same purpose are evidence against the signer.
final class Signing {
  enum Purpose: String {
    /// A bidder's commitment and its opening, as `Evidence` knows them.
    case commit, reveal
    /// The requester's word on who has the task, and for how much.
    case award
    /// The requester's word on what becomes of the money.
    case settle
    /// A member's word on a proposal.
    case vote
    /// A report of what two messages prove, by its id.
    case evidence
  }

  let isOn: Bool
  private(set) var signed = 0
  private(set) var verified = 0
  /// Refused because the signature is not the named node's.
  private(set) var forged = 0
  /// Refused because it was signed for something else.
  private(set) var replayed = 0
  private let seed: Int64
  /// Made when a node first signs: a large network has many that never do.
  private var keys: [KeyPair?]
  private var owners: [PublicKey: Int] = [:]

  init(_ configuration: Configuration) {
    isOn = configuration.signing
    seed = configuration.seed
    keys = Array(repeating: nil, count: isOn ? Int(configuration.nodes) : 0)
  }

  func key(of node: Int) -> KeyPair {
    if let key = keys[node] { return key }
    let key = KeyPair(simulation: seed, node: node)
    keys[node] = key
    owners[key.publicKey] = node
    return key
  }

  /// Whose key it is; nil for a stranger's.
  func node(of key: PublicKey) -> Int? { owners[key] }

  func sign(_ payload: [UInt8], _ purpose: Purpose, by key: KeyPair, about task: Int) -> SignedMessage {
    signed += 1
    do throws(IdentityError) { return try SignedMessage(payload, context(purpose, task), .sequence(0), by: key) } catch {
      preconditionFailure("task \(task): \(error)")
    }
  }

  /// Whether a receiver believes that this is what a node says.
  func accepts(_ message: SignedMessage, _ purpose: Purpose, from node: Int, about task: Int) -> Bool {
    guard message.context == context(purpose, task) else {
      replayed += 1
      return false
    }
    verified += 1
    guard message.signer == key(of: node).publicKey, message.isGenuine else {
      forged += 1
      return false
    }
    return true
  }

  /// Signs, sends and verifies; always true where nothing is signed.
  func delivers(_ payload: @autoclosure () -> [UInt8], _ purpose: Purpose, from node: Int, about task: Int) -> Bool {
    !isOn || accepts(sign(payload(), purpose, by: key(of: node), about: task), purpose, from: node, about: task)
  }

  private func context(_ purpose: Purpose, _ task: Int) -> SigningContext {
    do throws(IdentityError) { return try SigningContext(network: "colony/\(seed)/task/\(task)", purpose: purpose.rawValue) } catch {
      preconditionFailure("\(error)")
    }
  }
}
