extension MixingSequence {
  /// The Base-(k + 1) graph: after its O(log n) rounds every node holds the exact mean, whatever the number of nodes, and
  /// none hears more than `peers` others in a round.
  ///
  /// Where all prime factors of n are at most k + 1, cliques along the digits of a mixed radix do it. Otherwise n is
  /// split into a · (k + 1)^p nodes and a rest: the first part averages itself, each of the rest meets one node of every
  /// block of (k + 1)^p, which leaves every block with the right sum, and the blocks average themselves while the rest
  /// does what its own sequence says. Where n has a factor of the first sort, doing the other factor first may be shorter.
  ///
  /// Takezawa, Sato, Bao, Niwa & Yamada, "Beyond exponential graph: communication-efficient topologies for decentralized
  /// learning via finite-time convergence", NeurIPS 2023.
  ///
  /// - Parameter peers: k, at least 1.
  public static func base(_ nodeCount: Int, peers: Int) -> MixingSequence {
    precondition(nodeCount >= 0 && peers >= 1)
    return MixingSequence(nodeCount: nodeCount, rounds: finite(Array(0..<Int32(nodeCount)), clique: peers + 1))
  }

  /// The shortest of the constructions for these nodes.
  private static func finite(_ nodes: [Int32], clique: Int) -> [[Link]] {
    if let factors = factors(of: nodes.count, atMost: clique) { return hypercube(nodes, factors) }
    let plain = split(nodes, clique: clique)
    let blocks = smoothPart(of: nodes.count, atMost: clique)
    guard blocks > 1, let across = factors(of: blocks, atMost: clique) else { return plain }
    let size = nodes.count / blocks
    var rounds = merged((0..<blocks).map { finite(Array(nodes[$0 * size..<($0 + 1) * size]), clique: clique) })
    rounds += merged((0..<size).map { place in hypercube((0..<blocks).map { nodes[$0 * size + place] }, across) })
    return rounds.count < plain.count ? rounds : plain
  }

  private static func split(_ nodes: [Int32], clique: Int) -> [[Link]] {
    var block = 1, power = 0
    while block * clique <= nodes.count { (block, power) = (block * clique, power + 1) }
    let blocks = nodes.count / block
    let first = Array(nodes[..<(blocks * block)]), rest = Array(nodes[(blocks * block)...])
    let before = hypercube(first, factors(of: first.count, atMost: clique)!)
    let after = merged((0..<blocks).map { hypercube(Array(first[$0 * block..<($0 + 1) * block]), [Int](repeating: clique, count: power)) })
    // Each of the rest is moved by the same affine map, so its own rounds may come before the exchange or after
    let meanwhile = finite(rest, clique: clique)
    let weight = Double(block) / Double(nodes.count)
    let exchange = rest.indices.flatMap { place in (0..<blocks).map { Link(a: rest[place], b: first[$0 * block + place], weight: weight) } }
    return before.indices.map { before[$0] + ($0 < meanwhile.count ? meanwhile[$0] : []) } + [exchange]
      + merged([after, Array(meanwhile.dropFirst(before.count))])
  }

  /// Cliques along each digit of the mixed radix that `factors` are.
  private static func hypercube(_ nodes: [Int32], _ factors: [Int]) -> [[Link]] {
    var stride = 1
    return factors.map { factor in
      defer { stride *= factor }
      var links: [Link] = []
      for place in nodes.indices {
        let digit = place / stride % factor
        for other in (digit + 1)..<factor {
          links.append(Link(a: nodes[place], b: nodes[place + (other - digit) * stride], weight: 1 / Double(factor)))
        }
      }
      return links
    }
  }

  /// Sequences of disjoint nodes, side by side.
  private static func merged(_ sequences: [[[Link]]]) -> [[Link]] {
    (0..<(sequences.map(\.count).max() ?? 0)).map { round in sequences.flatMap { round < $0.count ? $0[round] : [] } }
  }

  /// The fewest factors of a number, each at most `limit`; nil where a prime factor is larger.
  private static func factors(of number: Int, atMost limit: Int) -> [Int]? {
    if number <= 1 { return [] }
    if number <= limit { return [number] }
    var best: [Int]?
    for factor in Swift.stride(from: limit, to: 1, by: -1) where number % factor == 0 {
      if let rest = factors(of: number / factor, atMost: factor), rest.count + 1 < best?.count ?? .max { best = [factor] + rest }
    }
    return best
  }

  /// The largest divisor without a prime factor above `limit`.
  private static func smoothPart(of number: Int, atMost limit: Int) -> Int {
    var rest = number, part = 1
    for prime in 2...max(2, min(limit, number)) where prime <= limit {
      while rest % prime == 0 { (rest, part) = (rest / prime, part * prime) }
    }
    return part
  }
}
