// What is measured of a population: of the agents that count, neither faulty nor Byzantine.
extension Population {
  /// Certainties and choices of everybody, and the leading option among those that count and exhibit one.
  func measure() {
    (leader, followers) = buffers.measure()
    let isEverybody = roles.isUniform && buffers.nodes == agentCount
    if isEverybody, !(0..<agentCount).contains(where: { buffers.isUndecided($0) }) { return }
    let votes = counts
    leader = 0
    for option in 0..<options where votes[option] > votes[leader] { leader = option }
    followers = votes[leader]
  }

  func record() {
    series.append(
      round: round, share: share, certainty: meanCertainty, accuracy: accuracy, camps: isRecordingCamps ? campCount : nil)
  }

  /// Share of the agents that count which exhibit the leading option.
  public var share: Double { Double(followers) / Double(roles.counted) }
  /// Agents that count: neither faulty nor Byzantine.
  public var countedAgents: Int { roles.counted }

  /// Share that exhibit the right option.
  public var accuracy: Double {
    let choices = buffers.choices.start, truth = Int32(truth)
    var right = 0
    for agent in 0..<agentCount { right += choices[agent] == truth && exhibits(agent) ? 1 : 0 }
    return Double(right) / Double(roles.counted)
  }

  public var meanCertainty: Double {
    let certainty = buffers.certainty.start
    var sum = 0.0
    for agent in 0..<agentCount where roles.isCounted(agent) { sum += Double(certainty[agent]) }
    return sum / Double(roles.counted)
  }

  /// Connected groups of equal choice among the agents that count, and links between two choices.
  ///
  /// - Complexity: O(links · α)
  public var campCount: CampCount { buffers.campCount(agents: agentCount, isCounted: roles.isCounted) }

  /// How many of the agents that count exhibit each option.
  public var counts: [Int] {
    var votes = [Int](repeating: 0, count: options)
    let choices = buffers.choices.start
    for agent in 0..<agentCount where exhibits(agent) { votes[Int(choices[agent])] += 1 }
    return votes
  }

  /// Agents that count and give every option the same share.
  public var undecided: Int { roles.counted - counts.reduce(0, +) }

  @inline(__always)
  private func exhibits(_ agent: Int) -> Bool { roles.isCounted(agent) && !buffers.isUndecided(agent) }

  /// Everybody's beliefs as they are now, a row an agent.
  public var beliefs: [Float] { Array(UnsafeBufferPointer(start: buffers.beliefs.start, count: agentCount * options)) }
  /// What each agent exhibits, from 0; −1 where it is undecided.
  public var choices: [Int32] { (0..<agentCount).map { buffers.isUndecided($0) ? -1 : buffers.choices.start[$0] } }
  /// 1 − H / ln K of each belief.
  public var certainty: [Float] { Array(UnsafeBufferPointer(start: buffers.certainty.start, count: agentCount)) }
  /// What the rule keeps of an agent, `options + 4` numbers; empty where it keeps nothing.
  public func memory(of agent: Int) -> [Float] { buffers.memory(of: agent) }
  /// Bytes of arrays, without the graph's own.
  public var byteCount: Int { buffers.byteCount }
}
