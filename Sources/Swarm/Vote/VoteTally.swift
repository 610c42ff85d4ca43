import Kernels

/// What some beliefs come to, taken together.
struct VoteTally: Sendable, Equatable {
  /// Whose beliefs there are.
  var count = 0
  /// How many exhibit each option; who believes in all alike exhibits none.
  var votes: [Int]
  /// Mean share of each option: everybody's word counts as much as they are sure of it.
  var shares: [Double]
  /// Mean certainty 1 − H / ln K.
  var certainty = 0.0

  init(options: Int) {
    votes = [Int](repeating: 0, count: options)
    shares = [Double](repeating: 0, count: options)
  }

  init(_ beliefs: [[Double]], options: Int) {
    self.init(options: options)
    for belief in beliefs {
      count += 1
      var best = 0, entropy = 0.0
      for k in 0..<options {
        if belief[k] > belief[best] { best = k }
        if belief[k] > 0 { entropy -= belief[k] * Reproducible.log(belief[k]) }
        shares[k] += belief[k]
      }
      if options == 1 || belief[best] * Double(options) > 1 + 1e-9 { votes[best] += 1 }
      certainty += options == 1 ? 1 : max(0, min(1, 1 - entropy / Reproducible.log(Double(options))))
    }
    guard count > 0 else { return }
    for k in 0..<options { shares[k] /= Double(count) }
    certainty /= Double(count)
  }

  /// The option with the largest share, the first of equals; nil where there is nobody.
  var winner: Int? { count == 0 ? nil : shares.indices.reduce(0) { shares[$1] > shares[$0] + 1e-12 ? $1 : $0 } }
  /// The option most exhibit, the first of equals; nil where nobody exhibits one.
  var favourite: Int? {
    let best = votes.indices.reduce(0) { votes[$1] > votes[$0] ? $1 : $0 }
    return votes[best] > 0 ? best : nil
  }

  /// Total variation distance of the mean beliefs, 0…1.
  func distance(to other: VoteTally) -> Double { zip(shares, other.shares).reduce(0) { $0 + abs($1.0 - $1.1) } / 2 }
}

extension Vote {
  func tally(ofAgents: Bool) -> VoteTally {
    let options = question.options.count
    let beliefs = ofAgents ? (0..<agentCount).map { row in (0..<options).map { Double(agentBeliefs[row * options + $0]) } } : people.map(\.shares)
    return VoteTally(beliefs, options: options)
  }

  /// Everybody's, people's and agents' together: each one voice.
  func tallyOfAll(_ people: VoteTally, _ agents: VoteTally) -> VoteTally {
    var all = VoteTally(options: question.options.count)
    all.count = people.count + agents.count
    guard all.count > 0 else { return all }
    func mean(_ a: Double, _ b: Double) -> Double { (a * Double(people.count) + b * Double(agents.count)) / Double(all.count) }
    for k in all.shares.indices {
      all.votes[k] = people.votes[k] + agents.votes[k]
      all.shares[k] = mean(people.shares[k], agents.shares[k])
    }
    all.certainty = mean(people.certainty, agents.certainty)
    return all
  }

  /// Between which values a figure of the people's mean shares lies in 95 of 100 draws of as many people, with replacement.
  ///
  /// - Returns: nil for fewer than two people.
  func interval(_ figure: ([Double]) -> Double) -> (low: Double, high: Double)? {
    let people = people, draws = 1_000
    guard people.count >= 2 else { return nil }
    var random = RandomStream(seed: seed, "vote", "bootstrap")
    var figures = (0..<draws).map { _ in
      var shares = [Double](repeating: 0, count: question.options.count)
      for _ in people.indices {
        let ballot = people[random.below(people.count)].shares
        for k in shares.indices { shares[k] += ballot[k] / Double(people.count) }
      }
      return figure(shares)
    }
    figures.sort()
    return (figures[draws / 40], figures[draws - 1 - draws / 40])
  }
}
