/// Gradients under way between neighbours: each is stamped with its round, travels a bounded number of links, and reaches a
/// node once, whatever the paths.
///
/// A node keeps a log of what it has, in the order it got it, and a neighbour reads on from where it stopped. Vectors are
/// held once, in memory shared by all nodes of the process; the traffic they would cause is counted.
final class GradientExchange {
  /// Rounds after which a gradient is forgotten, wherever it is.
  static let lifetime = 4
  /// Bytes of a message besides its numbers: origin, adapter, round, samples, and a signature's place.
  static let headerBytes = 80

  struct Message {
    var origin: Int
    var adapter: Int
    var round: Int64
    /// Examples behind it.
    var samples: Float
    /// The mean gradient of those examples.
    var gradient: UnsafeMutablePointer<Float>
  }

  private struct Receipt {
    var id: Int
    var hops: Int
  }

  private struct Node {
    var log: [Receipt] = []
    /// Receipts dropped from the front of the log.
    var dropped = 0
    /// Which messages it has, by id modulo `window`.
    var seen: [UInt64] = []
    /// Where it stopped reading each neighbour's log.
    var cursors: [Int]
    /// Received and not yet taken; the first `waiting` of them are of rounds after `taken`.
    var pending: [Int] = []
    var pendingCount = 0
    var waiting = 0
    var taken = Int64.min
    /// The first live message when its log was last pruned.
    var pruned = 0
  }

  let dimension: Int
  private let neighbours: [[Int]]
  private let hops: Int
  /// One a neighbour list, in memory of its own: most turns only look whether anything has come, and an array of a class
  /// would be checked for exclusive access each time.
  private let nodes: UnsafeMutablePointer<Node>
  /// How many receipts each node's log has had: all that a turn without news reads of its neighbours, side by side.
  private let ends: UnsafeMutablePointer<Int>
  private var messages: [Message] = []
  /// The id of `messages[head]`.
  private var firstLive = 0
  private var head = 0
  private var free: [UnsafeMutablePointer<Float>] = []
  /// A power of two above the number of live messages.
  private var window = 1024

  init(neighbours: [[Int]], dimension: Int, hops: Int) {
    self.neighbours = neighbours
    self.dimension = dimension
    self.hops = hops
    ends = .allocate(capacity: neighbours.count)
    ends.initialize(repeating: 0, count: neighbours.count)
    nodes = .allocate(capacity: neighbours.count)
    for (node, list) in neighbours.enumerated() { (nodes + node).initialize(to: Node(cursors: Array(repeating: 0, count: list.count))) }
  }

  deinit {
    nodes.deinitialize(count: neighbours.count)
    nodes.deallocate()
    ends.deallocate()
    for message in messages[head...] { message.gradient.deallocate() }
    for buffer in free { buffer.deallocate() }
  }

  private var nextID: Int { firstLive + messages.count - head }

  /// Zeroed memory for a gradient, to be handed to `publish` or `recycle`.
  func buffer() -> UnsafeMutablePointer<Float> {
    let buffer = free.popLast() ?? .allocate(capacity: dimension)
    buffer.initialize(repeating: 0, count: dimension)
    return buffer
  }

  func recycle(_ buffer: UnsafeMutablePointer<Float>) { free.append(buffer) }

  /// Puts a node's own gradient on its log; takes over its memory. Rounds never fall from call to call.
  func publish(_ message: Message) {
    let id = nextID
    if id - firstLive >= window / 2 { widen() }
    messages.append(message)
    accept(id, hops: 0, by: message.origin)
  }

