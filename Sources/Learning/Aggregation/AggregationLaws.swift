import Kernels
import Policies

extension Aggregation {
  /// What every aggregation rule keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("the result is finite", "Whatever peers send within the limits, no number overflows or is NaN.") { policy, random in
        try forRandomInboxes(policy, &random, magnitude: magnitudeLimit) { inbox, _ in
          let out = try inbox.combine()
          return out.firstIndex { !$0.isFinite }.map { "element \($0 + 1) is \(out[$0])" }
        }
      },
      Law("identical inputs are unchanged", "Where all agree, there is nothing to combine.") { policy, random in
        try forRandomInboxes(policy, &random) { inbox, _ in
          inbox.makePeersAgree()
          return inbox.difference(try inbox.combine(), inbox.own, tolerance: 1e-5, "own")
        }
      },
      Law("shifting every input shifts the result", "The same vector added to own and all peers is added to the result.") { policy, random in
        try forRandomInboxes(policy, &random) { inbox, random in
          let before = try inbox.combine()
          let shift = inbox.shift(&random)
          let after = try inbox.combine()
          return inbox.difference(after, zip(before, shift).map { $0 + $1 }, tolerance: 1e-4, "the shifted result")
        }
      },
      Law("the order of peers is irrelevant", "The same peers in another order give the same result.") { policy, random in
        try forRandomInboxes(policy, &random) { inbox, _ in
          let before = try inbox.combine()
          inbox.reverse()
          return inbox.difference(try inbox.combine(), before, tolerance: 1e-4, "the result in the first order")
        }
      },
    ]
  }

  /// Puts 48 random inboxes of up to nine peers to the policy; `problem` says what is wrong with its answer.
  private static func forRandomInboxes(
    _ policy: any Policy, _ random: inout RandomStream, magnitude: Float = 1, _ problem: (Inbox, inout RandomStream) throws -> String?
  ) throws {
    for round in 0..<48 {
      let inbox = Inbox(policy, &random, magnitude: magnitude, round: round)
      if let problem = try problem(inbox, &random) { throw LawViolation("\(inbox.description): \(problem)") }
    }
  }
}

/// Gradients as a law puts them to a policy, with nothing between the two.
private final class Inbox: CustomStringConvertible {
  private let policy: any Policy
  private let frame: PolicyFrame
  private let round: Int
  private(set) var own: [Float]
  private var peers: [(gradient: [Float], weight: Float, staleness: Float, trust: Float)] = []

  init(_ policy: any Policy, _ random: inout RandomStream, magnitude: Float, round: Int) {
    self.policy = policy
    self.round = round
    frame = PolicyFrame(Aggregation.kind, random: random)
    let dimension = 1 + random.below(6)
    func gradient() -> [Float] { (0..<dimension).map { _ in Float(random.uniform() * 2 - 1) * magnitude } }
    own = gradient()
    let count = random.below(10)
    for _ in 0..<count {
      peers.append((gradient(), 1 / Float(count + 1 + random.below(4)), Float(random.below(4)), Float(random.below(5)) / 4))
    }
  }

  var description: String { "own \(own), \(peers.count) peers \(peers.map(\.gradient))" }

  func combine() throws -> [Float] {
    let inbox = PeerGradients(dimension: own.count)
    for peer in peers { inbox.add(peer.gradient, weight: peer.weight, staleness: peer.staleness, trust: peer.trust) }
    var out = [Float](repeating: 0, count: own.count)
    frame.random = RandomStream(seed: UInt64(round), "law").state
    try own.withUnsafeBufferPointer { own in
      try out.withUnsafeMutableBufferPointer { out in
        frame.lend(own: own.baseAddress!, peers: inbox, into: out.baseAddress!, faulty: max(0, (peers.count - 2) / 3))
        defer { frame.endCall() }
        try policy.call(Aggregation.Function.combine, instance: 0, frame)
      }
    }
    return out
  }

  func makePeersAgree() { for i in peers.indices { peers[i].gradient = own } }

  func reverse() { peers.reverse() }

  func shift(_ random: inout RandomStream) -> [Float] {
    let shift = own.map { _ in Float(random.uniform() * 4 - 2) }
    for k in own.indices {
      own[k] += shift[k]
      for i in peers.indices { peers[i].gradient[k] += shift[k] }
    }
    return shift
  }

  func difference(_ found: [Float], _ expected: [Float], tolerance: Float, _ what: String) -> String? {
    for k in found.indices where !(abs(found[k] - expected[k]) <= tolerance * (1 + abs(expected[k]))) {
      return "element \(k + 1) is \(found[k]), in \(what) \(expected[k])"
    }
    return nil
  }
}
