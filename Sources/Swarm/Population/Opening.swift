import Kernels

extension PopulationSetup.Opening {
  /// Writes every agent's first belief; stubborn agents are certain of their option, and count among those of it.
  ///
  /// - Throws: `SwarmError` naming the row off the simplex, or counts that don't add up.
  func write(
    _ beliefs: UnsafeMutablePointer<Float>, agents: Int, options: Int, stubborn: [(agent: Int, option: Int)], random: inout RandomStream
  ) throws(SwarmError) {
    switch self {
    case .uniform: Self.draw(beliefs, agents: agents, options: options, random: &random)
    case .undecided: beliefs.update(repeating: 1 / Float(options), count: agents * options)
    case .split:
      let counts = (0..<options).map { agents / options + ($0 < agents % options ? 1 : 0) }
      try Self.place(counts, beliefs, agents: agents, stubborn: stubborn, isEven: true, random: &random)
    case .counts(let counts):
      guard counts.count == options, counts.allSatisfy({ $0 >= 0 && $0 <= agents }), counts.reduce(0, +) == agents else {
        throw SwarmError("start: \(options) counts that add up to \(agents) agents expected, got \(counts.count) that add up to \(counts.reduce(0) { $0 &+ $1 })")
      }
      try Self.place(counts, beliefs, agents: agents, stubborn: stubborn, isEven: false, random: &random)
    case .beliefs(let rows):
      guard rows.count == agents * options else {
        throw SwarmError("\(agents) agents with \(options) options need \(agents * options) shares, not \(rows.count)")
      }
      for agent in 0..<agents {
        let row = rows[agent * options..<(agent + 1) * options]
        guard row.allSatisfy({ $0 >= 0 }), abs(row.reduce(0, +) - 1) <= simplexTolerance else {
          throw SwarmError("belief of agent \(agent + 1): shares must be at least 0 and sum to 1, not \(row.prefix(8).map { $0 })")
        }
      }
      beliefs.update(from: rows, count: rows.count)
    }
    for (agent, option) in stubborn { Self.certain(of: option, beliefs + agent * options, options) }
  }

  /// Normalised uniform shares.
  private static func draw(_ beliefs: UnsafeMutablePointer<Float>, agents: Int, options: Int, random: inout RandomStream) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: options) { row in
      for agent in 0..<agents {
        var sum = 0.0
        for k in 0..<options {
          row[k] = 1 - random.uniform()
          sum += row[k]
        }
        for k in 0..<options { beliefs[agent * options + k] = Float(row[k] / sum) }
      }
    }
  }

  /// Certain agents in random places.
  private static func place(
    _ counts: [Int], _ beliefs: UnsafeMutablePointer<Float>, agents: Int, stubborn: [(agent: Int, option: Int)], isEven: Bool,
    random: inout RandomStream
  ) throws(SwarmError) {
    var left = counts
    for (_, option) in stubborn { left[option] -= 1 }
    for option in left.indices where left[option] < 0 {
      guard isEven else {
        throw SwarmError("start: \(counts[option]) agents of option \(option + 1), but \(counts[option] - left[option]) are stubborn about it")
      }
      // More are stubborn than an even split gives: the others make room, from the option with the most on
      while left[option] < 0 {
        let most = left.indices.max { (left[$0], $1) < (left[$1], $0) }!
        left[most] -= 1
        left[option] += 1
      }
    }
    let isStubborn = Set(stubborn.map(\.agent))
    var free = (0..<agents).filter { !isStubborn.contains($0) }
    for i in stride(from: free.count - 1, to: 0, by: -1) { free.swapAt(i, random.below(i + 1)) }
    var next = 0
    for (option, count) in left.enumerated() {
      for agent in free[next..<next + count] { certain(of: option, beliefs + agent * counts.count, counts.count) }
      next += count
    }
  }

  private static func certain(of option: Int, _ row: UnsafeMutablePointer<Float>, _ options: Int) {
    row.update(repeating: 0, count: options)
    row[option] = 1
  }

  /// Beliefs drawn uniformly, a row an agent: normalised uniform shares.
  public static func drawn(agents: Int, options: Int, random: inout RandomStream) -> [Float] {
    [Float](unsafeUninitializedCapacity: agents * options) { rows, count in
      draw(rows.baseAddress!, agents: agents, options: options, random: &random)
      count = agents * options
    }
  }
}
