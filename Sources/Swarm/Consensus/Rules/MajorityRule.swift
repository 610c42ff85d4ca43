import CKernels
public import Policies

/// Majority: a node adopts the choice that weighs most among the neighbours it hears and itself; of equals the one it
/// believes in most.
///
/// With `dissemination` it is the direct modulation of majority-based decisions (DMMD): an agent decides when its
/// dissemination ends, among those that disseminate, each counted once, for quality counts as time. `sample` bounds how
/// many it hears; together with its own voice an even number can tie, and then it keeps its choice, so that parity shows.
///
/// Valentini, Hamann & Dorigo, "Efficient decision-making in a self-organizing robot swarm: on the speed versus accuracy
/// trade-off", AAMAS 2015; Valentini, Ferrante, Hamann & Dorigo, "Collective decision with 100 Kilobots", JAAMAS 30, 2016.
public struct MajorityRule: NativeConsensusRule, Sendable {
  public static let name = "majority"
  var keepsMemory: Bool { modulation != nil }
  var modulation: Dissemination?
  /// The most neighbours heard, drawn without replacement; 0: all of them.
  public var sample: Int
  /// Whether a node counts its own choice too.
  public var includesSelf: Bool

  /// - Parameters:
  ///   - dissemination: mean rounds an agent disseminates an option of quality 1; 0: everybody is heard and decides in every round.
  ///   - exploration: mean rounds it explores after a decision, where it disseminates; ≥ 0.
  public init(dissemination: Float = 0, exploration: Float = 3, sample: Int = 0, includesSelf: Bool = true) {
    modulation = dissemination > 0 ? Dissemination(duration: dissemination, exploration: exploration) : nil
    self.sample = sample
    self.includesSelf = includesSelf
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    round.withChoices { choices in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: round.options) { votes in
        var heard: [Int] = []
        for i in 0..<round.movers {
          if let modulation, !modulation.endsDissemination(round, i, &random) {
            round.keep(i)
            continue
          }
          heard.removeAll(keepingCapacity: true)
          for cell in round.hears(i) {
            let j = round.neighbour(cell)
            if modulation == nil || Dissemination.isHeard(round, j) { heard.append(j) }
          }
          if sample > 0, heard.count > sample {
            for place in 0..<sample {
              let left = heard.count - place
              heard.swapAt(place, place + min(left - 1, Int(ck_stream_uniform(&random) * Double(left))))
            }
            heard.removeLast(heard.count - sample)
          }
          votes.update(repeating: 0)
          func count(_ node: Int) { votes[Int(choices[node])] += modulation == nil ? round.weight(node) : 1 }
          if includesSelf { count(i) }
          for j in heard { count(j) }
          let own = Int(choices[i])
          var best = own
          for option in 0..<round.options where votes[option] >= votes[best] {
            if votes[option] > votes[best] || round.belief(i)[option] > round.belief(i)[best] { best = option }
          }
          round.adopt(best, by: i)
        }
      }
    }
  }
}
