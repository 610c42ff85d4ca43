/// What was measured after every round of a population, from round 0.
///
/// Past 65,536 rounds every second row is dropped, and from then on only every second round kept, and so on: `rounds` says
/// which are there.
public struct PopulationSeries: Sendable {
  /// Columns, one element a round that was kept.
  public private(set) var rounds: [Int64] = []
  /// Share of the agents that count which exhibit the leading option.
  public private(set) var share: [Float] = []
  /// Mean certainty of the agents that count.
  public private(set) var certainty: [Float] = []
  /// Share that exhibit the right option.
  public private(set) var accuracy: [Float] = []
  /// Connected groups of equal choice, and links that join two choices; NaN where nobody counted.
  public private(set) var camps: [Float] = []
  public private(set) var activeLinks: [Float] = []
  private var stride: Int64 = 1

  private static let rowsMax = 65_536

  init() {}

  mutating func append(round: Int, share: Double, certainty: Double, accuracy: Double, camps: CampCount?) {
    guard Int64(round) % stride == 0 else { return }
    if rounds.count == Self.rowsMax { thin() }
    guard Int64(round) % stride == 0 else { return }
    rounds.append(Int64(round))
    self.share.append(Float(share))
    self.certainty.append(Float(certainty))
    self.accuracy.append(Float(accuracy))
    self.camps.append(camps.map { Float($0.camps) } ?? .nan)
    activeLinks.append(camps.map { Float($0.activeLinks) } ?? .nan)
  }

  private mutating func thin() {
    stride *= 2
    let kept = rounds.indices.filter { rounds[$0] % stride == 0 }
    rounds = kept.map { rounds[$0] }
    share = kept.map { share[$0] }
    certainty = kept.map { certainty[$0] }
    accuracy = kept.map { accuracy[$0] }
    camps = kept.map { camps[$0] }
    activeLinks = kept.map { activeLinks[$0] }
  }
}
