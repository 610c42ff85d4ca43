public import Kernels
public import Simulation
public import Topology

/// The simulated message fabric: latency from measured round-trip times, bandwidth, loss and partitions.
///
/// It answers when a message arrives, or that it never does; who sends and what happens then is the colony's business.
public struct Network: Sendable {
  public let roundTrips: RoundTrips
  /// Bytes a second of every link.
  public var bandwidth: Int64
  /// The share of messages that vanish.
  public var lossRatio: Double
  /// Nodes on one side of the cut can't reach the other; nil when whole.
  private var side: [Bool]?
  public private(set) var messages = 0
  public private(set) var bytes: Int64 = 0
  public private(set) var lost = 0
  private let random: RandomStream

  public init(roundTrips: RoundTrips, bandwidth: Int64 = 1_250_000, lossRatio: Double = 0, random: RandomStream) {
    self.roundTrips = roundTrips
    self.bandwidth = bandwidth
    self.lossRatio = lossRatio
    self.random = random
  }

  /// Cuts the network in two: nodes for which `side` is true, and the rest.
  public mutating func partition(_ side: [Bool]) { self.side = side }
  public mutating func heal() { side = nil }
  public func canReach(_ a: Int, _ b: Int) -> Bool { side.map { $0[a] == $0[b] } ?? true }

  /// Sends one message.
  ///
  /// - Parameter id: distinguishes messages between the same two nodes; whether a message is lost depends on it and on
  ///   the seed only.
  /// - Returns: how long it travels, nil when it is lost or the network is cut between the two.
  public mutating func send(from sender: Int, to receiver: Int, bytes size: Int64, id: UInt64) -> Microseconds? {
    delivers(from: sender, to: receiver, bytes: size, id: id) ? travelTime(from: sender, to: receiver, bytes: size) : nil
  }

  /// Sends one message whose arrival matters and not its moment.
  ///
  /// - Returns: false when it is lost or the network is cut between the two.
  public mutating func delivers(from sender: Int, to receiver: Int, bytes size: Int64, id: UInt64) -> Bool {
    messages += 1
    bytes += size
    guard canReach(sender, receiver), !(lossRatio > 0 && isLost(sender, receiver, id)) else {
      lost += 1
      return false
    }
    return true
  }

  /// Half a round trip and the time on the wire.
  public func travelTime(from sender: Int, to receiver: Int, bytes size: Int64) -> Microseconds {
    roundTrips(sender, receiver) / 2 + (sender == receiver ? 0 : size * 1_000_000 / bandwidth)
  }

  private func isLost(_ sender: Int, _ receiver: Int, _ id: UInt64) -> Bool {
    var draw = random.lane(UInt64(sender) << 32 | UInt64(receiver))
    draw.state.draw = id << 1
    return draw.uniform() < lossRatio
  }
}