  /// Brings a node what its neighbours have and it lacks.
  ///
  /// - Parameter isReachable: whether the neighbour answers now.
  /// - Complexity: O(neighbours + messages they got since the last time)
  func pull(_ node: Int, isReachable: (Int) -> Bool) -> GossipTraffic {
    prune(node)
    var traffic = GossipTraffic()
    for (link, peer) in neighbours[node].enumerated() where isReachable(peer) {
      let end = ends[peer], start = nodes[node].cursors[link]
      guard end > start else { continue }
      nodes[node].cursors[link] = end
      let dropped = nodes[peer].dropped
      let log = nodes[peer].log
      for receipt in log[(max(start, dropped) - dropped)...] {
        guard receipt.id >= firstLive, receipt.hops < hops, !has(node, receipt.id) else { continue }
        accept(receipt.id, hops: receipt.hops + 1, by: node)
        traffic.messages += 1
      }
    }
    traffic.bytes = traffic.messages * (dimension * MemoryLayout<Float>.size + Self.headerBytes)
    return traffic
  }

  /// Hands over a node's messages of rounds up to `round`, in the order they came; the rest stay.
  func take(_ node: Int, through round: Int64, _ body: (Message) -> Void) {
    // What waits for a later round than it was asked for last need not be looked at again.
    let start = nodes[node].taken == round ? nodes[node].waiting : 0
    let count = nodes[node].pendingCount
    guard start < count else { return nodes[node].taken = round }
    var kept = start
    for place in start..<count {
      let id = nodes[node].pending[place]
      guard id >= firstLive else { continue }
      let message = messages[head + id - firstLive]
      if message.round <= round {
        body(message)
      } else {
        nodes[node].pending[kept] = id
        kept += 1
      }
    }
    if kept < count { nodes[node].pending.removeLast(count - kept) }
    (nodes[node].taken, nodes[node].waiting, nodes[node].pendingCount) = (round, kept, kept)
  }

  /// Forgets every message of a round before `round`.
  func expire(before round: Int64) {
    while head < messages.count, messages[head].round < round {
      free.append(messages[head].gradient)
      head += 1
      firstLive += 1
    }
    if head > 4096 {
      messages.removeFirst(head)
      head = 0
    }
  }

  // MARK: Bookkeeping

  private func accept(_ id: Int, hops: Int, by node: Int) {
    if nodes[node].seen.isEmpty { nodes[node].seen = Array(repeating: 0, count: window / 64) }
    let bit = id & (window - 1)
    nodes[node].seen[bit >> 6] |= 1 << UInt64(bit & 63)
    nodes[node].log.append(Receipt(id: id, hops: hops))
    ends[node] += 1
    nodes[node].pending.append(id)
    nodes[node].pendingCount += 1
  }

  private func has(_ node: Int, _ id: Int) -> Bool {
    if nodes[node].seen.isEmpty { return false }
    let bit = id & (window - 1)
    return nodes[node].seen[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  /// Drops expired receipts and frees their places among the seen.
  private func prune(_ node: Int) {
    if nodes[node].pruned == firstLive { return }
    nodes[node].pruned = firstLive
    var count = 0
    for receipt in nodes[node].log {
      guard receipt.id < firstLive else { break }
      let bit = receipt.id & (window - 1)
      nodes[node].seen[bit >> 6] &= ~(1 << UInt64(bit & 63))
      count += 1
    }
    guard count > 0 else { return }
    nodes[node].log.removeFirst(count)
    nodes[node].dropped += count
  }

  /// Doubles the window; every node's seen set is made anew from its log.
  private func widen() {
    window *= 2
    for node in neighbours.indices where !nodes[node].seen.isEmpty {
      nodes[node].seen = Array(repeating: 0, count: window / 64)
      for receipt in nodes[node].log where receipt.id >= firstLive {
        let bit = receipt.id & (window - 1)
        nodes[node].seen[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
  }
}

/// What gossip moved.
public struct GossipTraffic: Sendable, Equatable {
  public var messages = 0
  public var bytes = 0

  public init() {}

  public static func += (total: inout GossipTraffic, part: GossipTraffic) {
    total.messages += part.messages
    total.bytes += part.bytes
  }
}
