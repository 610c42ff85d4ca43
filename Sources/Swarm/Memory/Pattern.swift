import Kernels

/// What many similar episodes were condensed into.
public struct Pattern: Sendable, Equatable {
  /// Nodes a pattern keeps a record of.
  public static let nodesMax = 16

  /// Names the pattern among its owner's as long as it lives.
  public let id: Int64
  /// Episodes behind it.
  public internal(set) var count: Double
  /// Their means.
  public internal(set) var quality: Double
  public internal(set) var latency: Double
  /// Mean cosine distance of its episodes to their centroid, 0…1.
  public internal(set) var spread: Double
  /// Of the latest episode, simulated time in µs.
  public internal(set) var time: Int64
  /// Who served its episodes and how; the strongest `nodesMax`, ascending by node.
  public internal(set) var nodes: [NodeRecord] = []

  init(id: Int64, _ episode: Episode, lifetime: Double) {
    self.id = id
    (count, quality, latency, spread, time) = (1, episode.quality, Double(episode.latency), 0, episode.time)
    credit(episode, lifetime: lifetime)
  }

  /// For a report, which is checked as a whole.
  public init(id: Int64, count: Double, quality: Double, latency: Double, spread: Double, time: Int64, nodes: [NodeRecord]) {
    self.id = id
    (self.count, self.quality, self.latency, self.spread, self.time, self.nodes) = (count, quality, latency, spread, time, nodes)
  }

  // MARK: Who served it

  mutating func credit(_ episode: Episode, lifetime: Double) {
    guard let node = episode.node else { return }
    let place = place(of: node)
    if place < nodes.count, nodes[place].node == node {
      nodes[place].add(episode, lifetime: lifetime)
    } else {
      insert(NodeRecord(node: node, episode), at: place)
    }
  }

  /// Takes back what `credit` gave, when the episode turns out to belong to another pattern.
  mutating func discredit(_ episode: Episode, lifetime: Double) {
    guard let node = episode.node else { return }
    let place = place(of: node)
    guard place < nodes.count, nodes[place].node == node else { return }  // the record was crowded out meanwhile
    nodes[place].remove(episode, lifetime: lifetime)
    if nodes[place].outcomes <= 0 { nodes.remove(at: place) }
  }

  mutating func absorb(_ others: [NodeRecord], lifetime: Double) {
    for record in others {
      let place = place(of: record.node)
      if place < nodes.count, nodes[place].node == record.node {
        nodes[place].merge(record, lifetime: lifetime)
      } else {
        insert(record, at: place)
      }
    }
  }

  private func place(of node: Int32) -> Int { nodes.firstIndex { $0.node >= node } ?? nodes.count }

  /// A full list lets the record with the fewest successes go, of equals the oldest; never the new one, or nobody could
  /// ever enter.
  private mutating func insert(_ record: NodeRecord, at place: Int) {
    nodes.insert(record, at: place)
    guard nodes.count > Self.nodesMax else { return }
    let others = nodes.indices.filter { $0 != place }
    nodes.remove(at: others.min { (nodes[$0].evidence.successes, nodes[$0].time) < (nodes[$1].evidence.successes, nodes[$1].time) }!)
  }
}

/// What one node did at the tasks of a pattern: sufficient statistics that fade by exp(−Δt / lifetime).
public struct NodeRecord: Sendable, Equatable {
  public let node: Int32
  /// As of `time`.
  public internal(set) var evidence: Evidence
  /// Sum of the outcomes' qualities, faded alike.
  public internal(set) var qualities: Double
  /// Of the latest outcome, simulated time in µs.
  public internal(set) var time: Int64

  public init(node: Int32, evidence: Evidence, qualities: Double, time: Int64) {
    (self.node, self.evidence, self.qualities, self.time) = (node, evidence, qualities, time)
  }

  init(node: Int32, _ episode: Episode) {
    self.init(node: node, evidence: Evidence(), qualities: 0, time: episode.time)
    add(episode, lifetime: 1)
  }

  /// Outcomes it stands for.
  public var outcomes: Double { evidence.successes + evidence.failures }
  /// Their mean quality, 0…1.
  public var quality: Double { outcomes > 0 ? min(1, max(0, qualities / outcomes)) : 0 }

  mutating func add(_ episode: Episode, lifetime: Double) {
    advance(to: episode.time, lifetime)
    let weight = remaining(episode.time, lifetime)
    var one = Evidence()
    one.add(logLatency: episode.logLatency, succeeded: episode.quality > 0)
    one.fade(by: weight)
    evidence.merge(one)
    qualities += episode.quality * weight
  }

  mutating func remove(_ episode: Episode, lifetime: Double) {
    let weight = remaining(episode.time, lifetime)
    evidence.remove(logLatency: episode.logLatency, succeeded: episode.quality > 0, weight: weight)
    qualities = max(0, qualities - episode.quality * weight)
  }

  mutating func merge(_ other: NodeRecord, lifetime: Double) {
    advance(to: other.time, lifetime)
    var faded = other.evidence
    faded.fade(by: remaining(other.time, lifetime))
    evidence.merge(faded)
    qualities += other.qualities * remaining(other.time, lifetime)
  }

  private mutating func advance(to later: Int64, _ lifetime: Double) {
    guard later > time else { return }
    let factor = Reproducible.exp(-Double(later - time) / lifetime)
    evidence.fade(by: factor)
    qualities *= factor
    time = later
  }

  /// What an outcome of `moment` counts at `time`.
  private func remaining(_ moment: Int64, _ lifetime: Double) -> Double {
    moment < time ? Reproducible.exp(-Double(time - moment) / lifetime) : 1
  }
}

extension Episode {
  /// ln(service time in µs), nil where there was no result.
  var logLatency: Double? { latency > 0 ? Reproducible.log(Double(latency)) : nil }
}
