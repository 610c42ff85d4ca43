import Datasets
import Kernels
import Policies
import Simulation
import Swarm
import Topology

/// What submitters remember of the tasks they had, and of their neighbours': which nodes did well at something like this.
///
/// A submitter files the outcomes of its own tasks. Whenever it has condensed them, it tells its overlay neighbours what is
/// news to them: its own patterns, and the reports it has of others, each under its origin's name and as it was made.
final class Memories {
  /// Patterns a task is compared with.
  static let recalled = 24
  /// Bytes of a pattern in a report, beside its centroid: its means, and the records of its nodes.
  static let patternBytes = 48 + Pattern.nodesMax * 56

  let rule: MemoryRule
  /// Reports told, and their size.
  private(set) var reports = 0
  private(set) var bytes: Int64 = 0
  private let mode: Mode
  private let utterances: Utterances
  private let overlay: Graph
  /// Made when a node first submits, or first hears.
  private var memories: [CollectiveMemory?]
  private let embedding: UnsafeMutableBufferPointer<Float>

  enum Mode: String, CaseIterable { case none, local, gossip }

  init(_ mode: Mode, overlay: Graph, utterances: Utterances, seed: UInt64) {
    self.mode = mode
    self.overlay = overlay
    self.utterances = utterances
    rule = MemoryRule(random: RandomStream(seed: seed, "memory"))
    memories = Array(repeating: nil, count: overlay.nodeCount)
    embedding = .allocate(capacity: utterances.dimension)
  }

  deinit { embedding.deallocate() }

  /// A submitter files how one of its tasks went.
  ///
  /// - Parameters:
  ///   - isReachable: whether a neighbour can be told now.
  ///   - trust: what the neighbours think of the submitter's word, 0…1.
  func remember(row: Int, submitter: Int, _ episode: Episode, isReachable: (Int) -> Bool, trust: Double) {
    guard mode != .none else { return }
    let own = memory(of: submitter), version = own.version
    utterances.copyEmbedding(row, to: embedding.baseAddress!)
    do {
      try own.record(UnsafeBufferPointer(embedding), episode)
      guard mode == .gossip, own.version > version else { return }
      for neighbour in overlay[submitter] where isReachable(Int(neighbour)) {
        let peer = memory(of: Int(neighbour))
        peer.trust(Int64(submitter), trust)
        for report in [own.report] + own.reports where report.origin != Int64(neighbour) {
          guard try peer.hear(report, now: episode.time) else { continue }
          reports += 1
          bytes += Int64(report.patterns.count * (4 * report.dimension + Self.patternBytes))
        }
      }
    } catch { preconditionFailure("own evidence was refused: \(error)") }
  }

  /// Nodes that did well at tasks like this one, the best first.
  func recall(row: Int, submitter: Int, now: Microseconds) -> [NodeRecollection] {
    guard mode != .none, let memory = memories[submitter] else { return [] }
    utterances.copyEmbedding(row, to: embedding.baseAddress!)
    do {
      return memory.nodes(in: try memory.recall(UnsafeBufferPointer(embedding), count: Self.recalled, now: now), now: now)
    } catch { preconditionFailure("an utterance was refused: \(error)") }
  }

  /// What a node remembers by now, for somebody to look at.
  func copy(of node: Int) -> CollectiveMemory { memories[node].map(CollectiveMemory.init(copying:)) ?? CollectiveMemory(configuration(node)) }

  /// Patterns of all nodes' own episodes.
  var patternCount: Int { memories.reduce(0) { $0 + ($1?.patterns.count ?? 0) } }

  private func memory(of node: Int) -> CollectiveMemory {
    if let memory = memories[node] { return memory }
    let memory = CollectiveMemory(configuration(node), rule: rule)
    memories[node] = memory
    return memory
  }

  /// Small rings, so that what was learned is soon told; a radius at which a pattern is about one intent.
  private func configuration(_ node: Int) -> CollectiveMemory.Configuration {
    .init(dimension: utterances.dimension, owner: Int64(node), episodesMax: 8, patternsMax: 48, radius: 0.5, originsMax: 32)
  }
}
