import Policies

/// The consensus rules written in Swift. Each has a plugin of the same name, options and results, which can be read and
/// copied; only `random` is a plugin alone.
enum ConsensusRules {
  static let all: [NativeRule<any NativeConsensusRule>] = [
    NativeRule(
      name: BayesianSharing.name, summary: "Bayesian belief sharing: a logarithmic pool, and evidence",
      settings: [RuleSetting("floor", 1e-9...0.001, 1e-6, "the least share an option keeps while pooling")]
    ) { BayesianSharing(floor: Float($0[0])) },
    NativeRule(
      name: BayesBots.name, summary: "Bayes Bots",
      settings: [
        RuleSetting("prior", 0.001...1e6, 10, "pseudo-counts an option begins with"), RuleSetting("confidence", 0.5...1, 0.99, "mass of the posterior to decide at"),
        RuleSetting("feedback", 0...1, 0, "1: the decided say their decision"), RuleSetting("one", 0...1, 0, "1: a node hears one neighbour a round"),
      ]
    ) { BayesBots(prior: Float($0[0]), confidence: $0[1], hasFeedback: $0[2] > 0, hearsOne: $0[3] > 0) },
    NativeRule(
      name: BoundedConfidence.name, summary: "bounded confidence (Hegselmann & Krause, or Deffuant's pairs)",
      settings: [
        RuleSetting("epsilon", 0...1, 0.3, "largest total variation distance of a belief that counts"), RuleSetting("pairwise", 0...1, 0, "1: one neighbour a round"),
      ]
    ) { BoundedConfidence(epsilon: Float($0[0]), isPairwise: $0[1] > 0) },
    NativeRule(name: CrossInhibition.name, summary: "cross-inhibition") { _ in CrossInhibition() },
    NativeRule(
      name: DiscreteBayes.name, summary: "distributed Bayesian belief sharing with decay",
      settings: [RuleSetting("decay", 0...1, 0.8, "what remains of the heard"), RuleSetting("share", 0...1, 0.2, "what the neighbours' beliefs count")]
    ) { DiscreteBayes(decay: Float($0[0]), share: Float($0[1])) },
    NativeRule(
      name: DirectModulation.name, summary: "the direct modulation of voter-based decisions",
      settings: [
        RuleSetting("dissemination", 0...1e6, 10, "mean rounds an option of quality 1 is disseminated"),
        RuleSetting("exploration", 0...1e6, 3, "mean rounds of exploring after a decision"),
      ]
    ) { DirectModulation(dissemination: Float($0[0]), exploration: Float($0[1])) },
    NativeRule(
      name: EntropyRule.name, summary: "entropy-weighted consensus",
      settings: [
        RuleSetting("floor", 1e-6...1e6, 1, "what a voice without certainty counts"), RuleSetting("self_weight", 0...1e6, 1, "what a node counts to itself"),
        RuleSetting("sharpness", 0...1, 1, "how far agreement sharpens"), RuleSetting("tolerance", 1e-9...2, 0.01, "variance of what is heard below which it does"),
      ]
    ) { EntropyRule(floor: Float($0[0]), selfWeight: Float($0[1]), sharpness: Float($0[2]), tolerance: Float($0[3])) },
    NativeRule(name: LocalNegotiation.name, summary: "Liu & Lee's local negotiation") { _ in LocalNegotiation() },
    NativeRule(
      name: MajorityRule.name, summary: "the majority rule",
      settings: [
        RuleSetting("dissemination", 0...1e6, 0, "mean rounds an option of quality 1 is disseminated; 0: everybody is heard and decides each round"),
        RuleSetting("exploration", 0...1e6, 3, "mean rounds of exploring after a decision"), RuleSetting("sample", 0...1e6, 0, "most neighbours heard; 0: all"),
        RuleSetting("own", 0...1, 1, "1: a node counts its own choice too"),
      ]
    ) { MajorityRule(dissemination: Float($0[0]), exploration: Float($0[1]), sample: Int($0[2]), includesSelf: $0[3] > 0) },
    NativeRule(
      name: QuorumRule.name, summary: "the quorum response",
      settings: [
        RuleSetting("threshold", 0.001...1, 0.5, "share of the neighbourhood at which a node follows in half of all cases"),
        RuleSetting("steepness", 1...100, 4, "how sharply it responds"),
      ]
    ) { QuorumRule(threshold: Float($0[0]), steepness: Float($0[1])) },
    NativeRule(
      name: Unanimity.name, summary: "the k-unanimity rule", settings: [RuleSetting("count", 1...1_000, 2, "k: how many drawn neighbours must agree")]
    ) { Unanimity(count: Int($0[0])) },
    NativeRule(
      name: VoterRule.name, summary: "the weighted voter model",
      settings: [RuleSetting("accept", 0...1, 0, "1: draws all alike and follows with a probability of the weight, at most 1")]
    ) { VoterRule(accepts: $0[0] > 0) },
  ]
}

extension NativeConsensusRule {
  func policy() -> any Policy { consensusPolicy(self) }
}
