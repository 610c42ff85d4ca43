import Interface
public import Policies

/// The consensus rules written in Swift, by name. Each has a plugin of the same name, options and results, which can be read
/// and copied; only `random` is a plugin alone.
public enum NativeRules {
  /// A number a rule can be set by; 1 and 0 stand for true and false.
  struct Setting: Sendable {
    let name: String
    let range: ClosedRange<Double>
    let standard: Double
    let summary: String

    init(_ name: String, _ range: ClosedRange<Double>, _ standard: Double, _ summary: String) {
      self.name = name
      self.range = range
      self.standard = standard
      self.summary = summary
    }
  }

  struct Entry: Sendable {
    let name: String
    let summary: String
    var settings: [Setting] = []
    /// Takes a number for each setting, in order.
    let make: @Sendable ([Double]) -> any NativeConsensusRule
  }

  static let all: [Entry] = [
    Entry(
      name: BayesianSharing.name, summary: "Bayesian belief sharing: a logarithmic pool, and evidence",
      settings: [Setting("floor", 1e-9...0.001, 1e-6, "the least share an option keeps while pooling")]
    ) { BayesianSharing(floor: Float($0[0])) },
    Entry(
      name: BayesBots.name, summary: "Bayes Bots",
      settings: [
        Setting("prior", 0.001...1e6, 10, "pseudo-counts an option begins with"), Setting("confidence", 0.5...1, 0.99, "mass of the posterior to decide at"),
        Setting("feedback", 0...1, 0, "1: the decided say their decision"), Setting("one", 0...1, 0, "1: a node hears one neighbour a round"),
      ]
    ) { BayesBots(prior: Float($0[0]), confidence: $0[1], hasFeedback: $0[2] > 0, hearsOne: $0[3] > 0) },
    Entry(
      name: BoundedConfidence.name, summary: "bounded confidence (Hegselmann & Krause, or Deffuant's pairs)",
      settings: [
        Setting("epsilon", 0...1, 0.3, "largest total variation distance of a belief that counts"), Setting("pairwise", 0...1, 0, "1: one neighbour a round"),
      ]
    ) { BoundedConfidence(epsilon: Float($0[0]), isPairwise: $0[1] > 0) },
    Entry(name: CrossInhibition.name, summary: "cross-inhibition") { _ in CrossInhibition() },
    Entry(
      name: DiscreteBayes.name, summary: "distributed Bayesian belief sharing with decay",
      settings: [Setting("decay", 0...1, 0.8, "what remains of the heard"), Setting("share", 0...1, 0.2, "what the neighbours' beliefs count")]
    ) { DiscreteBayes(decay: Float($0[0]), share: Float($0[1])) },
    Entry(
      name: DirectModulation.name, summary: "the direct modulation of voter-based decisions",
      settings: [
        Setting("dissemination", 0...1e6, 10, "mean rounds an option of quality 1 is disseminated"),
        Setting("exploration", 0...1e6, 3, "mean rounds of exploring after a decision"),
      ]
    ) { DirectModulation(dissemination: Float($0[0]), exploration: Float($0[1])) },
    Entry(
      name: EntropyRule.name, summary: "entropy-weighted consensus",
      settings: [
        Setting("floor", 1e-6...1e6, 1, "what a voice without certainty counts"), Setting("self_weight", 0...1e6, 1, "what a node counts to itself"),
        Setting("sharpness", 0...1, 1, "how far agreement sharpens"), Setting("tolerance", 1e-9...2, 0.01, "variance of what is heard below which it does"),
      ]
    ) { EntropyRule(floor: Float($0[0]), selfWeight: Float($0[1]), sharpness: Float($0[2]), tolerance: Float($0[3])) },
    Entry(name: LocalNegotiation.name, summary: "Liu & Lee's local negotiation") { _ in LocalNegotiation() },
    Entry(
      name: MajorityRule.name, summary: "the majority rule",
      settings: [
        Setting("dissemination", 0...1e6, 0, "mean rounds an option of quality 1 is disseminated; 0: everybody is heard and decides each round"),
        Setting("exploration", 0...1e6, 3, "mean rounds of exploring after a decision"), Setting("sample", 0...1e6, 0, "most neighbours heard; 0: all"),
        Setting("own", 0...1, 1, "1: a node counts its own choice too"),
      ]
    ) { MajorityRule(dissemination: Float($0[0]), exploration: Float($0[1]), sample: Int($0[2]), includesSelf: $0[3] > 0) },
    Entry(
      name: QuorumRule.name, summary: "the quorum response",
      settings: [
        Setting("threshold", 0.001...1, 0.5, "share of the neighbourhood at which a node follows in half of all cases"),
        Setting("steepness", 1...100, 4, "how sharply it responds"),
      ]
    ) { QuorumRule(threshold: Float($0[0]), steepness: Float($0[1])) },
    Entry(
      name: Unanimity.name, summary: "the k-unanimity rule", settings: [Setting("count", 1...1_000, 2, "k: how many drawn neighbours must agree")]
    ) { Unanimity(count: Int($0[0])) },
    Entry(name: VoterRule.name, summary: "the weighted voter model") { _ in VoterRule() },
  ]

  public static let names: [String] = all.map(\.name)

  /// A new policy of that rule with its defaults; nil where there is none of that name.
  public static func policy(named name: String) -> (any Policy)? {
    all.first { $0.name == name }.map { $0.make($0.settings.map(\.standard)).policy() }
  }

  /// The same with a number for each of its settings, as `settings(of:_:)` reads them.
  static func policy(named name: String, settings: [Double]) -> (any Policy)? {
    all.first { $0.name == name }.map { $0.make(settings).policy() }
  }

  /// A number for each setting of a rule, from options as its plugin takes them.
  ///
  /// - Throws: `ScriptError` naming the option that isn't one of the rule's, or its range.
  static func settings(of name: String, _ options: Table) throws(ScriptError) -> [Double] {
    guard let entry = all.first(where: { $0.name == name }) else { preconditionFailure("'\(name)' is no native rule") }
    var values = entry.settings.map(\.standard)
    for (key, value) in options.fields {
      guard case .string(let word) = key, let place = entry.settings.firstIndex(where: { $0.name == word }) else {
        let known = entry.settings.isEmpty ? "it has none" : "known: " + entry.settings.map(\.name).joined(separator: ", ")
        throw ScriptError("\(name): there is no option '\(String(key) ?? key.typeName)' (\(known))")
      }
      let setting = entry.settings[place]
      guard let number = Bool(value).map({ $0 ? 1 : 0 }) ?? Double(value), setting.range.contains(number) else {
        throw ScriptError("\(name): \(word): a number in \(setting.range.lowerBound.literal)…\(setting.range.upperBound.literal) expected (\(setting.summary))")
      }
      values[place] = number
    }
    return values
  }
}

extension NativeConsensusRule {
  func policy() -> any Policy { consensusPolicy(self) }
}
