/// What a population is made of, besides its graph, its rule and its seed.
public struct PopulationSetup: Sendable {
  /// What agents believe at the start.
  public enum Opening: Sendable, Equatable {
    /// Normalised uniform draws.
    case uniform
    /// As many agents certain of each option, the first options having one more where that doesn't come out even.
    case split
    /// So many agents certain of each option, placed at random.
    case counts([Int])
    /// All shares alike.
    case undecided
    /// A row of shares an agent, each summing to 1.
    case beliefs([Float])
  }

  /// What a Byzantine agent says.
  public enum Lie: String, Sendable, CaseIterable {
    /// It is certain of the worst option: the one of least quality, or else the last that isn't the truth.
    case worst
    /// It is certain of an option drawn anew each round, the same to all.
    case random
    /// It tells each that hears it another option, drawn anew each round.
    case twoFaced = "two_faced"
  }

  /// What agents observe by themselves each round, as log-likelihoods of the options.
  public enum Evidence: Sendable, Equatable {
    /// One option is seen: the true one with this probability, else any of the others.
    case sighting(accuracy: Double)
    /// A row an agent, the same each round.
    case logLikelihoods([Float])
  }

  public var options: Int
  public var opening = Opening.uniform
  /// Of each option: an agent's voice then weighs as much as the option it exhibits. nil: all voices alike.
  public var qualities: [Float]?
  /// The right option, from 0. nil: the best one, or without qualities the one most exhibit at the start.
  public var truth: Int?
  /// How far a belief may move in a round, 0…1.
  public var rate = 1.0
  /// One agent after the other, drawn at random, instead of all at once; a round is as many as there are agents.
  public var isAsynchronous = false
  /// Probability that a voice isn't heard, drawn anew for each link, direction and round.
  public var loss = 0.0
  /// Agents certain of an option that never move, by option.
  public var stubborn: [Int: Int] = [:]
  /// Share of the agents that neither move nor are heard.
  public var faulty = 0.0
  /// Share of the agents that don't move and lie.
  public var byzantine = 0.0
  public var lie = Lie.worst
  /// Probability that an agent adopts another option by itself instead of following the rule, each round.
  public var switching = 0.0
  public var evidence: Evidence?
  /// Whether rules are told the sizes of groups of equal choice: O(links) a round.
  public var countsGroups = true
  /// Whether camps and active links are counted after every round: O(links). nil: up to 10,000 agents.
  public var countsCamps: Bool?

  public init(options: Int) { self.options = options }
}
