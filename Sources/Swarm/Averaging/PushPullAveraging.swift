import CKernels
public import Kernels

/// Push–pull averaging by gossip: in a cycle every node takes a partner and both leave with the mean of their two values.
///
/// The sum never changes, and with partners drawn alike from all nodes the variance falls by 1 / (2√e) ≈ 0.303 a cycle
/// whatever the values (Jelasity, Montresor & Babaoglu, "Gossip-based aggregation in large dynamic networks", 2005). Partners
/// come from a fixed list of `links` nodes drawn at random for each node, as a peer-sampling service would hand out.
public final class PushPullAveraging {
  public let count: Int
  /// Partners a node may take.
  public let links: Int
  public private(set) var cycles = 0
  private let values: UnsafeMutablePointer<Double>
  private let partners: UnsafeMutablePointer<Int32>
  private let stream: RandomStream

  /// - Parameter values: one a node.
  /// - Precondition: at least two values, at least one link.
  public init(_ values: [Double], links: Int = 20, random: RandomStream) {
    precondition(values.count >= 2 && values.count <= Int(Int32.max) && links >= 1)
    (count, self.links, stream) = (values.count, links, random)
    self.values = .allocate(capacity: values.count)
    self.values.initialize(from: values, count: values.count)
    partners = .allocate(capacity: values.count * links)
    var draws = random.lane(.max)
    for node in 0..<values.count {
      for link in 0..<links {
        let other = draws.below(values.count - 1)  // anybody but itself
        (partners + node * links + link).initialize(to: Int32(other < node ? other : other + 1))
      }
    }
  }

  deinit {
    values.deallocate()
    partners.deallocate()
  }

  /// One exchange begun by every node, in order.
  ///
  /// - Complexity: O(nodes); at random places in memory, so that large networks wait for it
  public func cycle() {
    let (values, partners, links, key, lane) = (values, partners, UInt64(links), stream.state.key, UInt64(cycles))
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2) { words in
      let words = words.baseAddress!
      for node in 0..<count {
        // A block of the stream has a word each for two nodes.
        if node & 1 == 0 { ck_philox(key, lane, UInt64(node >> 1), words) }
        let link = Int(((words[node & 1] >> 32) &* links) >> 32)
        let partner = Int(partners[node * Int(links) + link])
        let mean = (values[node] + values[partner]) / 2
        values[node] = mean
        values[partner] = mean
      }
    }
    cycles += 1
  }

  public var mean: Double {
    var sum = 0.0
    for node in 0..<count { sum += values[node] }
    return sum / Double(count)
  }

  /// Of the values, divided by one less than there are.
  public var variance: Double {
    let mean = mean
    var squares = 0.0
    for node in 0..<count { squares += (values[node] - mean) * (values[node] - mean) }
    return squares / Double(count - 1)
  }
}
